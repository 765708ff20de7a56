"""The naive engine: every article is looked at for every query. The others must give what it gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from searchkit import ranking
from searchkit.analysis import words
from searchkit.article import Article
from searchkit.engines.base import EXPANSION_LIMIT, Match, Ranking, ScorePart, Sort, TermStats
from searchkit.engines.fields import facet_values, field_texts, newest_first, sort_key
from searchkit.engines.vectors import CODE_BITS, Vectors, vector
from searchkit.query.nodes import (
    And,
    AtLeast,
    DateRange,
    Everything,
    FieldMatch,
    Folded,
    Fuzzy,
    Most,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Selection,
    Term,
    Wildcard,
    Word,
    terms,
)
from searchkit.query.occurrences import fits, occurrences
from searchkit.query.scoring import constituents, scoring
from searchkit.query.show import show
from searchkit.ranking import Formula

if TYPE_CHECKING:
    from searchkit.engines.likeness import Floats

Open = Prefix | Wildcard | Fuzzy
TEXT = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Occurrences of one term in one article."""

    title: int
    body: int


@dataclass(frozen=True)
class Document:
    """An article, analysed."""

    key: int
    article: Article

    @cached_property
    def title(self) -> list[str]:
        """The words of the title."""
        return words(self.article.title)

    @cached_property
    def body(self) -> list[list[str]]:
        """The words of each paragraph."""
        return [words(paragraph) for paragraph in self.article.paragraphs]

    @cached_property
    def length(self) -> Counts:
        """How many words there are."""
        return Counts(len(self.title), sum(map(len, self.body)))

    @cached_property
    def vector(self) -> dict[int, int]:
        """See `vectors.vector`."""
        return vector(self.title, chain.from_iterable(self.body))

    def field(self, name: str) -> list[list[str]]:
        """The runs of words of a field; nothing matches across two of them."""
        if name == "title":
            return [self.title]
        return [words(text) for text in field_texts(self.article, name)]


@dataclass(frozen=True, slots=True)
class Weight:
    """A term that scores: the article's part of its weight is still to come."""

    field: str
    term: Term
    text: str
    articles: int
    factor: float


@dataclass(frozen=True, slots=True)
class Weights:
    """All that scores in an archive; `known` of the query's terms stand somewhere in it."""

    terms: Sequence[Weight]
    exact: Sequence[Weight]
    known: int


