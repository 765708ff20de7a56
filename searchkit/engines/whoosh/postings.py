"""The articles of a query term in one segment, and the operations on them.

Two modules implement `Operations`: `plain` in plain Python, for a one-shot query over few postings, and
`arrays` with numpy, for everything else. They return the same articles and the same scores to the last bit.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from searchkit.engines.base import Sort
from searchkit.engines.whoosh.segment import Field, SegmentFile
from searchkit.ranking import Formula

Docs = Any
"""Article numbers of a segment, ascending: a list, or an array of integers of any width."""

Numbers = Any
"""One number for each of some articles."""


class Hits:
    """Where a term stands in a segment: its articles, and how often in the title and in the text of each.

    `title` and `body` are for the module of operations that made them.
    """

    __slots__ = ("body", "docs", "title")

    def __init__(self, docs: Docs, title: Any, body: Any) -> None:
        self.docs = docs
        self.title = title
        self.body = body

    def __len__(self) -> int:
        return len(self.docs)


class View:
    """A segment as one engine sees it: without deleted articles, with what was computed before."""

    _LIMIT = 4_000_000

    def __init__(self, segment: SegmentFile, deleted: frozenset[int], base: int) -> None:
        self.segment = segment
        self.deleted = deleted
        self.base = base
        """The key of the first article."""
        self._known: OrderedDict[object, Any] = OrderedDict()
        self._size = 0

    def __len__(self) -> int:
        return len(self.segment)

    def remember(self, key: object, make: Callable[[], Any]) -> Any:
        """The value of `make()`, kept while it was used lately; the kept values have a bounded size in all."""
        found = self._known.get(key)
        if found is not None:
            self._known.move_to_end(key)
            return found
        found = self._known[key] = make()
        self._size += len(found) + 100
        while self._size > self._LIMIT and len(self._known) > 1:
            _, oldest = self._known.popitem(last=False)
            self._size -= len(oldest) + 100
        return found


class Operations(Hashable, Protocol):
    """What evaluating a query takes. Every list of articles that comes out is free of deleted ones."""

    def union(self, view: View, field: Field, terms: Sequence[int]) -> tuple[Docs, Numbers]:
        """Articles with any of the terms (numbers in the field's dictionary), and occurrences in each."""
        ...

    def adjacent(self, view: View, field: Field, slots: Sequence[Sequence[int]]) -> tuple[Docs, Numbers]:
        """Articles with a term of every slot side by side, in order, and how often."""
        ...

    def near(self, view: View, field: Field, words: Sequence[int], slop: int) -> tuple[Docs, Numbers]:
        """Articles with all words and at most `slop` others among them, and how often (`occurrences.windows`)."""
        ...

    def postings(self, view: View, field: Field, terms: Sequence[int]) -> tuple[Docs, Numbers]:
        """As `union`, but articles may come in any order and more than once."""
        ...

    def hits(self, view: View, title: tuple[Docs, Numbers], body: tuple[Docs, Numbers]) -> Hits:
        """Title and text put together, from postings."""
        ...

    def together(self, view: View, hits: Sequence[Hits]) -> Hits:
        """Occurrences of several terms added up."""
        ...

    def occurrences(self, hits: Hits) -> int:
        """All occurrences, title and text."""
        ...

    def frequency(self, hits: Hits, doc: int) -> tuple[int, int]:
        """Occurrences in the title and in the text of one of the articles."""
        ...

    def at_least(self, view: View, hits: Hits, count: int) -> Docs:
        """Articles with that many occurrences."""
        ...

    def everything(self, view: View) -> Docs:
        """All articles."""
        ...

    def dated(self, view: View, first: int, last: int) -> Docs:
        """Articles whose date overlaps the days `first` to `last`."""
        ...

    def both(self, left: Docs, right: Docs) -> Docs:
        """Articles in both."""
        ...

    def without(self, left: Docs, right: Docs) -> Docs:
        """Articles in the first only."""
        ...

    def folded(self, found: Sequence[Docs], ranks: Sequence[array[int]], story_of: array[int]) -> list[Docs]:
        """Of the articles of all segments, the first of each story, and those of none (see `stories.Stories`)."""
        ...

    def of_many(self, view: View, lists: Sequence[Docs], minimum: int) -> Docs:
        """Articles in at least `minimum` of the lists."""
        ...

    def best(
        self, view: View, docs: Docs, weights: Weights, sort: Sort, limit: int
    ) -> list[tuple[int, float]]:
        """The first `limit` articles in the order asked for, with their scores."""
        ...

    def facet_counts(self, view: View, field: Field, docs: Docs) -> dict[int, int]:
        """How many of the articles have each term of a keyword field."""
        ...

    def pairs(self, view: View, field: Field, docs: Docs) -> Iterable[tuple[int, int]]:
        """Terms of a keyword field, by number, and those of the articles that have each: (term, article)."""
        ...

    def years(self, view: View, docs: Docs) -> dict[int, int]:
        """How many of the articles are dated in each year."""
        ...


class Weights(NamedTuple):
    """What scoring a query takes in one segment: the hits of its known terms, and the factor of each."""

    terms: Sequence[tuple[Hits, float]]
    exact: Sequence[tuple[Hits, float]]
    known: int
    average: float
    """Weighted length of an article, over all segments."""
    formula: Formula
    fresh: Sequence[float] = ()
    """What each article of the segment keeps of its score for its age; nothing if age does not count."""
