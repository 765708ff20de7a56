"""How alike articles are, by their vectors, and scores smoothed over the articles most alike.

The weight of a stem in an article is (1 + ln count) * idf, over the length of the vector of weights (Salton &
Buckley 1988); the likeness of two articles is the cosine, from 0 for nothing in common to 1. The idf of a stem
is BM25's, its df the number of articles in whose vector it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from searchkit import ranking
from searchkit.engines.vectors import HIGHEST_COUNT, Vectors

Ints = npt.NDArray[np.integer[Any]]
Floats = npt.NDArray[np.float64]

_COLUMNS = 24
"""Stems multiplied at a time: few enough that no threads are started, which on a busy machine wait for each other."""

_SATURATED = np.append(0.0, 1 + np.log(np.arange(1, HIGHEST_COUNT + 1)))


def rarities(frequencies: Ints, articles: int) -> Floats:
    """The idf of each code, from the number of vectors it is in."""
    values: Floats = np.log1p((articles - frequencies + 0.5) / (frequencies + 0.5))
    return values


def weights(vectors: Vectors, rarity: Floats) -> Floats:
    """The weight of each stem of each vector; `rarity` has the idf of every code."""
    raw = _SATURATED[vectors.counts] * rarity[vectors.codes]
    owners = vectors.owners
    lengths = np.sqrt(np.bincount(owners, raw * raw, len(vectors)))
    lengths[lengths == 0] = 1.0
    weighed: Floats = raw / lengths[owners]
    return weighed


def likeness_to(one: Vectors, many: Vectors, rarity: Floats) -> Floats:
    """How alike each of many articles is to one."""
    own = np.zeros(len(rarity))
    own[one.codes] = weights(one, rarity)
    products = weights(many, rarity) * own[many.codes]
    return np.bincount(many.owners, products, len(many)).astype(np.float64)


def common(one: Vectors, other: Vectors, rarity: Floats) -> list[int]:
    """The codes two articles share, those first that make them alike most."""
    mine = dict(zip(one.codes.tolist(), weights(one, rarity).tolist(), strict=True))
    its = dict(zip(other.codes.tolist(), weights(other, rarity).tolist(), strict=True))
    return sorted(mine.keys() & its.keys(), key=lambda code: (-mine[code] * its[code], code))


def likenesses(vectors: Vectors, rarity: Floats) -> Floats:
    """How alike each article is to each other one (n x n); 0 to itself."""
    codes, columns = np.unique(vectors.codes, return_inverse=True)
    table = np.zeros((len(vectors), len(codes)))
    table[vectors.owners, columns] = weights(vectors, rarity)
    table = table[:, np.bincount(columns, minlength=len(codes)) > 1]
    found = np.zeros((len(vectors), len(vectors)))
    for first in range(0, table.shape[1], _COLUMNS):
        part = np.ascontiguousarray(table[:, first : first + _COLUMNS])
        found += part @ part.T
    np.fill_diagonal(found, 0.0)
    return found


@dataclass(frozen=True, slots=True)
class Smoothing:
    """Scores smoothed over neighbours: `scores` are the new ones of n articles.

    `likeness` (n x n) has how alike an article is to each of its neighbours, 0 for all others.
    """

    scores: Floats
    likeness: Floats


def smooth(scores: Sequence[float], vectors: Vectors, rarity: Floats) -> Smoothing:
    """See `ranking.smoothed`; `scores` are those of the articles whose vectors these are."""
    own = np.array(scores, np.float64)
    found = likenesses(vectors, rarity)
    if len(own) > ranking.NEIGHBOURS:
        least = np.partition(found, len(own) - ranking.NEIGHBOURS, axis=1)[:, len(own) - ranking.NEIGHBOURS]
        found[found < least[:, None]] = 0.0
    sums = found.sum(axis=1)
    sums[sums == 0] = 1.0
    means = np.where(found.any(axis=1), found @ own / sums, own)
    return Smoothing(ranking.smoothed(own, means), found)
