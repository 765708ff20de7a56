"""Items of CSL-JSON, the input of citation processors and of Zotero, Pandoc and others.

The schema `csl-data.json` of CSL 1.0.2 (github.com/citation-style-language/schema).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from searchkit.archive.cite.people import CitedAuthor
from searchkit.archive.cite.reference import Citation, Reference, is_whole_years
from searchkit.article import DateSpan, month_end


def cite(references: Sequence[Reference]) -> list[Citation]:
    """The JSON text of an item each."""
    return [Citation(json.dumps(item(one), ensure_ascii=False, indent=2)) for one in references]


def item(one: Reference) -> dict[str, Any]:
    """An item. The paragraph, which CSL has no place for, stands in `custom`."""
    found: dict[str, Any] = {
        "id": one.anchor,
        "type": "article-newspaper" if one.source else "webpage" if one.url else "document",
        "title": one.title,
        "author": [_name(author) for author in one.authors],
        "container-title": one.source,
        "issued": _date(one.published) if one.published else None,
        "URL": one.url,
        "language": one.language,
    }
    if one.paragraph is not None:
        found["custom"] = {"article": one.id, "paragraph": one.paragraph + 1}
    return {name: value for name, value in found.items() if value}


def _name(author: CitedAuthor) -> dict[str, Any]:
    if author.literal:
        return {"literal": author.literal}
    parts: dict[str, Any] = {
        "family": author.family,
        "given": author.given,
        "non-dropping-particle": author.particle,
        "suffix": author.suffix,
        "static-ordering": author.family_first,
    }
    return {name: value for name, value in parts.items() if value}


def _date(span: DateSpan) -> dict[str, Any]:
    """As precise as it is known: year, year and month, or a day; a span by its two ends."""
    first, last = span.first, span.last
    size = 3
    if is_whole_years(span):
        size = 1
    elif first.day == 1 and last == month_end(last.year, last.month):
        size = 2
    ends = [_parts(first)[:size], _parts(last)[:size]]
    return {"date-parts": ends[:1] if ends[0] == ends[1] else ends}


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]
