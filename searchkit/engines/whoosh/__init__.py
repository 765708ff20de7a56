"""The Whoosh engine: Whoosh's storage, segments, schema and locks around postings that are plain arrays.

Reading order:

    library.py       Whoosh itself, imported in one place, and not to search
    fields.py        the fields of an article;   schema.py  the same as a Whoosh schema
    pages.py         a file whose every page is checked before it is believed
    segment.py       the format of a segment, and reading one;   dictionary.py  its terms
    stored.py        its articles, packed;   unread.py  one that is read when it is needed
    terms.py         many terms in one array
    vocabulary.py    numbers for words;   pieces.py  text -> these numbers;   invert.py  articles -> postings
    vectors.py       what each article says most, for `nearest.py`;   sketches.py  by which copies are found
    write.py         arrays -> a segment file;   merge.py, merge_field.py  segments -> one segment
    codec.py         the same segment, for stock Whoosh
    contents.py      Whoosh's table of contents;   unpickle.py  its pickle, read without running anything
    generations.py   numbered generations and the pointer;   lock.py  the lock of the one writer
    opening.py       the live generation with its segments open
    structure.py     whether the numbers of a segment fit each other;   check.py  `searchkit check`
    writer.py        rebuild and update, from the engine's side;   parts.py  which segments become one
    postings.py      the articles of a term;   plain.py  in plain Python
    arrays.py        the same with numpy, made of gather.py, phrases.py and best.py
    open_terms.py    prefixes, wildcards -> words;   stories.py  articles that are copies of one another, folded
    evaluate.py      a tree -> articles and scores;   engine.py  the Engine
"""
