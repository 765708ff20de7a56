"""What is kept beside an index: plain files of the user's.

userfiles.py  which files there are, read and written
searches.py   saved searches;  looked.py  what of them was seen;  oneline.py  a query with its filters as one line
export.py     what a query finds, as files;  replay.py  what has changed since
"""
