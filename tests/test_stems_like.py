"""Stems are looked for only among words that can have them; none is missed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from searchkit import stem_tables
from searchkit.analysis import stem, stems_like

LISTED = sorted({word.strip("-=:") for word in f"{stem_tables.TOGETHER} {stem_tables.APART}".split()})
ENGLISH = [
    "oesophagus",
    "aesthetics",
    "foetal",
    "aeroplane",
    "oedema",
    "oeuvre",
    "sought",
    "women",
    "is",
    "was",
]


def test_listed_words() -> None:
    for word in (*LISTED, *ENGLISH):
        assert stems_like([word], [stem(word)]) == [stem(word)], word


@given(st.text(alphabet="abcdefghilmnoprstuyzäо京", min_size=1, max_size=12))
def test_any_word(word: str) -> None:
    assert stems_like([word], [stem(word)]) == [stem(word)]
    assert stems_like([word], ["京都"]) in ([""], [stem(word)])
