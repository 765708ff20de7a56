"""Many terms in one array of bytes, to be cut out, joined and put in order without an object for each.

They are put in order by their first 16 bytes, as two integers; only longer ones that begin alike are cut out and
compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from searchkit.engines.vectors import places

Ints = npt.NDArray[np.integer[Any]]

_LOAD = 8  # bytes read as one integer
_KEYED = 2 * _LOAD
_AT_ONCE = 1 << 16  # terms cut out together, each byte of which takes about 25 meanwhile
_HEADS = np.array([((1 << 8 * size) - 1) << 8 * (_LOAD - size) for size in range(_LOAD + 1)], np.uint64)


@dataclass(frozen=True)
class Terms:
    """Terms in UTF-8, end to end (u8), and where each one starts and the last one ends (i64)."""

    text: npt.NDArray[np.uint8]
    offsets: Ints

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @staticmethod
    def of(terms: Sequence[bytes]) -> Terms:
        """The terms one by one."""
        sizes = np.fromiter(map(len, terms), np.int64, len(terms))
        return Terms(np.frombuffer(b"".join(terms), np.uint8), np.append(0, np.cumsum(sizes)))

    @staticmethod
    def joined(several: Sequence[Terms]) -> Terms:
        """Several lots of terms, end to end."""
        sizes = [np.diff(lot.offsets) for lot in several]
        text = np.concatenate([np.zeros(0, np.uint8), *(lot.text for lot in several)])
        return Terms(text, np.append(0, np.cumsum(np.concatenate([np.zeros(0, np.int64), *sizes]))))

    def picked(self, which: Ints) -> Terms:
        """Some of the terms, in that order."""
        offsets = np.append(0, np.cumsum(self.offsets[which + 1] - self.offsets[which]))
        text = np.empty(offsets[-1], np.uint8)
        for first in range(0, len(which), _AT_ONCE):
            some = which[first : first + _AT_ONCE]
            _, at = places(self.offsets, some)
            text[offsets[first] : offsets[first + len(some)]] = self.text[at]
        return Terms(text, offsets)

    def cut_out(self, which: Ints) -> list[bytes]:
        """Some of the terms one by one."""
        text = self.text.tobytes()
        starts, ends = self.offsets[which].tolist(), self.offsets[which + 1].tolist()
        return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def ranked(terms: Terms) -> tuple[Ints, Ints]:
    """The place of every term among the different ones in order (i32), and for each of these one term that is it."""
    first, second, sizes = _keys(terms)
    order = np.lexsort((sizes, second, first))
    same = np.zeros(len(order), bool)  # as the one before
    same[1:] = True
    for key in (first, second, sizes):
        ordered = key[order]
        same[1:] &= ordered[1:] == ordered[:-1]
    alike = np.flatnonzero((sizes[order] > _KEYED) & (same | np.append(same[1:], np.False_)))
    if len(alike):
        texts = terms.cut_out(order[alike])
        by_text = sorted(range(len(texts)), key=texts.__getitem__)
        order[alike] = order[alike][by_text]
        same[alike] = [False, *(texts[a] == texts[b] for a, b in pairwise(by_text))]
    ranks = np.empty(len(order), np.int32)
    ranks[order] = np.cumsum(~same) - 1
    return ranks, order[~same]


def _keys(terms: Terms) -> tuple[Ints, Ints, Ints]:
    """What terms begin with: their first and their next 8 bytes, zeros after the end; and sizes, at most 17."""
    text = np.append(terms.text, np.zeros(_KEYED, np.uint8))
    starts, sizes = terms.offsets[:-1], np.diff(terms.offsets)
    loads = np.ndarray(len(text) - _LOAD + 1, ">u8", text, strides=(1,))
    first = loads[starts] & _HEADS.take(sizes, mode="clip")
    second = loads[starts + _LOAD] & _HEADS.take(sizes - _LOAD, mode="clip")
    return first, second, np.minimum(sizes, _KEYED + 1).astype(np.uint8)
