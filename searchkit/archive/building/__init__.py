"""From files to an index.

build.py      rebuild and update: walk, read in worker processes, write, publish;  report.py  what is told of it
workers.py    what a worker process does, and the pool of them;  processes.py  how one starts and ends
sources.py    which files an index was built from, and what changed since
removed.py    what the user keeps out of the index
gather.py     what the articles teach about names, taken together: learnt.py of each, spellings.py of all
stories.py    which of the articles are copies
watch.py      updates that follow the files
"""
