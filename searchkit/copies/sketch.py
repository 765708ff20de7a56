"""A sketch of an article: the few hashes of runs of its words that fall below a bound.

Two texts with much in common have such hashes in common (Broder 1997, sketches modulo m). To those of a text so
short that it may be compared as a whole, title and all, a digest of that is added in two halves.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN = 3
"""Words in a run."""
RATE = 16  # of so many hashes one is kept …
FEWEST, MOST = 16, 250  # … but about so many at least, and at most, of an article
SHORT = 100
"""Words: a text of fewer than `letters.MIN_LETTERS` has fewer, unless it spells."""

_FACTORS = (0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F)


@dataclass(frozen=True)
class Sketches:
    """Of n articles: `lengths` in words (u32, n), and the `hashes` (u32) of all.

    Those of article i are `hashes[starts[i]:starts[i + 1]]`, ascending; `starts` are i64, n + 1.
    """

    lengths: NDArray[np.uint32]
    starts: NDArray[np.int64]
    hashes: NDArray[np.uint32]

    def taken(self, wanted: NDArray[np.bool_]) -> Sketches:
        """Those of the wanted articles (n truth values)."""
        import numpy as np

        sizes = np.diff(self.starts)
        return Sketches(
            self.lengths[wanted],
            np.append(0, np.cumsum(sizes[wanted])),
            self.hashes[np.repeat(wanted, sizes)],
        )

    @staticmethod
    def joined(several: Iterable[Sketches]) -> Sketches:
        """Those of several lots of articles, end to end."""
        import numpy as np

        lots = list(several)
        sizes = [np.diff(lot.starts) for lot in lots]
        return Sketches(
            np.concatenate([np.empty(0, np.uint32), *(lot.lengths for lot in lots)]),
            np.append(0, np.cumsum(np.concatenate([np.empty(0, np.int64), *sizes]))),
            np.concatenate([np.empty(0, np.uint32), *(lot.hashes for lot in lots)]),
        )


@dataclass(frozen=True)
class Words:
    """The words of n titles, or n texts, end to end: their `hashes` (u32), and how many are of each (i64, n)."""

    hashes: NDArray[np.uint32]
    counts: NDArray[np.int64]


def word_hash(word: str) -> int:
    """The hash of a folded word (u32)."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def sketches(titles: Words, texts: Words) -> Sketches:
    """The sketches of articles by the words of their titles and texts."""
    import numpy as np

    ends = np.cumsum(texts.counts)
    bounds = (rates(texts.counts) * 2.0**32).astype(np.uint64)
    values = _runs(texts.hashes)
    kept = np.flatnonzero(values < int(bounds.max(initial=0)))  # few of them, so that the rest costs nothing
    owners = np.searchsorted(ends, kept, "right")
    own = (values[kept] < bounds[owners]) & (kept + RUN <= ends[owners])  # a run into the next text is none
    keys = owners[own].astype(np.uint64) << np.uint64(32) | values[kept[own]]
    keys = _distinct(np.append(keys, np.fromiter(_digests(titles, texts), np.uint64)))
    sizes = np.bincount((keys >> np.uint64(32)).astype(np.int64), minlength=len(texts.counts))
    return Sketches(
        texts.counts.astype(np.uint32),
        np.append(0, np.cumsum(sizes)),
        (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32),
    )


def rates(lengths: NDArray[np.integer[Any]]) -> NDArray[np.float64]:
    """The share of its hashes that is kept of a text of so many words."""
    import numpy as np

    runs = np.maximum(lengths.astype(np.int64) - RUN + 1, 1)
    return np.minimum(np.clip(runs / RATE, FEWEST, MOST) / runs, 1.0)


def _distinct(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The different ones, ascending; `numpy.unique` takes four times as long over so many."""
    import numpy as np

    keys = np.sort(keys)
    return keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys


def _runs(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """A hash of every RUN words."""
    import numpy as np

    if len(hashes) < RUN:
        return np.empty(0, np.uint32)
    size = len(hashes) - RUN + 1
    values = hashes[:size] * np.uint32(_FACTORS[0])
    for place in range(1, RUN):
        values ^= values >> np.uint32(15)
        values += hashes[place : place + size]
        values *= np.uint32(_FACTORS[place])
    values ^= values >> np.uint32(15)
    return values


def _digests(titles: Words, texts: Words) -> Iterator[int]:
    """Both halves of the digest of every short text, each with the number of the article above it."""
    import numpy as np

    title_ends, text_ends = np.cumsum(titles.counts), np.cumsum(texts.counts)
    for at in np.flatnonzero((texts.counts < SHORT) & (texts.counts > 0)).tolist():
        title = titles.hashes[title_ends[at] - titles.counts[at] : title_ends[at]]
        text = texts.hashes[text_ends[at] - texts.counts[at] : text_ends[at]]
        whole = len(title).to_bytes(4, "little") + title.tobytes() + text.tobytes()
        digest = hashlib.blake2b(whole, digest_size=8).digest()
        yield at << 32 | int.from_bytes(digest[:4], "little")
        yield at << 32 | int.from_bytes(digest[4:], "little")
