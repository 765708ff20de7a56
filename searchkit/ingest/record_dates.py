"""Dates in fields of records: ISO text, numbers of seconds, objects, and whatever else is printed there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from searchkit.article import DateSpan
from searchkit.dates import parse_printed

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YEARS = range(1000, 3000)
_SECONDS = range(10_000_000, 10_000_000_000)  # 1970 to 2286, as seconds
_DAYS = range(1700_00_00, 2300_00_00)  # 20180830


def record_date(value: Any, origin: str, day_first: bool | None, today: date | None) -> DateSpan | None:
    """The date in a field, as precise as it stands there; None if there is none or more than one reading."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return _text(value, origin, day_first, today)
    if isinstance(value, date):  # TOML has dates of its own
        return _text(value.isoformat(), origin, day_first, today)
    if isinstance(value, int | float):
        return _number(value, str(value), origin)
    if isinstance(value, dict):
        if "$date" in value or "value" in value:
            return record_date(value.get("$date", value.get("value")), origin, day_first, today)
        parts = [value.get(part) for part in ("year", "month", "day")]
        return _text(
            "-".join(f"{part:02}" for part in parts if isinstance(part, int)), origin, day_first, today
        )
    if isinstance(value, list) and value:
        return record_date(value[0], origin, day_first, today)
    return None


@lru_cache(maxsize=8192)
def _text(text: str, origin: str, day_first: bool | None, today: date | None) -> DateSpan | None:
    printed = text.strip()
    if printed.isdigit() and printed.isascii():
        return _number(int(printed[:20]), printed, origin)
    if printed[4:5] == "-" and printed[7:8] == "-" and (len(printed) == 10 or not printed[10].isdigit()):
        try:
            day = date.fromisoformat(printed[:10])
        except ValueError:
            return None
        return DateSpan(day, day, printed, origin)
    try:
        return DateSpan.from_iso(printed, printed, origin)
    except ValueError:
        span = parse_printed(printed, day_first=day_first, today=today)
    return span and DateSpan(span.first, span.last, printed, origin)


def _number(value: float, printed: str, origin: str) -> DateSpan | None:
    """A year, a day written 20180830, or seconds or milliseconds since 1970 (in UTC)."""
    try:
        whole = int(value)
        if whole in _YEARS:
            return DateSpan(date(whole, 1, 1), date(whole, 12, 31), printed, origin)
        if whole in _DAYS:
            day = date(whole // 10_000, whole // 100 % 100, whole % 100)
        else:
            seconds = whole if whole in _SECONDS else whole // 1000
            if seconds not in _SECONDS:
                return None
            day = (_EPOCH + timedelta(seconds=seconds)).date()
    except (ValueError, OverflowError):  # no such day, or not a number
        return None
    return DateSpan(day, day, printed, origin)
