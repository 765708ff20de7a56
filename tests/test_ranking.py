"""The formula, against figures worked out by hand, and what must hold for any figures."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit import ranking

ARTICLES = st.integers(1, 10**6)


def test_rarity_is_bm25s() -> None:
    assert ranking.rarity(1000, 10) == pytest.approx(log(1 + 990.5 / 10.5))
    assert ranking.rarity(1, 1) == pytest.approx(log(4 / 3))


@pytest.mark.parametrize(
    ("df", "cf", "known", "expected"),
    [(10, 39, 1, 1.0), (10, 39, 2, 1.0), (10, 39, 4, 2.0), (10, 89, 4, 3.0), (5, 4, 8, 1.0)],
)
def test_bursts_count_from_three_terms_on(df: int, cf: int, known: int, expected: float) -> None:
    assert ranking.burst(df, cf, known) == pytest.approx(expected)


@pytest.mark.parametrize(("qtf", "expected"), [(1, 1.0), (2, 1.8), (4, 3.0)])
def test_repetition(qtf: int, expected: float) -> None:
    assert ranking.repetition(qtf) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("matched", "known", "expected"),
    [(2, 2, 1.0), (1, 2, 0.5), (1, 1, 1.0), (1, 4, 0.25**0.25), (2, 4, 0.5**0.25), (9, 10, 0.9**0.04)],
)
def test_coverage_weighs_less_in_long_queries(matched: int, known: int, expected: float) -> None:
    assert ranking.coverage(matched, known) == pytest.approx(expected)


def test_an_article_of_average_length_with_the_term_once() -> None:
    norm = ranking.DEFAULT.length_norm(200.0, 200.0)
    assert norm == pytest.approx(1.2)
    assert ranking.saturation(1.0, norm) == pytest.approx(1.0)
    assert ranking.saturation(0.0, norm) == 0


def test_length_can_count_in_full_or_not_at_all() -> None:
    assert ranking.Formula(length=0.0).length_norm(1000.0, 200.0) == pytest.approx(1.2)
    assert ranking.Formula(length=1.0).length_norm(1000.0, 200.0) == pytest.approx(6.0)


def test_words_of_the_title_count_three_times_unless_said_otherwise() -> None:
    assert ranking.DEFAULT.weighted(4, 2) == 10
    assert ranking.Formula(title=0.5).weighted(4, 2) == 5


@pytest.mark.parametrize(("age", "expected"), [(0, 1.0), (30, 0.5), (60, 0.25), (100_000, 0.0)])
def test_freshness_is_halved_every_half_life(age: int, expected: float) -> None:
    assert ranking.Formula(half_life=30).freshness(age) == pytest.approx(expected)
    assert ranking.DEFAULT.freshness(age) == 1.0


def test_smoothing_keeps_six_tenths() -> None:
    assert ranking.smoothed(10.0, 5.0) == pytest.approx(8.0)


@given(ARTICLES, st.data())
def test_rarer_is_stronger_and_nothing_is_negative(articles: int, data: st.DataObject) -> None:
    df = data.draw(st.integers(1, articles))
    rarer = data.draw(st.integers(1, df))
    assert 0 < ranking.rarity(articles, df) <= ranking.rarity(articles, rarer)


@given(st.integers(1, 500), st.integers(0, 500), st.integers(1, 10**5), st.floats(1, 10**5))
def test_more_occurrences_and_shorter_articles_score_higher(
    tf: int, more: int, length: int, average: float
) -> None:
    norm, longer = (ranking.DEFAULT.length_norm(float(n), average) for n in (length, length + 10))
    value = ranking.saturation(float(tf), norm)
    assert value <= ranking.saturation(float(tf + more), norm) < 2.2
    assert ranking.saturation(float(tf), longer) <= value


@given(st.integers(1, 60), st.integers(1, 60))
def test_coverage_is_a_share_that_grows(matched: int, known: int) -> None:
    assert 0 < ranking.coverage(matched, known) <= ranking.coverage(matched + 1, known) <= 1


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 100_000)), min_size=1), st.floats(1, 10**5))
def test_arrays_give_the_same_bits_as_numbers(counts: list[tuple[int, int]], average: float) -> None:
    tf, length = (np.array(column, np.float64) for column in zip(*counts, strict=True))
    whole = ranking.saturation(tf, ranking.DEFAULT.length_norm(length, average))
    single = [ranking.saturation(float(t), ranking.DEFAULT.length_norm(float(n), average)) for t, n in counts]
    assert whole.tolist() == single
