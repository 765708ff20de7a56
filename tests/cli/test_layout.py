"""Wrapping, alignment and paint, measured in columns of a terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.cli.terminal.layout import Layout, Line, span
from searchkit.textwidth import display_width

SGR = re.compile(r"\x1b\[[0-9;]*m")


def painted(layout: Layout, *lines: Line) -> list[str]:
    return [layout.paint(line) for line in lines]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three four", 9, ["one two", "three", "four"]),
        ("one two three four", 13, ["one two three", "four"]),
        ("unbreakablewords here", 10, ["unbreakabl", "ewords", "here"]),
        ("a well-known word", 8, ["a well-", "known", "word"]),
        ("北京和上海的天气。今天", 10, ["北京和上海", "的天气。今", "天"]),
        ("天天天天天。今", 10, ["天天天天", "天。今"]),
        ("e\u0301e\u0301e\u0301e\u0301 e\u0301e\u0301e\u0301e\u0301", 8, ["e\u0301" * 4, "e\u0301" * 4]),
        ("one  two   ", 80, ["one  two"]),
        ("", 80, [""]),
    ],
)
def test_lines_are_broken_between_words(text: str, width: int, lines: list[str]) -> None:
    layout = Layout(width)
    assert painted(layout, *layout.wrap([span(text)])) == lines


def test_the_first_line_and_the_others_have_their_own_margins() -> None:
    layout = Layout(12)
    wrapped = layout.wrap([span("one two three four")], indent=4, hanging=2)
    assert painted(layout, *wrapped) == ["    one two", "  three four"]


def test_without_a_width_nothing_is_broken() -> None:
    layout = Layout()
    assert painted(layout, *layout.wrap([span("word " * 100)], indent=2)) == ["  " + ("word " * 100).rstrip()]


@given(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=80),
    st.integers(8, 30),
    st.integers(0, 6),
)
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, width: int, indent: int) -> None:
    layout = Layout(width + indent)
    lines = painted(layout, *layout.wrap([span(text)], indent=indent))
    assert all(display_width(line) <= width + indent for line in lines)
    letters = re.sub(r"\s", "", "".join(lines))
    assert letters == re.sub(r"\s", "", span(text).text)


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Short", "Short           14 Aug 2018"),
        ("北京", "北京            14 Aug 2018"),
        ("שלום", "\u2068שלום\u2069            14 Aug 2018"),
        ("Cafe\u0301", "Cafe\u0301            14 Aug 2018"),
    ],
)
def test_what_stands_at_the_end_is_aligned(title: str, line: str) -> None:
    layout = Layout(27)
    assert painted(layout, *layout.ends([span(title)], span("14 Aug 2018"))) == [line]


def test_a_title_from_right_to_left_leaves_its_rank_where_it_is() -> None:
    layout = Layout(22)
    title = [span("  1  "), span("שלום ", "title"), span("עולם", "mark")]
    assert painted(layout, *layout.ends(title, span("2018"))) == ["  1  \u2068שלום עולם\u2069    2018"]


def test_a_long_title_is_wrapped_beside_what_stands_at_the_end() -> None:
    layout = Layout(30)
    title = [span("1  "), span("A title of many words that goes on", "title")]
    assert painted(layout, *layout.ends(title, span("Aug 2018"), hanging=3)) == [
        "1  A title of many    Aug 2018",
        "   words that goes on",
    ]


def test_marks_are_coloured_or_quoted() -> None:
    coloured, plain = Layout(20, colour=True), Layout(20)
    assert plain.paint(plain.marked("oil and gas", [(0, 3), (8, 11)])) == "«oil» and «gas»"
    assert coloured.paint(coloured.marked("oil and gas", [(8, 11)])) == "oil and \x1b[1;31mgas\x1b[0m"


def test_a_mark_that_is_wrapped_is_coloured_on_both_lines() -> None:
    layout = Layout(10, colour=True)
    assert painted(layout, *layout.wrap(layout.marked("the state of war", [(4, 16)]))) == [
        "the \x1b[1;31mstate\x1b[0m",
        "\x1b[1;31mof war\x1b[0m",
    ]


@given(st.text(st.characters(exclude_categories=()), max_size=40), st.booleans())
def test_only_our_own_escape_sequences_are_painted(text: str, colour: bool) -> None:
    layout = Layout(20, colour)
    lines = [*layout.wrap([span(text, "mark")]), *layout.ends([span(text, "title")], span(text, "dim"))]
    out = SGR.sub("", "".join(painted(layout, *lines)))
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067\ud800-\udfff]", out)
