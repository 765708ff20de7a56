"""Looking around in what was found: the values of its fields, and its articles over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from searchkit.archive.answer import Index, SearchResults
from searchkit.article import month_end

By = Literal["year", "month", "week"]


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a field in the articles found, and how many have each: the most frequent first."""

    field: str
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Period:
    """The articles of a year, a month or a week (Monday to Sunday)."""

    first: date
    last: date
    articles: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The periods that have articles, in order.

    `vague` articles have a date that does not say which period ("2018", by month), `undated` ones have none;
    together with those of the periods they are all that were found.
    """

    periods: tuple[Period, ...]
    vague: int
    undated: int


def facets(index: Index, results: SearchResults, fields: Sequence[str]) -> tuple[Facet, ...]:
    """The values of each field (of `engines.fields.FACETS`) in the articles found."""
    return tuple(Facet(field, tuple(index.engine.facet_counts(results.query, field))) for field in fields)


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


def period_of(day: date, by: By) -> tuple[date, date]:
    """First and last day of the year, month or week a day is in."""
    match by:
        case "year":
            return date(day.year, 1, 1), date(day.year, 12, 31)
        case "month":
            return day.replace(day=1), month_end(day.year, day.month)
        case "week":
            before = min(day.weekday(), day.toordinal() - 1)  # the calendar starts on a Monday
            monday = day - timedelta(days=before)
            return monday, date.fromordinal(min(monday.toordinal() + 6, date.max.toordinal()))


def empty_between(earlier: Period, later: Period, by: By) -> int:
    """How many periods without articles lie between two."""
    match by:
        case "year":
            return later.first.year - earlier.first.year - 1
        case "month":
            years = later.first.year - earlier.first.year
            return 12 * years + later.first.month - earlier.first.month - 1
        case "week":
            return (later.first - earlier.first).days // 7 - 1
