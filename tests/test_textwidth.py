"""Columns of a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.textwidth import display_width, truncate


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("iran", 4),
        ("北京", 4),
        ("ｗｉｄｅ", 8),
        ("e\u0301", 1),
        ("Erdoğan", 7),
        ("שלום", 4),
        ("a\u200bb\u202e", 2),
        ("한국", 4),
        ("\u1112\u1161\u11ab", 2),
        ("😀", 2),
        ("—…“”", 4),
        ("\x1b", 0),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert display_width(text) == columns


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("state of war", 12, "state of war"),
        ("state of war", 11, "state of w…"),
        ("state of war", 7, "state…"),
        ("北京的春天", 10, "北京的春天"),
        ("北京的春天", 9, "北京的春…"),
        ("北京的春天", 8, "北京的…"),
        ("cafe\u0301s", 5, "cafe\u0301s"),
        ("cafe\u0301s!", 5, "cafe\u0301…"),
        ("iran", 1, "…"),
        ("iran", 0, ""),
        ("", 0, ""),
    ],
)
def test_truncate(text: str, width: int, shown: str) -> None:
    assert truncate(text, width) == shown


@given(st.text(), st.integers(0, 40))
def test_a_truncated_text_never_takes_more_than_its_width(text: str, width: int) -> None:
    assert display_width(truncate(text, width)) <= width
