"""Dates that count from today.

today, yesterday, friday, last friday       that day; "friday" may be today, "last friday" is not
two weeks ago, 3 months ago                 the day so long before today
this week, last month, last year            calendar weeks (Monday to Sunday), months, quarters and years
past month, last 30 days                    from so long before today up to today
last summer, last august                    the latest that is over
this summer, this august                    the one that is on, or else this year's
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from searchkit.article import month_end

Bounds = tuple[date, date]


def _numbered(words: str, start: int) -> dict[str, int]:
    return {word: number for number, word in enumerate(words.split(), start)}


_NUMBERS = _numbered("one two three four five six seven eight nine ten eleven twelve", 1) | {"a": 1, "an": 1}
_WEEKDAYS = _numbered("monday tuesday wednesday thursday friday saturday sunday", 0) | _numbered(
    "mon tue wed thu fri sat sun", 0
)
_MONTHS = _numbered(
    "january february march april may june july august september october november december", 1
) | _numbered("jan feb mar apr may jun jul aug sep oct nov dec", 1)
_SEASONS = {
    "spring": 3,
    "summer": 6,
    "autumn": 9,
    "fall": 9,
    "winter": 12,
}  # first month of three, in the north
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
_DAYS_IN = {"day": 1, "week": 7}

_NAMED = re.compile(r"(?:(last|previous|past|this|current) )?([a-z]+)")
_ROLLING = re.compile(r"(?:last|previous|past) ([a-z]+|[0-9]{1,4}) ([a-z]+)")
_AGO = re.compile(r"([a-z]+|[0-9]{1,4}) ([a-z]+) ago")


def read_relative(text: str, today: date) -> Bounds | None:
    """The first and last day meant by a text that counts from `today`, or None if it does not."""
    plain = " ".join(text.casefold().split()).removeprefix("the ")
    try:
        if match := _AGO.fullmatch(plain):
            day = _before(today, match[1], match[2])
            return (day, day) if day else None
        if match := _ROLLING.fullmatch(plain):
            day = _before(today, match[1], match[2])
            return (day, today) if day else None
        match = _NAMED.fullmatch(plain)
        return _named(match[1] or "", match[2], today) if match else None
    except (ValueError, OverflowError):  # before the first day a calendar has
        return None


def _named(which: str, name: str, today: date) -> Bounds | None:
    last = which in ("last", "previous", "past")
    if name in _WEEKDAYS and which not in ("this", "current"):
        return _one(today - timedelta((today.weekday() - _WEEKDAYS[name]) % 7 or (7 if last else 0)))
    if not which:
        return _one(today - timedelta(name == "yesterday")) if name in ("today", "yesterday") else None
    if name in _SEASONS:
        return _recurring(_SEASONS[name], 3, today, over=last)
    if name in _MONTHS:
        return _recurring(_MONTHS[name], 1, today, over=last)
    if which == "past":
        day = _before(today, "one", name)
        return (day, today) if day else None
    return _calendar(name, today, -1 if last else 0)


def _calendar(unit: str, today: date, offset: int) -> Bounds | None:
    """The week, month, quarter or year `offset` after the one that today is in."""
    if unit == "week":
        monday = today + timedelta(7 * offset - today.weekday())
        return monday, monday + timedelta(6)
    if unit not in _MONTHS_IN:
        return None
    size = _MONTHS_IN[unit]
    year, month = divmod(((today.year * 12 + today.month - 1) // size + offset) * size, 12)
    return _months(year, month + 1, size)


def _recurring(start: int, count: int, today: date, *, over: bool) -> Bounds:
    """The `count` months from month `start` that are over, or that are on (else this year's)."""
    this_year = _months(today.year, start, count)
    years = (today.year, today.year - 1, today.year - 2)
    for first, last in (_months(year, start, count) for year in years):
        if last < today if over else first <= today <= last:
            return first, last
    return this_year


def _before(today: date, number: str, unit: str) -> date | None:
    """The day so many days, weeks, months or years before today; a month's end stands for a day it lacks."""
    count = int(number) if number.isdecimal() else _NUMBERS.get(number)
    unit = unit.removesuffix("s")
    if count is None:
        return None
    if unit in _DAYS_IN:
        return today - timedelta(count * _DAYS_IN[unit])
    if unit not in _MONTHS_IN:
        return None
    year, month = divmod(today.year * 12 + today.month - 1 - count * _MONTHS_IN[unit], 12)
    return date(year, month + 1, min(today.day, month_end(year, month + 1).day))


def _months(year: int, start: int, count: int) -> Bounds:
    """`count` months from month `start` of a year; they may run into the next one."""
    end = start + count - 2
    return date(year, start, 1), month_end(year + end // 12, end % 12 + 1)


def _one(day: date) -> Bounds:
    return day, day
