"""Looking around in what was found: the values of its fields, and its articles over time.

Every count is of the articles that a search for the same finds. Values that are one, an author however printed
or a name in all its forms, are counted as one, and an article that has two of them once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from searchkit.analysis import words
from searchkit.archive.answer import Index, SearchResults
from searchkit.archive.looking.periods import By, Period, period_of
from searchkit.archive.whoiswho.same import ONE_BY_FORMS, named

SPLITS = ("author", "source", "name", "person", "org", "place", "topic", "lang")
"""Fields a timeline can be split by."""

_FEW_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field, how many of the articles found have it, and its forms if it has several."""

    text: str
    articles: int
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a field in the articles found: those that most articles have first, then by value."""

    field: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The periods that have articles, in order.

    `vague` articles have a date that does not say which period ("2018", by month), `undated` ones have none;
    together with those of the periods they are all that were found.
    """

    periods: tuple[Period, ...]
    vague: int
    undated: int


@dataclass(frozen=True, slots=True)
class Strand:
    """One part of a split timeline: a value, and its articles in each period. Without a value: all others."""

    value: str
    articles: tuple[int, ...]
    total: int


def facets(
    index: Index, results: SearchResults, fields: Sequence[str], *, aliases: bool = True
) -> tuple[Facet, ...]:
    """The values of each field (of `engines.fields.FACETS`) in the articles found.

    Without `aliases` every form is a value of its own.
    """
    return tuple(_facet(index, results, field, aliases and field in ONE_BY_FORMS) for field in fields)


def _facet(index: Index, results: SearchResults, field: str, joined: bool) -> Facet:
    if joined:
        found = [Value(name, len(keys), forms) for name, keys, forms in _joined(index, results, field)]
    else:
        found = [Value(*each) for each in index.engine.facet_counts(results.query, field)]
    return Facet(field, tuple(sorted(found, key=lambda value: (-value.articles, value.text))))


def _joined(index: Index, results: SearchResults, field: str) -> list[tuple[str, set[int], tuple[str, ...]]]:
    """The values that are one together: their name, the articles that have any of them, their forms."""
    having = index.engine.holders(results.query, field)
    counts = {value: len(keys) for value, keys in having.items()}
    return [
        (each.name, set[int]().union(*(having[value] for value in each.values)), each.forms)
        for each in named(index, field, counts)
    ]


def containing(facet: Facet, text: str) -> Facet:
    """The values that have a text in them, or in one of their forms, whatever its case and accents."""
    wanted = _folded(text)
    kept = (v for v in facet.values if any(wanted in _folded(form) for form in (v.text, *v.forms)))
    return Facet(facet.field, tuple(kept))


def _folded(text: str) -> str:
    return " ".join(words(text)) or text


def timeline(index: Index, results: SearchResults, by: By) -> Timeline:
    """How many of the articles found are of each period."""
    counts = Counter[tuple[date, date]]()
    vague = dated = 0
    for (first, last), articles in index.engine.date_counts(results.query).items():
        dated += articles
        period = period_of(first, by)
        if last <= period[1]:
            counts[period] += articles
        else:
            vague += articles
    periods = tuple(Period(*period, articles) for period, articles in sorted(counts.items()))
    return Timeline(periods, vague, results.total - dated)


def overview(index: Index, results: SearchResults) -> tuple[Timeline, By]:
    """The articles found by month if that are few months and most dates say which, else by year."""
    months = timeline(index, results, "month")
    if months.periods and sum(period.articles for period in months.periods) > months.vague:
        first, last = months.periods[0].first, months.periods[-1].first
        if 12 * (last.year - first.year) + last.month - first.month < _FEW_MONTHS:
            return months, "month"
    return timeline(index, results, "year"), "year"


def strands(
    index: Index,
    results: SearchResults,
    periods: Sequence[Period],
    by: By,
    field: str,
    most: int,
    *,
    aliases: bool = True,
) -> tuple[Strand, ...]:
    """The articles of each period that have each of the `most` commonest values of a field, then those with none.

    An article with two of the values is in both strands, so strands may add up to more than their periods.
    """
    place = {(period.first, period.last): number for number, period in enumerate(periods)}
    when: dict[int, int] = {}
    for key, (first, last) in index.engine.dates(results.query).items():
        if last <= (period := period_of(first, by))[1]:
            when[key] = place[period]
    if aliases and field in ONE_BY_FORMS:
        values = [(name, keys & when.keys()) for name, keys, _ in _joined(index, results, field)]
    else:
        values = [
            (name, keys & when.keys()) for name, keys in index.engine.holders(results.query, field).items()
        ]
    values.sort(key=lambda value: (-len(value[1]), value[0]))
    shown = [(name, keys) for name, keys in values[:most] if keys]
    others = when.keys() - {key for _, keys in shown for key in keys}
    if others:
        shown.append(("", set(others)))
    return tuple(_strand(name, keys, when, len(periods)) for name, keys in shown)


def _strand(name: str, keys: set[int], when: dict[int, int], periods: int) -> Strand:
    counts = Counter(when[key] for key in keys)
    return Strand(name, tuple(counts[number] for number in range(periods)), len(keys))
