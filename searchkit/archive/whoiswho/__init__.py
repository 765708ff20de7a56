"""What an archive knows of names: which mean the same, and who wrote what.

tables.py    aliases, authors and spellings, from what the articles teach and the user says (rules.py)
lookup.py    the same for a search, quick to load;  known.py  the names of an index that is open
expand.py    a query -> the same query for all forms of its names
whois.py     what `aliases` and `authors` show;  same.py  which values of a field are one
"""
