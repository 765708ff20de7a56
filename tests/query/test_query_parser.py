"""What lines mean: as canonical text where that shows it, as trees where the structure is the point."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from searchkit.query import (
    And,
    AtLeast,
    DateRange,
    Everything,
    FieldMatch,
    Fuzzy,
    Most,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Same,
    Wildcard,
    Word,
    parse,
    show,
)

A, B, C, D = Word("a"), Word("b"), Word("c"), Word("d")

TREES: list[tuple[str, Query]] = [
    ("iran", Word("iran")),
    ('"state  of\twar"', Phrase("state of war")),
    ("“state of war„", Phrase("state of war")),
    ("«état de guerre»", Phrase("état de guerre")),
    ('"a b"~5', Near("a b", 5)),
    ('"a b"~0', Near("a b", 0)),
    ("“a b”~99", Near("a b", 99)),
    ("sanction*", Prefix("sanction")),
    ("F-3*", Prefix("F-3")),
    ("wild*card", Wildcard("wild*card")),
    ("b?ll", Wildcard("b?ll")),
    ("b?l?", Wildcard("b?l?")),
    ("*tion", Wildcard("*tion")),
    ("*tion*", Wildcard("*tion*")),
    ("?tion", Wildcard("?tion")),
    ("sanction*,", Prefix("sanction")),
    ("*", Everything()),
    ("word~", Fuzzy("word", 1)),
    ("word~1", Fuzzy("word", 1)),
    ("word~2", Fuzzy("word", 2)),
    ("a b c", And((A, B, C))),
    ("a AND b c", And((A, B, C))),
    ("a OR b", Or((A, B))),
    ("a b OR c d", Or((And((A, B)), And((C, D))))),
    ("a (b OR c) d", And((A, Or((B, C)), D))),
    ("(a b) c", And((And((A, B)), C))),
    ("((a))", A),
    ("NOT a b", And((Not(A), B))),
    ("a NOT b OR c", Or((And((A, Not(B))), C))),
    ("a -b", And((A, Not(B)))),
    ("-(a b)", Not(And((A, B)))),
    ('-"a b"', Not(Phrase("a b"))),
    ("NOT NOT a", Not(Not(A))),
    ("NOT -a", Not(Not(A))),
    ("a AND NOT b", And((A, Not(B)))),
    ("a(b)c", And((A, B, C))),
    ('a"b c"d', And((A, Phrase("b c"), D))),
    ("a and b or not c", And((A, Word("and"), B, Word("or"), Word("not"), C))),
    ("And Or Not", And((Word("And"), Word("Or"), Word("Not")))),
    ("atleast:5 iran", AtLeast(5, Word("iran"))),
    ('atleast:3 "state of war"', AtLeast(3, Phrase("state of war"))),
    ('atleast:3"state of war"', AtLeast(3, Phrase("state of war"))),
    ("-atleast:2 sanction*", Not(AtLeast(2, Prefix("sanction")))),
    ("atleast:2 same:(a b)", AtLeast(2, Same((A, B)))),
    ("most:2 (a b c)", Most((A, B, C), 2)),
    ("most:1(a -b)", Most((A, Not(B)), 1)),
    ("most:2 ((a b) (a OR c) author:d)", Most((And((A, B)), Or((A, C)), FieldMatch("author", D)), 2)),
    ('same:(a "b c")', Same((A, Phrase("b c")))),
    ("author:bolton", FieldMatch("author", Word("bolton"))),
    ('author:"john bolton"', FieldMatch("author", Phrase("john bolton"))),
    ("author:bolt*", FieldMatch("author", Prefix("bolt"))),
    ("author:b?lt*n", FieldMatch("author", Wildcard("b?lt*n"))),
    ("author:bolten~", FieldMatch("author", Fuzzy("bolten", 1))),
    ("author:*", FieldMatch("author", Wildcard("*"))),
    ("author:(a OR b)", FieldMatch("author", Or((A, B)))),
    ("author:(a b -c)", FieldMatch("author", And((A, B, Not(C))))),
    ("-author:a", Not(FieldMatch("author", A))),
    ('title:"a b"~3', FieldMatch("title", Near("a b", 3))),
    ("name:same:(a b)", FieldMatch("name", Same((A, B)))),
    ("title:12:30", FieldMatch("title", Word("12:30"))),
    ("Author:a TITLE:b", And((FieldMatch("author", A), FieldMatch("title", B)))),
    ("id:2018/08/x-1.txt:3", FieldMatch("id", Word("2018/08/x-1.txt:3"))),
    ("id:report*(1)~.txt", FieldMatch("id", Word("report*(1)~.txt"))),
    ('id:"my  report (1.txt"', FieldMatch("id", Word("my  report (1.txt"))),
    ("(id:a OR id:b)", Or((FieldMatch("id", A), FieldMatch("id", B)))),
    ("id:-x", FieldMatch("id", Word("-x"))),
    ("a since:2018", And((A, DateRange(date(2018, 1, 1), None)))),
]


@pytest.mark.parametrize(("line", "tree"), TREES, ids=[line for line, _ in TREES])
def test_a_line_and_its_tree(line: str, tree: Query) -> None:
    assert parse(line) == tree


SINGLE_WORDS = (
    "F-35", "U.N.", "Iran's", "Iran’s", "C++", "3.5%", "don't", "al-Qaeda", "O'Neill", "#hashtag", "@name",
    "ann.lee@mail.org", "AT&T", "1,000", "$5", "12:30", "09:15:00", "3:16", "http://x", "www.x.org/?a=b",
    "https://x.org/a_(b)?q=*&r=~1#top", "ftp://x", "std::map", "C:\\dir", "and/or", "Iran:", "Iran:,", "war,",
    "war.", "war…", "‘war’", "[war]", "{war}", "why?", "why?!", "¿qué?", "北京", "Erdoğan", "x-", "it's?",
    "–x", "•x",
)  # fmt: skip


@pytest.mark.parametrize("word", SINGLE_WORDS)
def test_what_looks_like_a_word_is_one_word_as_typed(word: str) -> None:
    assert parse(word) == Word(word)
    assert parse(f"a {word} b") == And((A, Word(word), B))
    assert parse(f"-{word}") == Not(Word(word))
    assert parse(f"title:{word}") == FieldMatch("title", Word(word))


CANONICAL = """
a – b & c | d … e / f       => a b c d e f
a - b -- c --d ---e         => a b c d e
"a b"-c (a)-b               => "a b" c a b
"a b", "c". ("d"?)          => "a b" "c" "d"
a “b c” OR «d»              => (a "b c") OR "d"
a OR (b OR c)               => a OR (b OR c)
a b OR c                    => (a b) OR c
NOT a AND NOT (b c)         => -a -(b c)
NOT NOT a                   => NOT -a
word~1 word~2               => word~ word~2
most:2(a b c)               => most:2 (a b c)
entity:irgc                 => name:irgc
language:en                 => lang:en
organisation:un             => org:un
organization:un             => org:un
id:"a01"                    => id:a01
id:"a b"                    => id:"a b"
author:(a)                  => author:a
title:(most:1 (a b))        => title:(most:1 (a b))
**                          => *
a     b                     => a b
Who is Bolton?              => Who is Bolton?
Iran: a year on, at 12:30   => Iran: a year on, at 12:30
date:2018                   => date:2018
on:2018-08                  => date:2018-08
date:2018-08-30             => date:2018-08-30
date:2018-08..2019-01       => date:2018-08..2019-01
date:2018-08-03..2019-01-04 => date:2018-08-03..2019-01-04
date:2018..2019             => date:2018-01..2019-12
date:2018..                 => since:2018
date:..2019                 => until:2019-12-31
since:2018-08               => since:2018-08
since:2018-08-30            => since:2018-08-30
after:2018-08               => since:2018-09
after:2018-08-30            => since:2018-08-31
until:2019-01               => until:2019-01-31
before:2019-01              => until:2018-12-31
before:2019-01-02           => until:2019-01-01
-date:2018 -since:2019      => -date:2018 -since:2019
"""
CANONICAL_ROWS = [tuple(row.split(" => ")) for row in CANONICAL.strip().splitlines()]


@pytest.mark.parametrize(("line", "canonical"), CANONICAL_ROWS)
def test_a_line_and_its_canonical_text(line: str, canonical: str) -> None:
    assert show(parse(line)) == canonical
    assert show(parse(canonical)) == canonical


def test_trees_built_by_hand_are_shown_as_the_nearest_line() -> None:
    assert show(Word("state of war")) == '"state of war"'
    assert show(Word("OR")) == '"OR"'
    assert show(Word("a:b")) == '"a:b"'
    assert show(Phrase('the "great" game')) == '"the great game"'
    assert show(FieldMatch("author", Word("-x) OR (y"))) == 'author:"-x) OR (y"'
    assert show(FieldMatch("id", Word("a) OR id:(b"))) == 'id:"a) OR id:(b"'
    assert show(DateRange(None, None)) == "*"


def test_relative_dates_count_from_the_day_given() -> None:
    assert parse("date:yesterday", today=date(2020, 3, 1)) == DateRange(date(2020, 2, 29), date(2020, 2, 29))


def loaded_by(code: str) -> set[str]:
    code = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_query_package_loads_nothing_heavy() -> None:
    heavy = {"Stemmer", "searchkit.analysis", "searchkit.article", "searchkit.dates", "difflib", "dateutil"}
    assert not loaded_by("import searchkit.query") & heavy


def test_an_ordinary_query_loads_no_reader_of_printed_dates() -> None:
    code = "from searchkit.query import parse, show; show(parse('iran since:2018-08 war date:2018..2019 x'))"
    assert not loaded_by(code) & {"searchkit.dates", "dateutil", "difflib", "numpy", "whoosh", "bs4"}
