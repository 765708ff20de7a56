"""Options of commands: those that many share, and groups of them.

shared.py      single options;  values.py  how values are converted
selection.py   which articles;  listing.py  how many, in which order;  output.py  in which form
spread.py      gives a command the options of a group
"""
