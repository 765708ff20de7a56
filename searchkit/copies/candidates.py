"""Pairs of articles that may be copies, because their sketches have hashes in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
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
_AT_ONCE = 2_000_000


def candidates(
    lots: Iterable[Sketches], folder: Path | None = None, at_once: int = _AT_ONCE
) -> Iterator[tuple[int, int]]:
    """Pairs of article numbers, the smaller first, in order.

    Args:
        lots: the sketches of all articles, some at a time, in order; gone through several times.
        folder: where the pairs of a large archive are put meanwhile. Raises OSError if it has no room.
        at_once: hashes compared at a time, each of which takes about 50 bytes.
    """
    import numpy as np

    lengths = np.concatenate([np.empty(0, np.uint32), *(lot.lengths for lot in lots)])
    sizes = np.concatenate([np.empty(0, np.uint32), *(np.diff(lot.starts).astype(np.uint32) for lot in lots)])
    articles, rate = len(lengths), rates(lengths)
    for pairs in _gathered(lots, articles, (int(sizes.sum(dtype=np.int64)) // at_once).bit_length(), folder):
        found, shared = _counted(pairs, sizes < _ENOUGH)
        left, right = np.divmod(found, articles) if articles else (found, found)
        shorter, fewer = np.minimum(lengths[left], lengths[right]), np.minimum(sizes[left], sizes[right])
        comparable = np.minimum(shorter * np.minimum(rate[left], rate[right]), fewer)
        comparable[shorter < SHORT] = 0
        enough = shared >= np.maximum(np.minimum(_ENOUGH, fewer), _SHARE * comparable)
        yield from zip(left[enough].tolist(), right[enough].tolist(), strict=True)


def _gathered(
    lots: Iterable[Sketches], articles: int, bits: int, folder: Path | None
) -> Iterator[NDArray[np.int64]]:
    """A number for each pair of articles, `first * articles + second`, as often as they share a hash.

    Hashes are compared with those that have the same last `bits`. The pairs come some at a time, all of one pair
    together, and in the order of their first articles.
    """
    import numpy as np

    if not bits:
        yield _pairs(_owned(lots), articles)
        return
    bounds = np.linspace(0, articles, (1 << bits) + 1, dtype=np.int64)[1:-1] * articles
    with ExitStack() as stack:
        files = [stack.enter_context(TemporaryFile(dir=folder)) for _ in range(1 << bits)]
        for ending in range(1 << bits):
            pairs = _pairs(_owned(lots, bits, ending), articles)
            pairs.sort()
            for file, part in zip(files, np.split(pairs, pairs.searchsorted(bounds)), strict=True):
                file.write(part.data)
        for file in files:
            file.seek(0)
            yield np.frombuffer(bytearray(file.read()), np.int64)


def _owned(lots: Iterable[Sketches], bits: int = 0, ending: int = 0) -> NDArray[np.int64]:
    """The hashes that end with some bits, in order, each above the number of its article in one integer.

    Only those that another article has, too, which are few.
    """
    import numpy as np

    every = [np.empty(0, np.int64)]
    first = 0
    for lot in lots:
        owners = np.repeat(np.arange(first, first + len(lot.lengths)), np.diff(lot.starts))
        hashes = lot.hashes
        if bits:
            chosen = np.flatnonzero(hashes & np.uint32((1 << bits) - 1) == ending)
            owners, hashes = owners[chosen], hashes[chosen]
        every.append(hashes.astype(np.int64) << 32 | owners)
        first += len(lot.lengths)
    owned = np.concatenate(every)
    del every
    owned.sort()  # as one number: far faster than an argsort
    return owned[_repeated(owned >> 32)]


def _pairs(owned: NDArray[np.int64], articles: int) -> NDArray[np.int64]:
    """The pairs of articles that have the same hash."""
    import numpy as np

    hashes, owners = owned >> 32, owned & 0xFFFFFFFF
    starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])) if len(hashes) else owned
    counts = np.diff(starts, append=len(hashes))
    pairs = [np.empty(0, np.int64)]
    for count in range(2, _ALL_PAIRS + 1):
        groups = owners[starts[counts == count][:, None] + np.arange(count)]
        left, right = np.triu_indices(count, 1)
        pairs.append(_codes(groups[:, left], groups[:, right], articles))
    for start, count in zip(starts[counts > _ALL_PAIRS], counts[counts > _ALL_PAIRS], strict=True):
        group = owners[start : start + count]
        pairs += _codes(group[:1], group[1:], articles), _codes(group[:-1], group[1:], articles)
    return np.concatenate(pairs)


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
