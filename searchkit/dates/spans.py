"""Spans of days: the bounds of a day, month, quarter, season, part or year.

A `Bounds` is (first day, last day), both included; a date that cannot be is a ValueError.
"""

from __future__ import annotations

from datetime import date, timedelta

from searchkit.article import month_end

Bounds = tuple[date, date]

FIRST_YEAR, LAST_YEAR = 1450, 2199  # printing is younger than this, and no article is dated later
_TWO_DIGIT_PIVOT = 69  # POSIX strptime: 69-99 are 1969-1999, 00-68 are 2000-2068


def day(year: int, month: int, number: int) -> Bounds:
    """One day."""
    only = date(_plausible(year), month, number)
    return only, only


def month(year: int, number: int) -> Bounds:
    """A whole month."""
    return months(year, number, 1)


def months(year: int, start: int, count: int) -> Bounds:
    """`count` months from month `start` of `year`; they may run into the next year."""
    first = date(_plausible(year), start, 1)
    end = start + count - 2
    return first, month_end(year + end // 12, end % 12 + 1)


def quarter(year: int, number: int) -> Bounds:
    """A quarter of the year, 1 to 4."""
    return months(year, 3 * number - 2, 3)


def half(year: int, number: int) -> Bounds:
    """A half of the year, 1 or 2."""
    return months(year, 6 * number - 5, 6)


def year(number: int) -> Bounds:
    """A whole year."""
    return months(number, 1, 12)


def years(first: int, last: int) -> Bounds:
    """The years from `first` to `last`; `last` may have two digits (`2018-19`)."""
    if last < 100:
        last += first - first % 100
    if last < first:
        raise ValueError(f"{last} is before {first}")
    return year(first)[0], year(last)[1]


def decade(start: int) -> Bounds:
    """The ten years from `start`."""
    return years(start, start + 9)


def season(number: int, start: int) -> Bounds:
    """The season that begins in month `start`. Winter stands at both ends of a year: it is the whole year."""
    return year(number) if start == 12 else months(number, start, 3)


def winter(first: int, last: int) -> Bounds:
    """The winter from one year into the next (`Winter 2018-19`)."""
    if last not in (first + 1, (first + 1) % 100):
        raise ValueError("a winter ends in the next year")
    return months(first, 12, 3)


def third_of_month(year: int, number: int, third: int) -> Bounds:
    """Early, mid or late (0, 1, 2) in a month: its first ten days, the next ten, the rest."""
    first, last = month(year, number)
    starts = [first + timedelta(days=10 * i) for i in range(3)]
    return starts[third], last if third == 2 else starts[third + 1] - timedelta(days=1)


def third_of_year(number: int, third: int) -> Bounds:
    """Early, mid or late (0, 1, 2) in a year: four months each."""
    return months(number, 4 * third + 1, 4)


def week(year: int, number: int) -> Bounds:
    """An ISO 8601 week, Monday to Sunday."""
    monday = date.fromisocalendar(_plausible(year), number, 1)
    return monday, monday + timedelta(days=6)


def full_year(two_digits: int, today: date | None) -> int:
    """The year of two digits: the latest not after `today`, or by the POSIX pivot when that is not given."""
    if today is None:
        return two_digits + (1900 if two_digits >= _TWO_DIGIT_PIVOT else 2000)
    century = today.year - today.year % 100
    return two_digits + (century if two_digits <= today.year % 100 else century - 100)


def _plausible(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{year} is not a year an article is dated")
    return year
