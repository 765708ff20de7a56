"""What is a word, and which words are the same."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis import LONGEST_WORD, fold, is_stop, partial, slots, tokens, words

CASES = {
    "Iran's and Iran’s": "iran and iran",
    "U.N. U.S.A. u.s": "un usa us",
    "the U.S.'s": "the us",
    "O'Neill o’neill": "oneill oneill",
    "don't": "dont",
    "F-35 state-owned": "f 35 state owned",
    "AT&T": "at t",
    "1,234.5 1,000 3.14 12:30": "1234.5 1000 3.14 12 30",
    "2018. 1.5, a.b": "2018 1.5 ab",
    "snake_case": "snake case",
    "Erdoğan ERDOĞAN Erdogan": "erdogan erdogan erdogan",
    "İstanbul ISTANBUL ıstanbul": "istanbul istanbul istanbul",
    "Straße STRASSE": "strasse strasse",
    "Łódź Ærø Øresund œuvre": "lodz aero oresund oeuvre",
    "ﬁnance": "finance",
    "Москва ещё ЕЩЕ": "москва еще еще",
    "الحَرْبُ الحرب": "الحرب الحرب",
    "إيران ايران": "ايران ايران",
    "مكتبة مكتبه": "مكتبه مكتبه",
    "علی على": "علي علي",
    "北京大学": "北 京 大 学",
    "iPhone手机": "iphone 手 机",
    "東京タワー": "東 京 タ ワ ー",
    "กรุง": "ก ร ุ ง",
    "한국 뉴스": "한국 뉴스",
    "Ἀθῆναι ΑΘΗΝΑΙ": "αθηναι αθηναι",
    "हिन्दी": "हिन्दी",
    "٢٠١٨ २०१८ ２０１８": "2018 2018 2018",
    "… — ' .": "",
    "": "",
}


@pytest.mark.parametrize("text", CASES)
def test_words(text: str) -> None:
    assert " ".join(words(text)) == CASES[text]


@given(st.text(max_size=60))
def test_tokens_are_the_words_with_their_places(text: str) -> None:
    found = list(tokens(text))
    assert [token.word for token in found] == words(text)
    assert all(fold(text[token.start : token.end]) == token.word for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(max_size=60))
def test_words_are_never_empty_and_fold_once(text: str) -> None:
    for word in words(text):
        assert word
        assert " " not in word


@given(st.text("abc déя京'.,- 1", max_size=40), st.text("abc déя京'.,- 1", max_size=40))
def test_a_space_parts_words(left: str, right: str) -> None:
    assert words(f"{left} {right}") == words(left) + words(right)


def test_long_words_are_cut() -> None:
    assert words("a" * 1000) == ["a" * LONGEST_WORD]
    assert words("é" * 1000) == ["e" * LONGEST_WORD]


def test_slots_are_stems_or_exact_forms() -> None:
    assert slots("F-35 Sanctions", stemmed=True) == ["f", "35", "sanction"]
    assert slots("F-35 Sanctions", stemmed=False) == ["f", "35", "sanctions"]


@pytest.mark.parametrize(
    ("word", "expected"), [("the", True), ("The", True), ("don't", True), ("US", False), ("ill", False)]
)
def test_stop_words(word: str, expected: bool) -> None:
    assert is_stop(word) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("F-35", ["F-35"]),
        ("Erdoğan", ["Erdoğan"]),
        ("北京", ["北京"]),
        ("北京大学", ["北京", "京大", "大学"]),
        ("F-35战斗机", ["F-35", "战斗", "斗机"]),
        ("北京、上海", ["北京", "上海"]),
    ],
)
def test_parts_worth_finding_alone(text: str, expected: list[str]) -> None:
    assert list(partial(text)) == expected
