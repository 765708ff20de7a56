"""Text taken apart for the index, piece by piece, gives the words that analysis gives for the whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from searchkit.analysis import words
from searchkit.engines.whoosh.pieces import PieceReader
from searchkit.engines.whoosh.vocabulary import Vocabulary

ASCII = "aBsSuN019.,' '.-_/\n\t\"()&%$@"
OTHER = "é’‘“”–—…\u00a0İßΣς京都ア한ไทยаяЁ\u0301\u200b\u064bعى٣²½ﬁ'\u02bc\uff07_\U0001f600\ud800"
PARTS = st.sampled_from(
    [
        "U.N.",
        "u.s",
        "it's",
        "U.N.'s",
        "O’Neill",
        "1,234.5",
        "3.14",
        "1,2",
        "a.b.c.d",
        "don't",
        "'s",
        "...",
        "''",
    ]
)
TEXTS = st.one_of(
    st.text(ASCII, max_size=30),
    st.text(ASCII + OTHER, max_size=30),
    st.text(max_size=30),
    st.lists(st.one_of(PARTS, st.text(ASCII + OTHER, max_size=3)), max_size=8).map("".join),
    st.lists(st.one_of(PARTS, st.text(ASCII, max_size=3)), max_size=8).map("".join),
)


def words_of_runs(texts: list[str], *, at_a_time: int = 2) -> list[list[str]]:
    vocabulary = Vocabulary()
    reader = PieceReader(vocabulary)
    for first in range(0, len(texts), at_a_time):
        reader.add(texts[first : first + at_a_time])
    reader.add([])
    numbers, ends = reader.finish()
    found = [vocabulary.forms[number] for number in numbers.tolist()]
    return [found[start:end] for start, end in pairwise([0, *ends.tolist()])]


@given(TEXTS)
@example("U.N.'s")
@example("a.b,c 1,234,567.8.9 x'y'z'")
@example("x" * 130 + " " + "x" * 129 + "'s")
@example("1.2'a.b'c,d 0,a a,0 .5 5. '5")
@example("٣,٤ ٣.٤ U.N.ʼs é.è É.È.’s")
@example("ʼ’S")
@settings(max_examples=200, deadline=None)
def test_a_text_taken_apart_has_the_words_of_the_whole(text: str) -> None:
    assert words_of_runs([text]) == [words(text)]


@given(st.lists(TEXTS | st.sampled_from(["a\nb", "ʼ’ʼ", "ـ’ـ"]), max_size=6), st.integers(1, 4))
@settings(max_examples=150, deadline=None)
def test_many_texts_read_at_once(texts: list[str], at_a_time: int) -> None:
    assert words_of_runs(texts, at_a_time=at_a_time) == [words(text) for text in texts]


@pytest.mark.parametrize("size", [1, 127, 128, 129, 500])
def test_long_words_are_cut_alike(size: int) -> None:
    texts = ["a" * size, "a" * size + "b", "é" + "a" * size, "京" * size]
    assert words_of_runs(texts) == [words(text) for text in texts]


def test_a_large_vocabulary_over_many_runs() -> None:
    texts = [
        " ".join(f"{n:x} word{n} Wort{n:030}é" for n in range(at, at + 500)) for at in range(0, 30_000, 500)
    ]
    assert words_of_runs(texts + texts) == 2 * [words(text) for text in texts]
