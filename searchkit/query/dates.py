"""The dates of a query: how the text after `date:`, `since:` and the like becomes a span of days.

2018   2018-08   2018-08-30             read here
last summer   two weeks ago             counted from today by `relative`
30 Aug 2018   mid-2018   Q3 2018        read by `searchkit.dates`, as precisely as printed
2018-08..2019-01   2018..   ..2019      from the first day of the one to the last day of the other
03/04/2018                              refused: it has two readings
"""

from __future__ import annotations

from datetime import date, timedelta

from searchkit.article import DateSpan
from searchkit.errors import QuerySyntaxError

from .nodes import DateRange

HINT = 'Dates look like 2018, 2018-08, 2018-08-30, 2018-08..2019-01, "30 Aug 2018", "last summer"'
_YEARS = range(1000, 3000)  # beyond these, a number is no year and a day before or after it may not exist
_DAY = timedelta(days=1)


def date_range(field: str, text: str, *, today: date) -> DateRange:
    """The range that `field` ("date", "since", "until", "before" or "after") makes of a date.

    Raises QuerySyntaxError, its place counted in `text`.
    """
    if field == "date":
        return _between(text, today)
    if ".." in text:
        raise _error(f"{field}: takes one date", text, f"A range is written date:{text}")
    period = parse_period(text, today=today)
    match field:
        case "since":
            return DateRange(period.first, None)
        case "after":
            return DateRange(period.last + _DAY, None)
        case "before":
            return DateRange(None, period.first - _DAY)
        case _:
            return DateRange(None, period.last)


def parse_period(text: str, *, today: date) -> DateSpan:
    """The days that a date as people type it stands for; `printed` is the text.

    Raises QuerySyntaxError if it is no date or has two readings; its place is counted in `text`.
    """
    span = _iso(text.strip()) or _worded(text, today)
    if span.first.year not in _YEARS or span.last.year not in _YEARS:
        raise _not_a_date(text)
    return span


def _between(text: str, today: date) -> DateRange:
    start, dots, end = text.partition("..")
    if not dots:
        period = parse_period(text, today=today)
        return DateRange(period.first, period.last)
    if not start.strip() and not end.strip():
        raise _not_a_date(text)
    first = parse_period(start, today=today).first if start.strip() else None
    last = parse_period(end, today=today).last if end.strip() else None
    if first and last and last < first:
        raise _error(f'"{text}" ends before it starts', text, f"The earlier date goes first: {end}..{start}")
    return DateRange(first, last)


def _iso(text: str) -> DateSpan | None:
    try:
        return None if ".." in text else DateSpan.from_iso(text, text)
    except ValueError:
        return None


def _worded(text: str, today: date) -> DateSpan:
    from searchkit.dates import readings

    from .relative import read_relative

    if text.startswith(("<", ">", "=")):
        raise _error(
            f'"{text}" is not a date', text, "Write since:2018, after:2018, before:2018 or until:2018"
        )
    if bounds := read_relative(text, today):
        return DateSpan(*bounds, text)
    found = readings(text, today=today)
    if len(found) > 1:
        several = " or ".join(span.iso for span in found)
        raise _error(f'"{text}" may be {several}', text, f"Write the one that is meant: {several}")
    if not found:
        raise _not_a_date(text)
    return found[0]


def _not_a_date(text: str) -> QuerySyntaxError:
    return _error(f'"{text}" is not a date', text, HINT)


def _error(message: str, text: str, hint: str) -> QuerySyntaxError:
    return QuerySyntaxError(message, text, 0, len(text), hint)
