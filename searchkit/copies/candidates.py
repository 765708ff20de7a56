"""Pairs of articles that may be copies, because their sketches have hashes in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from searchkit.copies.sketch import SHORT, Sketches, rates

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ENOUGH = 2
"""Hashes two articles must share to be compared …"""
_SHARE = 0.2
"""… and that share of those the shorter one has at the rate of both."""
_ALL_PAIRS = 24
"""Articles that share a hash; of more, each is paired with the first and the one before it."""


def candidates(sketches: Sketches) -> list[tuple[int, int]]:
    """Pairs of article numbers, the smaller first, in order."""
    import numpy as np

    articles = len(sketches.lengths)
    lengths, rate, sizes = sketches.lengths, rates(sketches.lengths), np.diff(sketches.starts)
    pairs = np.concatenate([np.empty(0, np.int64), *_pairs(sketches)])
    found, shared = _counted(pairs, sizes < _ENOUGH)
    left, right = np.divmod(found, articles) if articles else (found, found)
    shorter, fewer = np.minimum(lengths[left], lengths[right]), np.minimum(sizes[left], sizes[right])
    comparable = np.minimum(shorter * np.minimum(rate[left], rate[right]), fewer)
    comparable[shorter < SHORT] = 0
    enough = shared >= np.maximum(np.minimum(_ENOUGH, fewer), _SHARE * comparable)
    return list(zip(left[enough].tolist(), right[enough].tolist(), strict=True))


def _pairs(sketches: Sketches) -> Iterator[NDArray[np.int64]]:
    """A number for each pair of articles, `first * articles + second`, as often as they share a hash."""
    import numpy as np

    articles = len(sketches.lengths)
    owned = sketches.hashes.astype(np.int64)
    owned <<= 32
    owned |= np.repeat(np.arange(articles, dtype=np.int32), np.diff(sketches.starts))
    owned.sort()  # as one number: far faster than an argsort
    owned = _shared(owned)
    hashes, owners = owned >> 32, owned & 0xFFFFFFFF
    starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])) if len(hashes) else owned
    counts = np.diff(starts, append=len(hashes))
    for count in range(2, _ALL_PAIRS + 1):
        groups = owners[starts[counts == count][:, None] + np.arange(count)]
        left, right = np.triu_indices(count, 1)
        yield _codes(groups[:, left], groups[:, right], articles)
    for start, count in zip(starts[counts > _ALL_PAIRS], counts[counts > _ALL_PAIRS], strict=True):
        group = owners[start : start + count]
        yield _codes(group[:1], group[1:], articles)
        yield _codes(group[:-1], group[1:], articles)


def _counted(pairs: NDArray[np.int64], few: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs, and how many hashes each shares, but for most of those that share one.

    They are nearly all, and say nothing unless one of the articles has few. Uses `pairs` up.
    """
    import numpy as np

    pairs.sort()
    kept = _repeated(pairs)
    if few.any():
        kept |= few[pairs // len(few)] | few[pairs % len(few)]
    found, shared = np.unique(pairs[kept], return_counts=True)
    return found, shared


def _shared(owned: NDArray[np.int64]) -> NDArray[np.int64]:
    """Those whose hash another one has, too: few, so that the rest takes little memory."""
    return owned[_repeated(owned.astype("<i8", copy=False).view("<u4")[1::2])]


def _repeated(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Of each of some numbers in order, whether it is there more than once."""
    import numpy as np

    repeated = np.zeros(len(ordered), bool)
    np.equal(ordered[1:], ordered[:-1], out=repeated[1:])
    repeated[:-1] |= repeated[1:]
    return repeated


def _codes(left: NDArray[np.int64], right: NDArray[np.int64], articles: int) -> NDArray[np.int64]:
    """A number for each pair."""
    return (left * articles + right).ravel()
