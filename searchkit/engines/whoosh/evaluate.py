"""A tree -> the articles of a segment, and the weights to score them by."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from heapq import nsmallest
from typing import Literal

from searchkit import ranking
from searchkit.engines.base import EXPANSION_LIMIT, ScorePart
from searchkit.engines.whoosh import plain
from searchkit.engines.whoosh.fields import TEXT_FIELDS
from searchkit.engines.whoosh.open_terms import Open, fitting
from searchkit.engines.whoosh.postings import Docs, Hits, Operations, View, Weights
from searchkit.engines.whoosh.segment import NO_DATE, Field
from searchkit.query.nodes import (
    And,
    AtLeast,
    DateRange,
    Everything,
    FieldMatch,
    Folded,
    Fuzzy,
    Most,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Same,
    Selection,
    Term,
    Wildcard,
    Word,
)
from searchkit.query.said import words
from searchkit.query.scoring import Scoring, ScoringTerm, constituents, identity
from searchkit.query.show import show
from searchkit.ranking import Formula

Gather = Callable[[View, Field, Sequence[int]], tuple[Docs, Docs]]
Scan = Literal["auto", "plain", "arrays"]
"""How postings are looked through; the answer is the same."""

_NAMES = ("person", "org", "place")
_FEW = 30
"""Postings up to which plain Python is faster than numpy."""

_MANY = 50_000
"""Postings up to which plain Python is faster than importing numpy."""

_ONE_SHOT = 8
"""Questions up to which a program may be one that asks, prints and ends: numpy is not worth its import yet."""

_CHEAP = 50
_FIRST_DAY, _LAST_DAY = 1, 1 << 30


class Evaluator:
    """Finds and weighs over all segments of an index."""

    def __init__(self, views: Sequence[View], articles: int, formula: Formula, scan: Scan = "auto") -> None:
        self._views = views
        self._scan = scan
        self._asked = 0
        self._articles = articles
        self.formula = formula
        words = _live_words(views, formula)
        self._average = words / articles if words else 1.0
        self._expansions = lru_cache(maxsize=256)(self._expand)

    def docs(self, ops: Operations, view: View, tree: Query, field: str = "") -> Docs:
        """The articles of a segment that a tree matches, in title and text or in one field."""
        match tree:
            case And(clauses):
                return self._all(ops, view, clauses, field)
            case Or(clauses):
                return ops.of_many(view, [self.docs(ops, view, clause, field) for clause in clauses], 1)
            case Most(clauses, minimum):
                return ops.of_many(view, [self.docs(ops, view, clause, field) for clause in clauses], minimum)
            case Not(clause):
                return ops.without(ops.everything(view), self.docs(ops, view, clause, field))
            case Everything():
                return ops.everything(view)
            case DateRange(first, last):
                start = first.toordinal() if first else _FIRST_DAY
                return ops.dated(view, start, last.toordinal() if last else _LAST_DAY)
            case FieldMatch(name, clause):
                return self.docs(ops, view, clause, name)
            case AtLeast(count, clause):
                return ops.at_least(view, self.hits(ops, view, "", clause), count)
            case _:
                return self._term_docs(ops, view, tree, field)

    def _all(self, ops: Operations, view: View, clauses: Sequence[Query], field: str) -> Docs:
        wanted = [self.docs(ops, view, clause, field) for clause in clauses if not isinstance(clause, Not)]
        unwanted = [self.docs(ops, view, c.clause, field) for c in clauses if isinstance(c, Not)]
        found, *others = sorted(wanted, key=len) or [ops.everything(view)]
        for other in others:
            found = ops.both(found, other)
        for other in unwanted:
            found = ops.without(found, other)
        return found

    def _term_docs(self, ops: Operations, view: View, term: Term, field: str) -> Docs:
        if field in ("", "title"):
            return self.hits(ops, view, field, term).docs
        if isinstance(term, Same):
            return ops.of_many(view, [self._term_docs(ops, view, each, field) for each in term.clauses], 1)
        if field == "name":
            return ops.of_many(view, [self._term_docs(ops, view, term, kind) for kind in _NAMES], 1)

        def find() -> Docs:
            if field == "id":
                return self._id_docs(ops, view, term)
            return self.run(ops, view, field, term)[0]

        # Not by its identity: these fields are not stemmed, so that words of one stem are different words.
        return view.remember((ops, field, term), find)

    def _id_docs(self, ops: Operations, view: View, term: Term) -> Docs:
        ids = view.segment.field("id")
        match term:
            case Word(text) | Phrase(text):
                return self.whole(ops, view, "id", text)[0]
            case Prefix(text):
                return ops.union(view, ids, ids.terms.prefixed(text))[0]
            case _:
                raise TypeError(f"{term!r} cannot stand for an id")

    def hits(self, ops: Operations, view: View, field: str, term: Term) -> Hits:
        """Where a term stands in title and text, or in the title only."""

        def find() -> Hits:
            if isinstance(term, Same):
                return ops.together(view, [self.hits(ops, view, field, clause) for clause in term.clauses])
            title = self.run(ops, view, "title", term, ops.postings)
            nothing = ops.postings(view, view.segment.field("title"), ())
            body = nothing if field else self.run(ops, view, "body", term, ops.postings)
            return ops.hits(view, title, body)

        found: Hits = view.remember((ops, field, identity(term)), find)
        return found

    def whole(self, ops: Operations, view: View, name: str, word: str) -> tuple[Docs, Docs]:
        """Articles with a word of a field's dictionary, which may be a whole id or path, and how often."""
        field = view.segment.field(name)
        ordinal = field.terms.find(word)
        return ops.union(view, field, [ordinal] if ordinal >= 0 else [])

    def run(
        self, ops: Operations, view: View, name: str, term: Term, gather: Gather | None = None
    ) -> tuple[Docs, Docs]:
        """Articles with a term in one field, and how often; of single words, as `gather` gives them."""
        field = view.segment.field(name)
        gather = gather or ops.union
        if isinstance(term, Near):
            ordinals = list(map(field.terms.find, identity(term)[2:]))
            known = min(ordinals) >= 0
            return ops.near(view, field, ordinals, term.slop) if known else gather(view, field, ())
        places = self._slots(view, name, field, term)
        if not all(places):
            return gather(view, field, ())
        return gather(view, field, places[0]) if len(places) == 1 else ops.adjacent(view, field, places)

    def _slots(self, view: View, name: str, field: Field, term: Term) -> list[Sequence[int]]:
        """For each word of a term, the dictionary words that may stand there."""
        match term:
            case Word() if name in TEXT_FIELDS:
                return [field.forms_of(stem) for stem in identity(term)[1:]]
            case Word(text) | Phrase(text):
                found = map(field.terms.find, words(text))
                return [(ordinal,) if ordinal >= 0 else () for ordinal in found]
            case Prefix() | Wildcard() | Fuzzy():
                if name in TEXT_FIELDS and (chosen := self._expansions(term)) is not None:
                    return [[ordinal for word in chosen if (ordinal := field.terms.find(word)) >= 0]]
                return [fitting(view, name, field, term)]
            case _:
                raise TypeError(f"{term!r} is not a run of words")

    def _expand(self, term: Open) -> tuple[str, ...] | None:
        """The words an open term stands for, if there are more than EXPANSION_LIMIT and it had to be cut."""
        fields = [(view, name, view.segment.field(name)) for view in self._views for name in TEXT_FIELDS]
        if sum(len(fitting(*field, term)) for field in fields) <= EXPANSION_LIMIT:
            return None
        most = Counter[str]()
        for view, name, field in fields:
            for ordinal in fitting(view, name, field, term):
                start, end = field.postings(ordinal)
                most[field.terms.text_at(ordinal)] += end - start
        if len(most) <= EXPANSION_LIMIT:
            return None
        ops = self.operations()
        frequency: dict[str, int] = {}
        lowest = 0
        for word, at_most in most.most_common():
            if at_most < lowest:
                break
            frequency[word] = sum(len(self.hits(ops, view, "", Phrase(word))) for view in self._views)
            if len(frequency) == EXPANSION_LIMIT + 1:
                lowest = min(frequency.values())
        living = (word for word in frequency if frequency[word])
        best = nsmallest(EXPANSION_LIMIT + 1, living, key=lambda word: (-frequency[word], word))
        return tuple(best[:EXPANSION_LIMIT]) if len(best) > EXPANSION_LIMIT else None

    def fitting(self, term: Open, field: str = "") -> set[str]:
        """The words of title and text, or of a field, that an open term fits."""
        found: set[str] = set()
        for view in self._views:
            for name in TEXT_FIELDS if field == "" else (field,):
                terms = view.segment.field(name)
                found.update(map(terms.terms.text_at, fitting(view, name, terms, term)))
        return found

    def capped(self, what: Scoring) -> Iterator[Open]:
        """Terms that stand for only some of the words they fit."""
        for each in what.terms:
            if isinstance(each.term, Open) and self._expansions(each.term) is not None:
                yield each.term

    def operations(self, tree: Selection | None = None) -> Operations:
        """The operations that answer fastest, given how much there is to look at (None: everything)."""
        if self._scan == "plain":
            return plain
        cost = self._articles if tree is None else self._cost(tree)
        self._asked += 1
        once = cost <= _MANY and self._asked <= _ONE_SHOT and "numpy" not in sys.modules
        if self._scan == "auto" and (cost <= _FEW or once):
            return plain
        from searchkit.engines.whoosh import arrays

        return arrays

    def _cost(self, tree: Selection) -> int:
        """About how many postings, and articles looked at one by one, answering takes."""
        match tree:
            case And(clauses) | Or(clauses) | Most(clauses, _) | Same(clauses):
                return sum(map(self._cost, clauses))
            case AtLeast(_, clause) | FieldMatch("title", clause) | Folded(clause):
                return self._cost(clause)
            case FieldMatch():
                return _CHEAP
            case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
                return sum(self._frequency(view, tree) for view in self._views)
            case Near(text, _):
                return sum(map(self._cost, map(Phrase, words(text))))
            case _:
                return self._articles

    def _frequency(self, view: View, term: Term) -> int:
        def compute() -> list[int]:
            field = view.segment.field("body")
            slots = self._slots(view, "body", field, term)
            postings = sum(_sized(map(field.postings, slot)) for slot in slots)
            starts = (
                min((_sized(map(field.place, slot)) for slot in slots), default=0) if len(slots) > 1 else 0
            )
            return [postings + starts]  # a phrase may start wherever its rarest word stands

        frequency: list[int] = view.remember(("frequency", identity(term)), compute)
        return frequency[0]

    def weights(self, ops: Operations, what: Scoring) -> list[Weights]:
        """What to score by, for every segment."""
        terms = [[self.hits(ops, view, each.field, each.term) for view in self._views] for each in what.terms]
        known = sum(any(map(len, found)) for found in terms)
        factors = [
            self._factor(ops, each, found, known) for each, found in zip(what.terms, terms, strict=True)
        ]
        exact = [
            [self.hits(ops, view, each.field, Phrase(each.word)) for view in self._views]
            for each in what.exact
        ]
        exact_factors = [
            ranking.repetition(each.qtf) * self._strength(ops, found, known)
            for each, found in zip(what.exact, exact, strict=True)
        ]
        return [
            Weights(
                [(found[i], factor) for found, factor in zip(terms, factors, strict=True) if factor],
                [(found[i], factor) for found, factor in zip(exact, exact_factors, strict=True) if factor],
                known,
                self._average,
                self.formula,
                self._fresh[i],
            )
            for i in range(len(self._views))
        ]

    def parts(self, what: Scoring, view: View, doc: int) -> Iterator[ScorePart]:
        """What `weights` come to for one article, term by term: see `base.Engine.score_parts`."""
        ops = self.operations()
        weights = self.weights(ops, what)[self._views.index(view)]
        formula = self.formula
        length = formula.weighted(view.segment.body_words[doc], view.segment.title_words[doc])
        norm = formula.length_norm(length, self._average)
        matched = sum(doc in found.docs for found, _ in weights.terms)
        share = ranking.coverage(matched, weights.known) * self.freshness(view, doc)
        terms = [(show(each.term), each.field, each.term) for each in what.terms]
        forms = [(each.word, each.field, Phrase(each.word)) for each in what.exact]
        for named, found, exact in ((terms, weights.terms, False), (forms, weights.exact, True)):
            frequencies = [
                (text, sum(len(self.hits(ops, each, field, term)) for each in self._views))
                for text, field, term in named
            ]
            living = [(text, df) for text, df in frequencies if df]
            for (text, df), (hits, factor) in zip(living, found, strict=True):
                if doc in hits.docs:
                    title, body = ops.frequency(hits, doc)
                    weight = factor * ranking.saturation(formula.weighted(body, title), norm) * share
                    value = weight * formula.exact if exact else weight
                    yield ScorePart(text, exact, title, body, df, float(value))

    def freshness(self, view: View, doc: int) -> float:
        """See `base.Engine.freshness`."""
        fresh = self._fresh[self._views.index(view)]
        return fresh[doc] if fresh else 1.0

    @cached_property
    def _fresh(self) -> list[list[float]]:
        """For every segment, what each of its articles keeps for its age: nothing if age does not count."""
        columns = (
            [view.segment.first_day.all().tolist() for view in self._views] if self.formula.half_life else []
        )
        days = {
            day
            for view, column in zip(self._views, columns, strict=False)
            for doc, day in enumerate(column)
            if day != NO_DATE and doc not in view.deleted
        }
        if not days:
            return [[] for _ in self._views]
        oldest, newest = min(days), max(days)
        kept = {day: self.formula.freshness(newest - day) for day in days}
        return [[kept.get(day, kept[oldest]) for day in column] for column in columns]

    def _factor(self, ops: Operations, scored: ScoringTerm, found: Sequence[Hits], known: int) -> float:
        own = self._strength(ops, found, known)
        if not own or known < ranking.BURSTS_FROM:  # by rarity alone nothing weighs more than the whole
            return ranking.repetition(scored.qtf) * own
        parts = [
            self._strength(ops, [self.hits(ops, view, scored.field, part) for view in self._views], known)
            for part in constituents(scored.term)
        ]
        return ranking.repetition(scored.qtf) * max([own, *parts])

    def _strength(self, ops: Operations, found: Sequence[Hits], known: int) -> float:
        df = sum(map(len, found))
        if not df:
            return 0.0
        bursts = known >= ranking.BURSTS_FROM
        return ranking.strength(self._articles, df, sum(map(ops.occurrences, found)) if bursts else df, known)


def _sized(bounds: Iterable[tuple[int, int]]) -> int:
    return sum(end - start for start, end in bounds)


def _live_words(views: Sequence[View], formula: Formula) -> float:
    """Weighted length of all articles that are not deleted."""
    weight, words = ranking.TITLE_WEIGHT, 0
    for view in views:
        title, body = view.segment.title_words, view.segment.body_words
        words += view.segment.words - sum(body[doc] + weight * title[doc] for doc in view.deleted)
    if formula.title == weight:  # the segments know that sum
        return words
    columns = [(view.segment.title_words, view.deleted) for view in views]
    titles = sum(sum(title.all()) - sum(title[doc] for doc in deleted) for title, deleted in columns)
    return formula.weighted(words - weight * titles, titles)
