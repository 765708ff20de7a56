"""Queries for hypothesis: trees that a line can say, and lines that are almost queries."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

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
    Term,
    Wildcard,
    Word,
)

ODD_WORDS = (
    "F-35", "U.N.", "Iran's", "Iran’s", "don't", "al-Qaeda", "O'Neill", "C++", "3.5%", "#hashtag", "@name",
    "ann@mail.org", "AT&T", "12:30", "std::map", "http://x.org/a_(b)?c=d&e=*", "www.x.org/a?b", "Iran:",
    "why?", "Erdoğan", "北京", "and", "or", "not", "the", "x,", "[x]", "1,000",
)  # fmt: skip
WORDS = st.sampled_from(("iran", "war", "state", "of", "sanctions", "bolton", *ODD_WORDS))
STEMS = st.sampled_from(("iran", "sanct", "bolt", "wa", "re", "北"))
FIELDS = ("title", "author", "name", "person", "org", "place", "source", "topic", "lang")
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def terms(
    words: st.SearchStrategy[str] = WORDS, stems: st.SearchStrategy[str] = STEMS
) -> st.SearchStrategy[Term]:
    """What is looked for in text: words, phrases, patterns and the rest of `Term`."""
    phrases = st.lists(words, min_size=1, max_size=4).map(" ".join)
    word_or_phrase = st.one_of(st.builds(Word, words), st.builds(Phrase, phrases))
    return st.one_of(
        st.builds(Word, words),
        st.builds(Phrase, phrases),
        st.builds(Near, phrases, st.integers(0, 99)),
        st.builds(Prefix, stems),
        st.builds(Wildcard, st.builds("{}{}{}".format, stems, st.sampled_from("*?"), stems)),
        st.builds(Wildcard, stems.map("*{}".format)),
        st.builds(Fuzzy, stems, st.integers(1, 2)),
        st.builds(Same, st.lists(word_or_phrase, min_size=2, max_size=3).map(tuple)),
    )


def date_ranges(days: st.SearchStrategy[date] = DAYS) -> st.SearchStrategy[DateRange]:
    """Whole years and months, days, spans, and spans open at one end."""
    return st.one_of(
        st.tuples(days, days).map(lambda pair: DateRange(min(pair), max(pair))),
        st.builds(DateRange, days, st.none()),
        st.builds(DateRange, st.none(), days),
        days.map(lambda day: DateRange(day, day)),
        days.map(lambda day: DateRange(date(day.year, 1, 1), date(day.year, 12, 31))),
        days.map(lambda day: DateRange(date(day.year, day.month, 1), None)),
    )


def queries(
    words: st.SearchStrategy[str] = WORDS,
    stems: st.SearchStrategy[str] = STEMS,
    fields: tuple[str, ...] = FIELDS,
    days: st.SearchStrategy[date] = DAYS,
) -> st.SearchStrategy[Query]:
    """Trees that the parser can make, of the given words, beginnings of words, fields and days."""
    term = terms(words, stems)
    in_field = _combined(term)
    leaves = st.one_of(
        term,
        date_ranges(days),
        st.builds(FieldMatch, st.sampled_from(fields), in_field),
        st.builds(AtLeast, st.integers(1, 9), term),
        st.just(Everything()),
    )
    return _combined(leaves)


def _combined(leaves: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    return st.recursive(leaves, _combinations, max_leaves=8)


def _combinations(clause: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    clauses = st.lists(clause, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        st.builds(And, clauses),
        st.builds(Or, clauses),
        st.builds(Not, clause),
        clauses.flatmap(lambda several: st.builds(Most, st.just(several), st.integers(1, len(several)))),
    )


PIECES = (
    *ODD_WORDS,
    "iran", "war", '"', "“", "”", "«", '"state of war"', '""', '"…"', "(", ")", "()", "-", "--", "–", "~",
    "~2", "~x", "*", "?", "**", "AND", "OR", "NOT", "title:", "author:", "author:bolton", "author:(", "id:",
    "id:a(1)", "id:(", "foo:", "foo:bar", "date:", "date:2018", "date:2018-13", "since:", "until:yesterday",
    'since:"last summer"', "before:0001", "after:9999", "date:..", "date:2018..", "date:03/04/2018",
    "date:99999", 'date:"9999 years ago"', "atleast:", "atleast:0", "atleast:2", "atleast:99999", "most:",
    "most:2", "most:2 (", "same:", "same:(", 'same:(a "b c")', "\x00", "\x1b[31m", "\u202e", "\ufeff",
    "\ud800", "é", "\u0301", "²", "४",
)  # fmt: skip
"""Parts of almost-queries: joined at random, with or without spaces, they try the lexer and parser."""


def lines() -> st.SearchStrategy[str]:
    """Lines that are queries, or nearly."""
    glue = st.sampled_from(("", " ", " ", "  ", "\t", "\u00a0"))
    return st.lists(st.tuples(st.sampled_from(PIECES), glue), max_size=12).map(
        lambda parts: "".join(piece + space for piece, space in parts)
    )
