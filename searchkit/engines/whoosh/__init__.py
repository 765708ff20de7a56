"""The Whoosh engine: Whoosh's storage, segments, schema and locks around postings that are plain arrays.

Reading order:

    library.py       Whoosh itself, imported in one place; unpickling that runs nothing
    schema.py        the fields of an article, as a Whoosh schema
    pages.py         a file whose every page is checked before it is believed
    segment.py       the format of a segment, and reading one;   stored.py  its articles, packed
    invert.py        articles -> arrays of postings
    write.py         arrays -> a segment file;   merge.py  segments -> one segment
    codec.py         the same segment, for stock Whoosh
    generations.py   numbered generations, the pointer, the lock;   manifest.py  what a generation says of itself
    writer.py        rebuild and update, from the engine's side
    postings.py      the articles of a term, as arrays;   plain.py  the same without numpy
    evaluate.py      a tree -> articles and scores;   engine.py  the Engine
"""
