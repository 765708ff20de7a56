"""A sketch of an article: the few hashes of runs of its letters that fall below a bound.

Two texts with much in common have such hashes in common (Broder 1997, sketches modulo m). Of a short text,
which is compared as a whole, title and all, the sketch is a digest in two halves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from searchkit.article import Article
from searchkit.copies.letters import GRAM, MIN_LETTERS, hashes, letters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 100  # of so many hashes one is kept …
FEWEST, MOST = 16, 250  # … but about so many at least, and at most, of an article
_LARGEST = 1 << 20  # letters that are looked at
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Sketches:
    """Of n articles: `lengths` in letters (u32, n), and the `hashes` (u32) of all.

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


class SketchWriter:
    """Makes the sketches of many articles at once."""

    def __init__(self) -> None:
        self._lengths: list[int] = []
        self._waiting: list[bytes] = []
        self._size = 0
        self._done: list[tuple[NDArray[np.int64], NDArray[np.uint32]]] = []

    def add(self, article: Article) -> None:
        """The next article."""
        text = letters(article.text)
        self._lengths.append(len(text))
        if len(text) < MIN_LETTERS:
            text = letters(article.title) + b" " + text if text else b""
        self._waiting.append(text[:_LARGEST])
        self._size += len(self._waiting[-1])
        if self._size > _CHUNK:
            self._flush()

    def finish(self) -> Sketches:
        """The sketches of all articles, in order."""
        import numpy as np

        self._flush()
        sizes = np.concatenate([np.empty(0, np.int64), *(sizes for sizes, _ in self._done)])
        return Sketches(
            np.array(self._lengths, np.uint32),
            np.append(0, np.cumsum(sizes)),
            np.concatenate([np.empty(0, np.uint32), *(found for _, found in self._done)]),
        )

    def _flush(self) -> None:
        if self._waiting:
            self._done.append(_sketches(self._waiting, self._lengths[-len(self._waiting) :]))
            self._waiting, self._size = [], 0


def sketch(articles: Iterable[Article]) -> Sketches:
    """The sketches of articles, in order."""
    writer = SketchWriter()
    for article in articles:
        writer.add(article)
    return writer.finish()


def rates(letters: NDArray[np.integer[Any]]) -> NDArray[np.float64]:
    """The share of its hashes that is kept of a text of so many letters."""
    import numpy as np

    grams = np.maximum(letters.astype(np.int64) - GRAM + 1, 1)
    return np.minimum(np.clip(grams / RATE, FEWEST, MOST) / grams, 1.0)


def _sketches(texts: Sequence[bytes], lengths: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """How many hashes each text has, and all of them."""
    import numpy as np

    size = np.fromiter(map(len, texts), np.int64, len(texts))
    whole = np.array(lengths) < MIN_LETTERS
    bounds = np.where(whole, 0, rates(size) * 2.0**32)
    values = hashes(b"".join(texts))
    ends = np.cumsum(size)
    # A run that reaches into the next text belongs to none.
    inside = np.repeat(bounds, size)[: len(values)]
    last = (ends - GRAM)[:, None] + np.arange(1, GRAM)
    inside[last[(last >= 0) & (last < len(inside))]] = 0
    kept = np.flatnonzero(values < inside)
    owners = np.searchsorted(ends, kept, "right")
    keys = owners.astype(np.uint64) << np.uint64(32) | values[kept]
    short = [at for at in np.flatnonzero(whole).tolist() if texts[at]]
    keys = np.unique(np.concatenate([keys, *(_digest(at, texts[at]) for at in short)]))
    counts = np.bincount((keys >> np.uint64(32)).astype(np.int64), minlength=len(texts))
    return counts, (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)


def _digest(owner: int, text: bytes) -> NDArray[np.uint64]:
    import numpy as np

    halves = np.frombuffer(hashlib.blake2b(text, digest_size=8).digest(), "<u4").astype(np.uint64)
    return np.uint64(owner << 32) | halves
