"""Smoothed scores, against the definition worked out article by article."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit import ranking
from searchkit.engines.likeness import likeness_to, likenesses, smooth
from searchkit.engines.vectors import Vectors

CODES = 40
RARITY = np.linspace(0.5, 8, CODES)
VECTORS = st.dictionaries(st.integers(0, CODES - 1), st.integers(1, 15), max_size=8).map(
    lambda vector: dict(sorted(vector.items()))
)
SCORED = st.lists(st.tuples(st.floats(0, 50), VECTORS), min_size=1, max_size=30)


def smoothed_by_hand(scores: Sequence[float], vectors: Sequence[dict[int, int]], place: int) -> float:
    alike = [
        float(likeness_to(Vectors.of([vectors[place]]), Vectors.of([each]), RARITY)[0]) for each in vectors
    ]
    others = [value for at, value in enumerate(alike) if at != place]
    least = sorted(others, reverse=True)[: ranking.NEIGHBOURS][-1] if others else 0
    near = [(v, s) for at, (v, s) in enumerate(zip(alike, scores, strict=True)) if at != place]
    near = [(value, score) for value, score in near if value > least - 1e-9 and value > 0]
    total = sum(value for value, _ in near)
    mean = sum(value * score for value, score in near) / total if total else scores[place]
    return 0.6 * scores[place] + 0.4 * mean


@given(SCORED)
def test_smoothing_is_as_defined(scored: list[tuple[float, dict[int, int]]]) -> None:
    scores, vectors = [score for score, _ in scored], [vector for _, vector in scored]
    found = smooth(scores, Vectors.of(vectors), RARITY)
    for place in range(len(scored)):
        near = np.sort(found.likeness[place])
        if (
            len(near) > ranking.NEIGHBOURS
            and np.isclose(near[-ranking.NEIGHBOURS], near[: -ranking.NEIGHBOURS]).any()
        ):
            continue  # a tie that rounding may decide either way
        assert found.scores[place] == pytest.approx(smoothed_by_hand(scores, vectors, place))


@given(SCORED)
def test_no_score_leaves_the_range_of_scores(scored: list[tuple[float, dict[int, int]]]) -> None:
    scores = [score for score, _ in scored]
    found = smooth(scores, Vectors.of(vector for _, vector in scored), RARITY).scores
    assert found.min() >= min(scores) - 1e-9
    assert found.max() <= max(scores) + 1e-9


@given(st.lists(VECTORS, min_size=1, max_size=12))
def test_likeness_is_the_same_from_both_sides(vectors: list[dict[int, int]]) -> None:
    every = Vectors.of(vectors)
    table = likenesses(every, RARITY)
    assert np.allclose(table, table.T)
    for place, vector in enumerate(vectors):
        row = likeness_to(Vectors.of([vector]), every, RARITY)
        assert row[place] == pytest.approx(1.0 if vector else 0.0)
        row[place] = 0
        assert np.allclose(row, table[place])


def test_articles_with_nothing_in_common_keep_their_scores() -> None:
    vectors = Vectors.of([{1: 1}, {2: 3}, {}])
    assert smooth([3.0, 2.0, 1.0], vectors, RARITY).scores.tolist() == pytest.approx([3.0, 2.0, 1.0])
