"""Dates in figures only: ISO 8601, `30/08/2018`, `2018年8月30日`, `20180830`, seconds since 1970."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Literal

from . import spans
from .spans import Bounds

Order = Literal["certain", "dmy", "mdy", "ymd"]

# Strings: `re` compiles and keeps each one when it is first used, so importing this costs nothing.
_YEAR_FIRST = r"(?a)(\d{4})\s?([-/. ])\s?(\d{1,2})\s?\2\s?(\d{1,2})\.?"
_YEAR_LAST = r"(?a)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|'?\d{2})\.?"
_EAST_ASIAN = r"(?a)(\d{4})\s?[年년]\s?(?:(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日일]?)?)?"
_MONTH = r"(?a)(\d{4})[-/.](\d{1,2})"
_MONTH_FIRST = r"(?a)(\d{1,2})[-/.](\d{4})"
_DECADE = r"(?a)(\d{3}0)'?s"
_COMPACT = r"(?a)(\d{4})(\d\d)(\d\d)(?:\d{4}|\d{6})?z?"
_EPOCH = r"(?a)(\d{10})(?:\d{3}|\.\d+)?"


def numeric_readings(core: str, today: date | None) -> list[tuple[Order, Bounds]]:
    """Every reading of a date in figures, each with the order of its parts; none if it is not one.

    Readings that mean the same day are one. Bounds that cannot be (30 February) are no reading.
    """
    found: dict[Bounds, Order] = {}
    for order, bounds in _readings(core, today):
        found.setdefault(bounds, order)
    return [(order, bounds) for bounds, order in found.items()]


def _readings(core: str, today: date | None) -> Iterator[tuple[Order, Bounds]]:
    if match := re.fullmatch(_YEAR_LAST, core):
        yield from _year_last(int(match[1]), int(match[3]), match[4], today)
    elif match := re.fullmatch(_YEAR_FIRST, core) or re.fullmatch(_COMPACT, core):
        yield from _reading("certain", spans.day, match[1], *match.groups()[-2:])
    if match := re.fullmatch(_EPOCH, core):
        yield from _reading("certain", _epoch, match[1])
    elif match := re.fullmatch(_EAST_ASIAN, core):
        reader = spans.day if match[3] else spans.month if match[2] else spans.year
        yield from _reading("certain", reader, *filter(None, match.groups()))
    elif match := re.fullmatch(_MONTH, core):
        yield from _reading("certain", spans.month if int(match[2]) <= 12 else spans.years, *match.groups())
    elif match := re.fullmatch(_MONTH_FIRST, core):
        yield from _reading("certain", spans.month, match[2], match[1])
    elif match := re.fullmatch(_DECADE, core):
        yield from _reading("certain", spans.decade, match[1])


def _year_last(one: int, two: int, last: str, today: date | None) -> Iterator[tuple[Order, Bounds]]:
    """Both orders of `03/04/2018`, and the year-first one as well when the year has two digits."""
    year = int(last) if len(last) == 4 else spans.full_year(int(last.lstrip("'")), today)
    yield from _reading("dmy", spans.day, year, two, one)
    yield from _reading("mdy", spans.day, year, one, two)
    if len(last) == 2:
        yield from _reading("ymd", spans.day, spans.full_year(one, today), two, last)


def _reading(
    order: Order, reader: Callable[..., Bounds], *values: str | int
) -> Iterator[tuple[Order, Bounds]]:
    try:
        bounds = reader(*map(int, values))
    except ValueError:
        return
    yield order, bounds


def _epoch(seconds: int) -> Bounds:
    """The day, in UTC, of seconds since 1970."""
    instant = datetime.fromtimestamp(seconds, UTC)
    return spans.day(instant.year, instant.month, instant.day)
