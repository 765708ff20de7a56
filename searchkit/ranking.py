"""The score of an article for a query, stated once.

For a query of n known terms, N articles, a term in df of them and cf times in all:

    idf      = ln(1 + (N - df + .5) / (df + .5))                  Robertson & Walker 1994 (BM25)
    burst    = ((cf + 1) / df) ^ max(0, 1 - 2/n)                   Church & Gale 1995, Amati & van Rijsbergen 2002
    q        = 9 qtf / (8 + qtf)                                   qtf: how often the query has the term (BM25's k3)
    tf, dl   = body + 3 title, for occurrences and for words       Robertson, Zaragoza & Taylor 2004 (BM25F)
    w        = q idf burst * 2.2 tf / (tf + 1.2 (.3 + .7 dl/avgdl))
    score    = (sum of w over terms + .3 sum of w over exact forms) * (matched/n) ^ (2/max(n,2))^2 * freshness

The 3 and the .3 above, the .7 in the length norm, and freshness, which is 1 unless asked for, can be set: `Formula`.

With `--expand`, a query of four known terms or more goes one step further (Diaz 2005, score regularization):
of the hundred best articles, each keeps .6 of its score, and gets .4 of the mean score of the ten of them that
are most like it, each counting by its likeness (`engines/likeness.py`).

Functions that take `tf` or `dl` take a number or an array of numbers and give the same bits for both. The
constants were chosen together on judged collections; change one and the quality gate in the tests must be run.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = TypeVar("Numbers", float, npt.NDArray[np.float64])

TITLE_WEIGHT = 3
SMOOTHED = 100
NEIGHBOURS = 10
OWN_SHARE = 0.6
LONG_QUERY = 4
"""Known terms from which on a query is long enough for smoothing."""

BURSTS_FROM = 3
"""Known terms from which on it counts how often a term stands in all."""

_K1 = 1.2
_K3 = 8
SATURATED = _K1 + 1
"""What no `saturation` exceeds."""


def rarity(articles: int, df: int) -> float:
    """BM25's idf; never negative."""
    return log(1 + (articles - df + 0.5) / (df + 0.5))


def burst(df: int, cf: int, known_terms: int) -> float:
    """More for terms that stand many times where they stand at all; 1 for queries of one or two terms."""
    return float(((cf + 1) / df) ** (1 - 2 / known_terms)) if known_terms >= BURSTS_FROM else 1.0


def repetition(qtf: int) -> float:
    """What saying a term more than once in the query adds."""
    return (_K3 + 1) * qtf / (_K3 + qtf)


def strength(articles: int, df: int, cf: int, known_terms: int) -> float:
    """The part of a weight that depends on the term alone, for a term said once."""
    return rarity(articles, df) * burst(df, cf, known_terms)


@dataclass(frozen=True, slots=True)
class Formula:
    """What of the score can be set; another value than the default needs no other index.

    Attributes:
        title: a word of the title counts as so many of the text.
        exact: a word that stands as typed counts this share again, beside its stem.
        length: how much being long counts against an article: 0 not at all, 1 in full (BM25's b).
        half_life: a score is halved for every so many days an article is older than the newest; 0: age is nothing.
    """

    title: float = TITLE_WEIGHT
    exact: float = 0.3
    length: float = 0.7
    half_life: float = 0.0

    def weighted(self, body: Numbers, title: Numbers) -> Numbers:
        """Occurrences, or words, of an article as they count."""
        return body + self.title * title

    def length_norm(self, length: Numbers, average: float) -> Numbers:
        """What `saturation` adds below the line, from the weighted length of an article and the average."""
        return _K1 * ((1 - self.length) + self.length * length / average)

    def freshness(self, age: int) -> float:
        """What an article keeps of its score that is `age` days older than the newest."""
        return float(0.5 ** (age / self.half_life)) if self.half_life else 1.0


DEFAULT = Formula()


def saturation(tf: Numbers, norm: Numbers) -> Numbers:
    """From 0 for a term that is absent towards `SATURATED` for one that is everywhere."""
    return SATURATED * tf / (tf + norm)


def coverage(matched: int, known_terms: int) -> float:
    """What an article keeps of its score when it has only `matched` of the terms; 1 when it has all."""
    if matched >= known_terms:
        return 1.0
    return float((matched / known_terms) ** (2 / max(known_terms, 2)) ** 2)


def smoothed(own: Numbers, neighbours: Numbers) -> Numbers:
    """A score smoothed, from the article's own and the mean of its neighbours'."""
    return OWN_SHARE * own + (1 - OWN_SHARE) * neighbours
