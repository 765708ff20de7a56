"""Where articles are while an index is written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

Place = tuple[int, int]
"""An article while an index is written: which segment or batch, and which article there."""


class Places:
    """Articles of several segments and batches, numbered through.

    `articles` are for each segment or batch the numbers of some of its articles, ascending.
    """

    def __init__(self, articles: Iterable[Sequence[int]]) -> None:
        self._articles = list(articles)
        self._starts = list(accumulate(map(len, self._articles), initial=0))

    def __len__(self) -> int:
        return self._starts[-1]

    def __iter__(self) -> Iterator[Place]:
        return ((part, doc) for part, docs in enumerate(self._articles) for doc in docs)

    def __getitem__(self, number: int) -> Place:
        part = bisect_right(self._starts, number) - 1
        return part, self._articles[part][number - self._starts[part]]


@dataclass(frozen=True, slots=True)
class Copies:
    """Articles of the next generation that are copies of one another.

    `stories` have the article that stands for each first; `pairs` are those that were compared and are copies.
    """

    stories: Sequence[Sequence[Place]] = ()
    pairs: Sequence[tuple[Place, Place]] = ()
