"""Comma, semicolon or tab separated records under a line of field names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from searchkit.article import Article
from searchkit.ingest.base import MAX_ARTICLE, MAX_EXPORT, Blob, ReadError, ReadOptions, Skipped
from searchkit.ingest.charset import decode
from searchkit.ingest.fields import layout, mapped_fields
from searchkit.ingest.records import Records, day_order_in

_DELIMITERS = ",\t;|"
_SAMPLE = 5000  # rows that show how dates are written


def read(blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:
    """One article a row below the field names, numbered from 1."""
    csv.field_size_limit(MAX_ARTICLE)
    text = decode(blob.read(MAX_EXPORT), declared=blob.charset)
    mapped = mapped_fields(options.field_map)
    delimiter, names = max(
        ((mark, _header(text, mark)) for mark in _DELIMITERS),
        key=lambda choice: sum(map(bool, layout(choice[1], mapped).values())),
    )
    if not layout(names, mapped)["text"] and not layout(names, mapped)["title"]:
        raise ReadError("no column is named title or text; name yours with --map text=COLUMN")
    sample = islice(_rows(text, delimiter, names), _SAMPLE)
    records = Records(blob, options, day_first=day_order_in(sample, mapped))
    for number, row in enumerate(_rows(text, delimiter, names), 1):
        place = f"row {number}"
        if isinstance(row, str):
            yield Skipped(blob.name, f"{place} cannot be read ({row})")
        elif row:
            yield records.article(row, number, place)


def _rows(text: str, delimiter: str, names: tuple[str, ...]) -> Iterator[dict[str, str] | str]:
    """The rows below the field names, as records; for a bad one the reason."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    next(rows)
    while True:
        try:
            yield dict(zip(names, next(rows), strict=False))
        except csv.Error as error:
            yield str(error)
        except StopIteration:
            return


def _header(text: str, delimiter: str) -> tuple[str, ...]:
    return tuple(next(csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter), ()))
