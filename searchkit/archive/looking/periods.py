"""Years, months and weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from searchkit.article import month_end

By = Literal["year", "month", "week"]


@dataclass(frozen=True, slots=True)
class Period:
    """The articles of a year, a month or a week (Monday to Sunday)."""

    first: date
    last: date
    articles: int


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
    """How many periods lie between two."""
    match by:
        case "year":
            return later.first.year - earlier.first.year - 1
        case "month":
            years = later.first.year - earlier.first.year
            return 12 * years + later.first.month - earlier.first.month - 1
        case "week":
            return (later.first - earlier.first).days // 7 - 1
