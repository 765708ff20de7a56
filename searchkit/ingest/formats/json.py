"""JSON: one record, a list of records, or an object that holds such a list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from searchkit.article import Article
from searchkit.ingest.base import MAX_EXPORT, Blob, ReadError, ReadOptions, Skipped
from searchkit.ingest.charset import decode
from searchkit.ingest.fields import layout, mapped_fields, plain
from searchkit.ingest.records import Records, day_order_in

_LISTS = (
    "articles", "items", "results", "docs", "documents", "posts", "entries", "stories", "records", "hits",
    "data",
)  # fmt: skip
_ABOUT = ("description", "summary")  # what a list of articles says about itself
_WRAPPERS = ("response", "hits", "data", "result", "feed", "channel")  # {"response": {"docs": […]}}


def read(blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:
    """The article of a single record, or one for each record of a list."""
    try:
        value = json.loads(decode(blob.read(MAX_EXPORT), declared=blob.charset))
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":  # a record a line, by another name
            yield replace(blob, kind="jsonl")
            return
        raise ReadError(f"not JSON ({error.msg}, line {error.lineno})") from error
    listed = _listed(value)
    if listed is None:
        yield Records(blob, options, lone=True).article(value, 1, "the record")
        return
    source = plain(value.get("title")) if isinstance(value, dict) else ""  # a JSON Feed names itself
    mapped = mapped_fields(options.field_map)
    records = Records(blob, options, source=source, day_first=day_order_in(listed, mapped))
    for number, record in enumerate(listed, 1):
        yield records.article(record, number, f"record {number}")


def _listed(value: Any) -> list[Any] | None:
    """The list of records in a JSON value; None if the value is a record itself."""
    if isinstance(value, list):
        return value
    if (
        not isinstance(value, dict)
        or layout(tuple(key for key in value if key.lower() not in _ABOUT))["text"]
    ):
        return None
    for key in _LISTS:
        if isinstance(value.get(key), list):
            return list(value[key])
    for key in _WRAPPERS:
        if isinstance(value.get(key), dict) and (inner := _listed(value[key])) is not None:
            return inner
    return None
