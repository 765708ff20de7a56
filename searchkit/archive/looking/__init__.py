"""Looking around in what was found.

around.py     facets and timelines;  periods.py  years, months, weeks
kwic.py       every match in its context;  cooccur.py  names that stand together
similar.py    related articles;  copies.py  the copies of one
overview.py   the archive from afar;  values.py  for completion
"""
