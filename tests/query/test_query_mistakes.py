"""Mistakes in queries: where they are, what is said about them, and what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from searchkit.errors import QuerySyntaxError
from searchkit.query import caret_lines, parse

# Blocks of: the line, carets under the mistake, the message, and the hint if there is one.
BLOCKS = (Path(__file__).parent / "mistakes.txt").read_text(encoding="utf-8").rstrip("\n").split("\n\n")


def mistake(line: str) -> QuerySyntaxError:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(line, today=date(2026, 11, 22))
    return caught.value


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.partition("\n")[0])
def test_a_mistake_is_underlined_and_explained(block: str) -> None:
    line = block.partition("\n")[0]
    error = mistake(line)
    told = [*caret_lines(error), error.message] + ([error.hint] if error.hint else [])
    assert "\n".join(told) == block


@pytest.mark.parametrize("line", ["", "   ", "\t\n"])
def test_an_empty_query_says_how_to_ask_for_everything(line: str) -> None:
    error = mistake(line)
    assert (error.message, error.hint) == ("the query is empty", "* finds every article")


def test_the_place_counts_code_points_of_the_line_as_typed() -> None:
    error = mistake("\u00a0 北京  e\u0301 foo:bar")
    assert (error.position, error.length) == (9, 4)


def test_the_caret_stands_under_the_mistake_in_terminal_columns() -> None:
    line, carets = caret_lines(mistake("北京 e\u0301 foo:bar"))
    assert line == "北京 e\u0301 foo:bar"
    assert carets == " " * 7 + "^^^^"  # two wide characters, a space, one letter with its accent, a space


def test_controls_in_a_query_never_reach_the_terminal() -> None:
    line, carets = caret_lines(mistake("a\x1b[31m\n\u202eb\x9b) c"))
    assert line == "a [31m  b ) c"
    assert carets == "          ^"


def test_a_long_query_is_cut_to_the_part_around_the_mistake() -> None:
    line, carets = caret_lines(mistake("start " + "word " * 100 + "foo:bar " + "word " * 100))
    assert line == "…word word word word word word foo:bar word word word word wo…"
    assert line.index("foo:") == carets.index("^")
    assert carets.strip() == "^^^^"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("(" * 101 + "a" + ")" * 101, "brackets and NOTs stand more than 100 deep"),
        ("NOT " * 101 + "a", "brackets and NOTs stand more than 100 deep"),
        ("-(" * 51 + "a" + ")" * 51, "brackets and NOTs stand more than 100 deep"),
        ("(" * 5000 + ")" * 5000, "brackets and NOTs stand more than 100 deep"),
        ("a " * 1001, "the query has more than 1,000 terms"),
        ("a" * 10_001, "the query is longer than 10,000 characters"),
    ],
)
def test_each_cap_has_its_own_sentence(line: str, message: str) -> None:
    assert mistake(line).message == message


@pytest.mark.parametrize("line", ["(" * 100 + "a" + ")" * 100, "NOT " * 100 + "a", "a " * 1000, "a" * 10_000])
def test_a_query_at_a_cap_is_read(line: str) -> None:
    parse(line)
