"""The vector of an article: the stems it says most, each as a small number, and how often it says them.

It depends on the article alone, not on the archive around it, so that an index can be added to without
touching what is there. Rarity comes in when vectors are compared (`likeness.py`).
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from searchkit.analysis import STOP_WORDS, stem
from searchkit.ranking import TITLE_WEIGHT

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.integer[Any]]

MOST_STEMS = 32
"""Stems kept of an article; with 16 or 64 of them ranking is hardly worse or better."""

HIGHEST_COUNT = 15
"""Counts above this are kept as this."""

CODE_BITS = 20
"""Of a stem's code. Stems that share one are taken for the same; of 100,000 stems, one in ten shares."""


def code(word: str) -> int:
    """The code of a folded word's stem."""
    return stem_code(word, stem(word).encode("utf-8", "surrogatepass"))


def stem_code(word: str, stem: bytes) -> int:
    """The code of a stem in UTF-8 (`CODE_BITS`); -1 if its word tells nothing: stop words, numbers, letters."""
    if word in STOP_WORDS or (word.isascii() and (len(word) == 1 or word.lower() == word.upper())):
        return -1
    return zlib.crc32(stem) >> (32 - CODE_BITS)


def vector(title: Iterable[str], body: Iterable[str]) -> dict[int, int]:
    """The vector of an article from its folded words: code -> count, ascending by code.

    Words of the title count as in the score. Of stems said as often the lowest codes are kept: so two articles
    that say the same things keep the same ones.
    """
    counts = Counter(map(code, body))
    for each in map(code, title):
        counts[each] += TITLE_WEIGHT
    del counts[-1]
    capped = {each: min(count, HIGHEST_COUNT) for each, count in counts.items()}
    most = sorted(capped, key=lambda each: (-capped[each], each))[:MOST_STEMS]
    return {each: capped[each] for each in sorted(most)}


@dataclass(frozen=True)
class Vectors:
    """The vectors of n articles: those of article i are `codes[starts[i]:starts[i + 1]]`, and `counts` the same."""

    starts: Ints
    codes: Ints
    counts: Ints

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def owners(self) -> Ints:
        """Which article each code belongs to."""
        import numpy as np

        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def picked(self, which: Sequence[int] | Ints) -> Vectors:
        """Those of some articles, in that order."""
        starts, at = places(self.starts, which)
        return Vectors(starts, self.codes[at], self.counts[at])

    @staticmethod
    def of(vectors: Iterable[Mapping[int, int]]) -> Vectors:
        """From what `vector` gives."""
        import numpy as np

        every = list(vectors)
        sizes = np.fromiter(map(len, every), np.int64, len(every))
        pairs = [pair for each in every for pair in each.items()]
        codes, counts = np.array(pairs, np.int64).reshape(-1, 2).T
        return Vectors(np.append(0, np.cumsum(sizes)), codes, counts)

    @staticmethod
    def joined(several: Iterable[Vectors]) -> Vectors:
        """End to end."""
        import numpy as np

        every = list(several)
        sizes = np.concatenate([np.zeros(0, np.int64), *(np.diff(each.starts) for each in every)])
        codes, counts = (
            np.concatenate([np.zeros(0, np.int64), *parts])
            for parts in (_column(every, "codes"), _column(every, "counts"))
        )
        return Vectors(np.append(0, np.cumsum(sizes)), codes, counts)


def places(starts: Ints, which: Sequence[int] | Ints) -> tuple[Ints, Ints]:
    """Where the stems of some articles are, end to end, and where those of each start there."""
    import numpy as np

    wanted = np.asarray(which, np.int64)
    sizes = starts[wanted + 1] - starts[wanted]
    new = np.append(0, np.cumsum(sizes))
    return new, np.arange(new[-1]) + np.repeat(starts[wanted] - new[:-1], sizes)


def _column(vectors: Iterable[Vectors], name: str) -> Iterator[Ints]:
    return (getattr(each, name) for each in vectors)
