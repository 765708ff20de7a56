"""JSON Lines: one record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from searchkit.article import Article
from searchkit.dates import day_order
from searchkit.ingest.base import MAX_ARTICLE, MAX_EXPORT, Blob, ReadOptions, Skipped
from searchkit.ingest.charset import decode
from searchkit.ingest.fields import mapped_fields
from searchkit.ingest.lines import RUN
from searchkit.ingest.records import Records, dates_in, day_order_in


def read(blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:
    """One article a line, numbered from 1; empty lines count but are passed over."""
    lines = enumerate(_lines(blob.read(MAX_EXPORT)), blob.first_line)
    values = [(number, _parsed(line)) for number, line in lines if line and not line.isspace()]
    day_first = _day_first(blob, [value for _, value in values], mapped_fields(options.field_map))
    records = Records(blob, options, day_first=day_first)
    for number, value in values:
        if isinstance(value, _Bad):
            yield Skipped(blob.name, f"line {number} {value.reason}")
        else:
            yield records.article(value, number, f"line {number}")


def _day_first(blob: Blob, values: list[Any], mapped: tuple[tuple[str, str], ...]) -> bool | None:
    """Whether dates are written day first, by those of a run of lines or, if they do not tell, of the lines around."""
    dates = dates_in(values, mapped)
    order = day_order(dates)
    if order is None and dates and blob.run and blob.file:
        with blob.file.open("rb") as file:
            file.seek(max(0, blob.run.start - RUN))
            around = file.read(RUN + blob.run.length + RUN)
        order = day_order_in(map(_parsed, around.split(b"\n")), mapped)
    return order


@dataclass(frozen=True, slots=True)
class _Bad:
    reason: str


def _parsed(line: bytes) -> Any:
    """The value on a line, or _Bad."""
    if len(line) > MAX_ARTICLE:
        return _Bad(f"has over {MAX_ARTICLE // 1_000_000} MB of text")
    try:
        return msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError):
        return _judged(line)


def _judged(line: bytes) -> Any:
    """The same by Python's own reader, which takes three times as long, allows NaN, and tells what is wrong."""
    try:
        return json.loads(_text(line))
    except RecursionError:
        return _Bad("is nested too deeply")
    except json.JSONDecodeError as error:
        return _Bad(f"is not JSON ({error.msg}, column {error.colno})")
    except ValueError:
        return _Bad("has a number that is too long")


def _lines(data: bytes) -> list[bytes]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16
        data = decode(data).encode()
    return data.split(b"\n")


def _text(line: bytes) -> str:
    try:
        return line.decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        return decode(line)
