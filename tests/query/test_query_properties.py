"""What holds for every query and every line."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.analysis import words
from searchkit.errors import QuerySyntaxError
from searchkit.query import Query, caret_lines, parse, show
from tests.query.strategies import ODD_WORDS, PIECES, lines, queries

TODAY = date(2026, 11, 22)


@settings(max_examples=300)
@given(queries())
def test_a_tree_shown_and_parsed_is_the_same_tree(tree: Query) -> None:
    assert parse(show(tree), today=TODAY) == tree


def read(line: str) -> Query | QuerySyntaxError:
    try:
        return parse(line, today=TODAY)
    except QuerySyntaxError as error:
        return error


def check(line: str) -> None:
    """A line is a query that can be shown, or one clear mistake in it."""
    found = read(line)
    if not isinstance(found, QuerySyntaxError):
        assert parse(show(found), today=date(2000, 1, 1)) == found
        return
    assert found.message
    assert 0 <= found.position <= len(line)
    assert found.position + found.length <= len(line) + 1
    assert "^" in caret_lines(found)[1]


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_any_text_is_a_query_or_one_clear_mistake(line: str) -> None:
    check(line)


@settings(max_examples=300)
@given(lines())
def test_any_near_query_is_a_query_or_one_clear_mistake(line: str) -> None:
    check(line)


def test_ten_thousand_near_queries() -> None:
    dice = random.Random(2026)  # noqa: S311  not for secrets
    for _ in range(10_000):
        pieces = dice.choices(PIECES, k=dice.randint(1, 6))
        check("".join(piece + dice.choice(("", " ", " ")) for piece in pieces))


TYPED = st.sampled_from(("iran", "War", "sanctions", *ODD_WORDS)).filter(lambda word: ":" not in word)
SAYINGS = st.one_of(
    TYPED,
    st.builds("-{}".format, TYPED),
    st.builds("NOT {}".format, TYPED),
    st.builds('"{} {}"'.format, TYPED, TYPED),
    st.builds("“{}  {}”~7".format, TYPED, TYPED),
    st.builds("author:{}".format, TYPED),
    st.builds('title:"{}"'.format, TYPED),
    st.builds("name:({} OR {})".format, TYPED, TYPED),
    st.builds("atleast:2 {}".format, TYPED),
    st.builds("most:1 ({} {})".format, TYPED, TYPED),
    st.builds('same:({} "{}")'.format, TYPED, TYPED),
    st.builds("({} – {})".format, TYPED, TYPED),
)
MARKUP = {"OR", "NOT", "AND", "author:", "title:", "name:", "atleast:2", "most:1", "same:"}


@given(st.lists(SAYINGS, min_size=1, max_size=6), st.sampled_from((" ", " AND ", " OR ", " & ")))
def test_no_word_of_a_query_is_lost(sayings: list[str], joint: str) -> None:
    typed = joint.join(sayings)
    tree = parse(typed)
    assert sorted(_words_of(typed)) == sorted(_words_of(show(tree)))


def _words_of(line: str) -> list[str]:
    for name in ("author:", "title:", "name:", "atleast:2", "most:1", "same:"):
        line = line.replace(name, f" {name} ")
    for mark in '"“”()':
        line = line.replace(mark, " ")
    return [word for typed in line.split() if typed not in MARKUP for word in words(typed)]
