"""The Whoosh engine: one generation of an index, open for questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from searchkit.article import Article
from searchkit.engines.base import Match, Ranking, ScorePart, Sort, TermStats
from searchkit.engines.fields import sort_key
from searchkit.engines.whoosh.evaluate import Evaluator, Scan
from searchkit.engines.whoosh.generations import Generation, damaged, missing, read_pointer
from searchkit.engines.whoosh.open_terms import Open
from searchkit.engines.whoosh.opening import Segments, open_generation
from searchkit.engines.whoosh.postings import Docs, Operations, View
from searchkit.engines.whoosh.segment import NO_DATE, blamed
from searchkit.engines.whoosh.stories import STORIES, Stories
from searchkit.query.nodes import Folded, Phrase, Selection, unfolded
from searchkit.query.scoring import scoring
from searchkit.query.show import show
from searchkit.ranking import DEFAULT, Formula

if TYPE_CHECKING:
    from searchkit.engines.likeness import Floats
    from searchkit.engines.vectors import Vectors
    from searchkit.engines.whoosh.nearest import StoredLikeness


def open_index(index: Path, scan: Scan = "auto", formula: Formula = DEFAULT) -> WhooshEngine:
    """Open the live generation. Raises NoIndexError, IndexVersionError, IndexDamagedError."""
    while True:
        generation, segments = open_generation(index)
        try:
            return WhooshEngine(generation, segments, scan, formula)
        except FileNotFoundError as error:
            if read_pointer(index)[0] == generation.number:  # no writer has replaced it meanwhile
                raise damaged(missing(error)) from error


class WhooshEngine:
    """See `base.Engine`."""

    def __init__(
        self, generation: Generation, segments: Segments, scan: Scan = "auto", formula: Formula = DEFAULT
    ) -> None:
        self.generation = generation
        self._stories_file = generation.find(STORIES)  # now: a writer may remove it as soon as all is open
        self._views: list[View] = []
        base = 0
        for info, segment in segments:
            self._views.append(View(segment, info.deleted, base))
            base += len(segment)
        articles = sum(len(view) - len(view.deleted) for view in self._views)
        with self._blamed():
            self._evaluator = Evaluator(self._views, articles, formula, scan)
        self._articles = articles
        self.formula = formula
        self._load = lru_cache(maxsize=1024)(self._read)
        self._answer = lru_cache(maxsize=256)(
            self._search
        )  # a generation never changes, so neither do answers
        self._scoring = lru_cache(maxsize=1024)(scoring)

    def search(self, tree: Selection, *, limit: int, offset: int = 0, sort: Sort = "relevance") -> Ranking:
        """See `base.Engine.search`."""
        return self._answer(tree, limit, offset, sort)

    def _search(self, tree: Selection, limit: int, offset: int, sort: Sort) -> Ranking:
        with self._blamed():
            return self._ranking(tree, limit, offset, sort)

    def _blamed(self) -> AbstractContextManager[None]:
        """Put what goes wrong down to the segments, if they are inconsistent: IndexDamagedError."""
        return blamed([view.segment for view in self._views])

    def _ranking(self, tree: Selection, limit: int, offset: int, sort: Sort) -> Ranking:
        what = self._scoring(tree)
        ops = self._evaluator.operations(tree)
        matching, folded = self._matching(ops, tree)
        found: list[tuple[View, int, float]] = []
        every_weights = self._evaluator.weights(ops, what)
        for view, docs, weights in zip(self._views, matching, every_weights, strict=True):
            if limit > 0 and len(docs):
                found += [(view, *best) for best in ops.best(view, docs, weights, sort, offset + limit)]
        if len(self._views) > 1:
            found.sort(key=lambda hit: self._order(hit, sort))
        matches = tuple(
            Match(view.base + doc, view.segment.article_id(doc), score)
            for view, doc, score in found[offset : offset + limit]
        )
        total = sum(map(len, matching))
        return Ranking(total, matches, tuple(show(term) for term in self._evaluator.capped(what)), folded)

    def _matching(self, ops: Operations, tree: Selection) -> tuple[list[Docs], int]:
        """The articles of every segment that a tree matches, and how many copies were left out."""
        found = [self._evaluator.docs(ops, view, unfolded(tree)) for view in self._views]
        if not isinstance(tree, Folded):
            return found, 0
        left = self._stories.fold(ops, found)
        return left, sum(map(len, found)) - sum(map(len, left))

    @cached_property
    def _stories(self) -> Stories:
        return Stories.of(self._stories_file, self._views)

    def _order(self, hit: tuple[View, int, float], sort: Sort) -> tuple[Any, ...]:
        view, doc, score = hit
        if sort == "relevance":
            return (-score, -view.segment.first_day[doc], view.segment.article_id(doc))
        return sort_key(self.article(view.base + doc), sort)

    def count(self, tree: Selection) -> int:
        """See `base.Engine.count`."""
        with self._blamed():
            return sum(map(len, self._matching(self._evaluator.operations(tree), tree)[0]))

    def facet_counts(self, tree: Selection, field: str) -> list[tuple[str, int]]:
        """See `base.Engine.facet_counts`."""
        with self._blamed():
            ops = self._evaluator.operations()
            counts = Counter[str]()
            for view, docs in zip(self._views, self._matching(ops, tree)[0], strict=True):
                if field == "year":
                    counts.update({f"{year:04}": count for year, count in ops.years(view, docs).items()})
                    continue
                values = view.segment.field(f"{field}_value")
                here = ops.facet_counts(view, values, docs)
                counts.update({values.terms.text_at(ordinal): count for ordinal, count in here.items()})
            return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def holders(self, tree: Selection, field: str) -> dict[str, set[int]]:
        """See `base.Engine.holders`."""
        with self._blamed():
            ops = self._evaluator.operations(tree)
            found: dict[str, set[int]] = {}
            for view, docs in zip(self._views, self._matching(ops, tree)[0], strict=True):
                values = view.segment.field(f"{field}_value")
                for ordinal, pairs in groupby(ops.pairs(view, values, docs), key=itemgetter(0)):
                    keys = found.setdefault(values.terms.text_at(ordinal), set())
                    keys.update(view.base + doc for _, doc in pairs)
            return found

    def vocabulary(self, field: str = "", prefix: str = "") -> Iterator[TermStats]:
        """See `base.Engine.vocabulary`."""
        with self._blamed():
            yield from self._vocabulary(field, prefix)

    def _vocabulary(self, field: str, prefix: str) -> Iterator[TermStats]:
        names = ("title", "body") if field == "" else (field,)
        found: set[str] = set()
        for view in self._views:
            for name in names:
                terms = view.segment.field(name).terms
                found.update(terms.texts(terms.prefixed(prefix)))
        yield from self._term_stats(sorted(found), field)

    def _term_stats(self, found: Iterable[str], field: str) -> Iterator[TermStats]:
        """What there is to say of words; of those that only deleted articles have, nothing."""
        ops = self._evaluator.operations()
        for word in found:
            term = Phrase(word)
            if field == "":
                hits = [self._evaluator.hits(ops, view, "", term) for view in self._views]
                articles, occurrences = sum(map(len, hits)), sum(map(ops.occurrences, hits))
            else:
                runs = [self._evaluator.whole(ops, view, field, word) for view in self._views]
                articles, occurrences = (
                    sum(len(docs) for docs, _ in runs),
                    sum(int(sum(counts)) for _, counts in runs),
                )
            if articles:
                yield TermStats(word, articles, occurrences)

    def words_like(self, term: Open, field: str = "") -> list[TermStats]:
        """See `base.Engine.words_like`."""
        with self._blamed():
            found = self._term_stats(self._evaluator.fitting(term, field), field)
            return sorted(found, key=lambda stats: (-stats.articles, stats.text))

    def date_counts(self, tree: Selection) -> dict[tuple[date, date], int]:
        """See `base.Engine.date_counts`."""
        return dict(Counter(self.dates(tree).values()))

    def dates(self, tree: Selection) -> dict[int, tuple[date, date]]:
        """See `base.Engine.dates`."""
        day = lru_cache(maxsize=None)(date.fromordinal)
        with self._blamed():
            ops = self._evaluator.operations(tree)
            found = {}
            for view, docs in zip(self._views, self._matching(ops, tree)[0], strict=True):
                first, last = view.segment.first_day.all(), view.segment.last_day.all()
                for doc in map(int, docs):
                    if first[doc] != NO_DATE:
                        found[view.base + doc] = day(first[doc]), day(last[doc])
            return found

    def score_parts(self, tree: Selection, key: int) -> tuple[ScorePart, ...]:
        """See `base.Engine.score_parts`."""
        with self._blamed():
            view = self._view(key)
            return tuple(self._evaluator.parts(self._scoring(tree), view, key - view.base))

    def vectors(self, keys: Sequence[int]) -> Vectors:
        """See `base.Engine.vectors`."""
        with self._blamed():
            return self._likeness.vectors(keys)

    def rarities(self) -> Floats:
        """See `base.Engine.rarities`."""
        with self._blamed():
            return self._likeness.rarities

    def similar(self, key: int, *, limit: int) -> Ranking:
        """See `base.Engine.similar`."""
        with self._blamed():
            total, found = self._likeness.nearest(key, limit)
            hits = [(self._view(key), key - self._view(key).base, score) for key, score in found]
            hits.sort(key=lambda hit: self._order(hit, "relevance"))
            matches = (
                Match(view.base + doc, view.segment.article_id(doc), score)
                for view, doc, score in hits[:limit]
            )
            return Ranking(total, tuple(matches))

    @cached_property
    def _likeness(self) -> StoredLikeness:
        from searchkit.engines.whoosh.nearest import StoredLikeness

        return StoredLikeness(self._views, self._articles)

    def freshness(self, key: int) -> float:
        """See `base.Engine.freshness`."""
        with self._blamed():
            view = self._view(key)
            return self._evaluator.freshness(view, key - view.base)

    def article(self, key: int) -> Article:
        """See `base.Engine.article`."""
        return self._load(key)

    def _read(self, key: int) -> Article:
        view = self._view(key)
        return view.segment.unread(key - view.base)

    def _view(self, key: int) -> View:
        """The segment an article is in."""
        return next(view for view in reversed(self._views) if view.base <= key)

    def story(self, key: int) -> tuple[int, ...]:
        """See `base.Engine.story`."""
        with self._blamed():
            return self._stories.story(key)

    def key(self, article_id: str) -> int | None:
        """See `base.Engine.key`."""
        with self._blamed():
            for view in self._views:
                doc = view.segment.doc_of(article_id)
                if doc >= 0 and doc not in view.deleted:
                    return view.base + doc
            return None

    def info(self) -> Mapping[str, Any]:
        """See `base.Engine.info`."""
        manifest = self.generation.manifest
        return {
            **{name: value for name, value in manifest.items() if name != "files"},
            "articles": self._articles,
            "segments": len(self._views),
            "bytes": sum(entry[0] for entry in manifest["files"].values()),
        }

    def close(self) -> None:
        """See `base.Engine.close`."""
        for view in self._views:
            view.segment.close()
        self._load.cache_clear()
        self._answer.cache_clear()