class MemoryEngine:
    """An engine over articles held in memory."""

    def __init__(
        self,
        articles: Iterable[Article],
        stories: Iterable[Sequence[str]] = (),
        formula: Formula = ranking.DEFAULT,
    ) -> None:
        """Of articles, and of the ids that each story has."""
        self.formula = formula
        self._stories = [tuple(story) for story in stories]
        self._documents = [Document(key, article) for key, article in enumerate(articles)]
        lengths = [document.length for document in self._documents]
        words = formula.weighted(sum(each.body for each in lengths), sum(each.title for each in lengths))
        self._average = words / len(self._documents) if words else 1.0
        self._expansions: dict[Open, frozenset[str]] = {}

    def search(self, tree: Selection, *, limit: int, offset: int = 0, sort: Sort = "relevance") -> Ranking:
        """See `base.Engine.search`."""
        found = self._matching(tree)
        folded = len(self._matching(tree.clause)) - len(found) if isinstance(tree, Folded) else 0
        score = self._scorer(tree)
        scored = [(document, score(document)) for document in found]
        order: Callable[[tuple[Document, float]], Any]
        if sort == "relevance":
            order = lambda pair: (-pair[1], newest_first(pair[0].article))  # noqa: E731  one of two keys, side by side
        else:
            order = lambda pair: sort_key(pair[0].article, sort)  # noqa: E731
        page = sorted(scored, key=order)[offset : offset + limit]
        matches = tuple(Match(d.key, d.article.id, value) for d, value in page)
        return Ranking(len(found), matches, tuple(dict.fromkeys(self._capped(tree))), folded)

    def count(self, tree: Selection) -> int:
        """See `base.Engine.count`."""
        return len(self._matching(tree))

    def facet_counts(self, tree: Selection, field: str) -> list[tuple[str, int]]:
        """See `base.Engine.facet_counts`."""
        counts = Counter(value for d in self._matching(tree) for value in facet_values(d.article, field))
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def holders(self, tree: Selection, field: str) -> dict[str, set[int]]:
        """See `base.Engine.holders`."""
        found: dict[str, set[int]] = {}
        for document in self._matching(tree):
            for value in facet_values(document.article, field):
                found.setdefault(value, set()).add(document.key)
        return found

    def vocabulary(self, field: str = TEXT, prefix: str = "") -> Iterator[TermStats]:
        """See `base.Engine.vocabulary`."""
        articles, total = Counter[str](), Counter[str]()
        for document in self._documents:
            runs = [document.title, *document.body] if field == TEXT else document.field(field)
            here = Counter(word for run in runs for word in run)
            total.update(here)
            articles.update(here.keys())
        for word in sorted(w for w in articles if w.startswith(prefix)):
            yield TermStats(word, articles[word], total[word])

    def words_like(self, term: Open, field: str = TEXT) -> list[TermStats]:
        """See `base.Engine.words_like`."""
        found = (stats for stats in self.vocabulary(field) if fits(term, stats.text))
        return sorted(found, key=lambda stats: (-stats.articles, stats.text))

    def date_counts(self, tree: Selection) -> dict[tuple[date, date], int]:
        """See `base.Engine.date_counts`."""
        spans = (document.article.published for document in self._matching(tree))
        return dict(Counter((span.first, span.last) for span in spans if span))

    def dates(self, tree: Selection) -> dict[int, tuple[date, date]]:
        """See `base.Engine.dates`."""
        spans = {document.key: document.article.published for document in self._matching(tree)}
        return {key: (span.first, span.last) for key, span in spans.items() if span}

    def score_parts(self, tree: Selection, key: int) -> tuple[ScorePart, ...]:
        """See `base.Engine.score_parts`."""
        document = self._documents[key]
        weights = self._weigh(tree)
        norm = self._norm(document)
        matched = sum(self._weighted(w, document) > 0 for w in weights.terms)
        share = ranking.coverage(matched, weights.known) * self.freshness(key)

        def parts(weighed: Sequence[Weight], exact: bool) -> Iterator[ScorePart]:
            for weight in weighed:
                counts = self._counts(weight.field, weight.term, document)
                if tf := self._weighted(weight, document):
                    value = weight.factor * ranking.saturation(tf, norm) * share
                    value *= self.formula.exact if exact else 1
                    yield ScorePart(weight.text, exact, counts.title, counts.body, weight.articles, value)

        return (*parts(weights.terms, False), *parts(weights.exact, True))

    def vectors(self, keys: Sequence[int]) -> Vectors:
        """See `base.Engine.vectors`."""
        return Vectors.of(self._documents[key].vector for key in keys)

    def rarities(self) -> Floats:
        """See `base.Engine.rarities`."""
        return self._rarities

    @cached_property
    def _rarities(self) -> Floats:
        import numpy as np

        from searchkit.engines.likeness import rarities

        every = self.vectors(range(len(self._documents)))
        return rarities(np.bincount(every.codes, minlength=1 << CODE_BITS), len(self._documents))

    def similar(self, key: int, *, limit: int) -> Ranking:
        """See `base.Engine.similar`."""
        from searchkit.engines.likeness import likeness_to

        every = self.vectors(range(len(self._documents)))
        likeness = likeness_to(self.vectors([key]), every, self.rarities()).tolist()
        found = [d for d in self._documents if d.key != key and likeness[d.key] > 0]
        found.sort(key=lambda d: (-likeness[d.key], newest_first(d.article)))
        return Ranking(len(found), tuple(Match(d.key, d.article.id, likeness[d.key]) for d in found[:limit]))

    def article(self, key: int) -> Article:
        """See `base.Engine.article`."""
        return self._documents[key].article

    def key(self, article_id: str) -> int | None:
        """See `base.Engine.key`."""
        return next((d.key for d in self._documents if d.article.id == article_id), None)

    def info(self) -> Mapping[str, Any]:
        """See `base.Engine.info`."""
        return {"articles": len(self._documents), "segments": 1, "format": "memory"}

    def close(self) -> None:
        """Nothing to let go of."""

    def story(self, key: int) -> tuple[int, ...]:
        """See `base.Engine.story`."""
        own = self._documents[key].article.id
        story = next((story for story in self._stories if own in story), (own,))
        return tuple(d.key for id_ in story for d in self._documents if d.article.id == id_)

    def _matching(self, tree: Selection) -> list[Document]:
        if not isinstance(tree, Folded):
            return [document for document in self._documents if self._matches(tree, document)]
        found = self._matching(tree.clause)
        ids = {document.article.id for document in found}
        later = {id_ for story in self._stories for id_ in [each for each in story if each in ids][1:]}
        return [document for document in found if document.article.id not in later]

    def _matches(self, tree: Query, document: Document, field: str = TEXT) -> bool:
        match tree:
            case And(clauses):
                return all(self._matches(clause, document, field) for clause in clauses)
            case Or(clauses):
                return any(self._matches(clause, document, field) for clause in clauses)
            case Most(clauses, minimum):
                return sum(self._matches(clause, document, field) for clause in clauses) >= minimum
            case Not(clause):
                return not self._matches(clause, document, field)
            case Everything():
                return True
            case DateRange(first, last):
                span = document.article.published
                if span is None:
                    return False
                return (last is None or span.first <= last) and (first is None or span.last >= first)
            case FieldMatch(name, clause):
                return self._matches(clause, document, name)
            case AtLeast(count, clause):
                counts = self._counts(TEXT, clause, document)
                return counts.title + counts.body >= count
            case _:
                return self._term_matches(tree, document, field)

    def _term_matches(self, term: Term, document: Document, field: str) -> bool:
        match field:
            case "" | "title":
                counts = self._counts(field, term, document)
                return counts.title + counts.body > 0
            case "id":
                return _is_id(term, document.article.id)
            case _:
                return any(occurrences(term, run, stemmed=False) for run in document.field(field))

    def _counts(self, field: str, term: Term, document: Document) -> Counts:
        allowed = self._accepts
        title = len(occurrences(term, document.title, accepts=allowed))
        if field == "title":
            return Counts(title, 0)
        return Counts(title, sum(len(occurrences(term, run, accepts=allowed)) for run in document.body))

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        return {stats.text: stats.articles for stats in self.vocabulary()}

    def _accepts(self, term: Open, word: str) -> bool:
        allowed = self._expansions.get(term)
        if allowed is None:
            fitting = [w for w in self._vocabulary if fits(term, w)]
            best = sorted(fitting, key=lambda w: (-self._vocabulary[w], w))[:EXPANSION_LIMIT]
            allowed = self._expansions[term] = frozenset(best)
        return word in allowed

    def _capped(self, tree: Selection) -> Iterator[str]:
        for _, term in terms(tree):
            if isinstance(term, Open) and sum(fits(term, w) for w in self._vocabulary) > EXPANSION_LIMIT:
                yield show(term)

    def _statistics(self, field: str, term: Term) -> tuple[int, int]:
        found = [self._counts(field, term, document) for document in self._documents]
        total = [c.title + c.body for c in found]
        return sum(n > 0 for n in total), sum(total)

    def _weigh(self, tree: Selection) -> Weights:
        what = scoring(tree)
        size = len(self._documents)
        statistics = [self._statistics(s.field, s.term) for s in what.terms]
        known = sum(df > 0 for df, _ in statistics)

        def strength(field: str, term: Term, own: tuple[int, int]) -> float:
            parts = [self._statistics(field, part) for part in constituents(term)]
            return max(ranking.strength(size, *each, known) for each in [own, *parts])

        terms = [
            Weight(
                s.field,
                s.term,
                show(s.term),
                own[0],
                ranking.repetition(s.qtf) * strength(s.field, s.term, own),
            )
            for s, own in zip(what.terms, statistics, strict=True)
            if own[0]
        ]
        forms = [(e, Phrase(e.word), self._statistics(e.field, Phrase(e.word))) for e in what.exact]
        exact = [
            Weight(
                e.field, form, e.word, own[0], ranking.repetition(e.qtf) * ranking.strength(size, *own, known)
            )
            for e, form, own in forms
            if own[0]
        ]
        return Weights(terms, exact, known)

    def freshness(self, key: int) -> float:
        """See `base.Engine.freshness`."""
        if not self.formula.half_life:
            return 1.0
        days = [span.first.toordinal() for d in self._documents if (span := d.article.published)]
        if not days:
            return 1.0
        span = self._documents[key].article.published
        return self.formula.freshness(max(days) - (span.first.toordinal() if span else min(days)))

    def _norm(self, document: Document) -> float:
        length = self.formula.weighted(document.length.body, document.length.title)
        return self.formula.length_norm(length, self._average)

    def _weighted(self, weight: Weight, document: Document) -> float:
        counts = self._counts(weight.field, weight.term, document)
        return self.formula.weighted(counts.body, counts.title)

    def _scorer(self, tree: Selection) -> Callable[[Document], float]:
        weights = self._weigh(tree)

        def score(document: Document) -> float:
            norm = self._norm(document)
            counts = [(self._weighted(w, document), w.factor) for w in weights.terms]
            exact = [(self._weighted(w, document), w.factor) for w in weights.exact]
            matched = sum(tf > 0 for tf, _ in counts)
            if not matched:
                return 0.0
            stems = _total(factor * ranking.saturation(tf, norm) for tf, factor in counts if tf)
            forms = _total(factor * ranking.saturation(tf, norm) for tf, factor in exact if tf)
            score = (stems + self.formula.exact * forms) * ranking.coverage(matched, weights.known)
            return score * self.freshness(document.key) if self.formula.half_life else score

        return score


def _total(values: Iterable[float]) -> float:
    """The plain sum from left to right; `sum` rounds differently from one Python to the next."""
    total = 0.0
    for value in values:
        total += value
    return total


def _is_id(term: Term, article_id: str) -> bool:
    match term:
        case Word(text) | Phrase(text):
            return article_id == text
        case Prefix(text):
            return article_id.startswith(text)
        case _:
            raise TypeError(f"{term!r} cannot stand for an id")
