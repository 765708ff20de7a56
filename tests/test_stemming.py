"""What one word finds: its other forms and spellings, and no unlike words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit import stem_tables
from searchkit.stemming import stem

GOLDEN = Path(__file__).parent / "golden"


def pairs(name: str) -> list[list[str]]:
    return [line.split() for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", ["stems_apart.txt", "stems_joined.txt"])
def test_the_tables_are_long_and_say_nothing_twice(name: str) -> None:
    said = [frozenset(pair) for pair in pairs(name)]
    assert len(said) == len(set(said)) >= 200
    assert all(len(pair) == 2 for pair in said)


def test_unlike_words_stay_apart() -> None:
    assert [pair for pair in pairs("stems_apart.txt") if stem(pair[0]) == stem(pair[1])] == []


def test_forms_and_spellings_join() -> None:
    assert [pair for pair in pairs("stems_joined.txt") if stem(pair[0]) != stem(pair[1])] == []


@pytest.mark.parametrize(
    "word", ["four", "hour", "tour", "contour", "rise", "wise", "promise", "exercise", "revise", "specimen"]
)
def test_words_that_only_look_british_keep_their_spelling(word: str) -> None:
    assert stem(word) in (word, word.removesuffix("e"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("revise", "revision"),
        ("supervise", "supervision"),
        ("precise", "precision"),
        ("uprising", "uprisings"),
    ],
)
def test_true_ise_words_stay_with_their_family(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["москвы", "北", "f16", "2018", "3.14", "الحرب", "ελλάδα", ""])
def test_other_alphabets_and_numbers_are_their_own_stem(word: str) -> None:
    assert stem(word) == word


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=140))
def test_every_word_has_a_stem(word: str) -> None:
    found = stem(word)
    assert found
    assert stem(word) == found
    assert len(found) <= len(word) + 2


def test_no_word_of_the_tables_is_claimed_twice() -> None:
    listed = [word for line in stem_tables.TOGETHER.splitlines() for word in line.split()[1:]]
    assert sorted({word for word in listed if listed.count(word) > 1}) == []
    bases = [line.partition(":")[0] for line in stem_tables.APART.split("\n") if line]
    assert sorted({base for base in bases if bases.count(base) > 1}) == []
