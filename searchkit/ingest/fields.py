"""Which fields of an exported record hold what, in the exports people have, and the text of their values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from searchkit.errors import UsageError

# Names of fields in exports, best first, in lower case without separators ("Pub_Date" is "pubdate").
NAMES: Mapping[str, tuple[str, ...]] = {
    field: tuple(names.split())
    for field, names in {
        "id": "id uuid uid guid docid documentid articleid docno slug",
        "title": "title headline webtitle articletitle pagetitle heading subject name",
        "text": "text body content articlebody fulltext bodytext maintext articletext plaintext contenttext"
        " textcontent rawtext cleanedtext storytext bodyhtml contenthtml htmlcontent html rawhtml story"
        " article transcript description summary abstract excerpt leadparagraph snippet",
        "authors": "author authors byline bylines creator creators writer writers reporter authorname"
        " authornames dccreator publishedby",
        "date": "datepublished published publishedat publishedon publishdate publisheddate publicationdate"
        " webpublicationdate pubdate datepublish publishingdate publishedtime publishtime firstpublished"
        " firstpublishedat date dcdate articledate timestamp created createdat datecreated createdutc year",
        "source": "source publisher sitename site publication publicationtitle newspaper outlet sourcename"
        " provider journal sourcehostname hostname domain sourcedomain domainname",
        "url": "url link weburl canonicalurl permalink articleurl sourceurl resolvedurl originalurl"
        " externalurl href uri mainentityofpage",
        "language": "language lang inlanguage languagecode locale",
        "topics": "topics tags categories keywords section topic category articlesection sectionname labels",
    }.items()
}
_ALIASES = {
    "author": "authors",
    "published": "date",
    "body": "text",
    "lang": "language",
    "topic": "topics",
    "tags": "topics",
}
# Objects that hold the fields proper, as in search engine dumps and web APIs.
_INNER = ("_source", "fields", "article", "attributes", "document", "doc", "data", "metadata")
_INNER_SET = frozenset(_INNER)
# Where the text of a value stands that is an object, best first.
_VALUE_KEYS = (
    "name", "rendered", "main", "value", "text", "title", "label", "fullname", "displayname",
    "original", "content", "html", "#text", "_", "$t", "$date", "$oid",
)  # fmt: skip
_MAX_LIST = 10_000  # characters of a list printed into a text field
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_DEPTH = 4  # how deep values are looked into

Layout = Mapping[str, tuple[str, ...]]


def mapped_fields(field_map: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The pairs (field of an article, field of the export) of a `--map`.

    Raises UsageError for a field articles do not have.
    """
    pairs = [(_ALIASES.get(field, field), key) for field, key in field_map.items()]
    for field, key in pairs:
        if field not in NAMES:
            known = ", ".join(NAMES)
            raise UsageError(f"--map {field}={key}: articles have no field {field}.", f"They have {known}.")
    return tuple(pairs)


@lru_cache(maxsize=1024)
def layout(keys: tuple[str, ...], mapped: tuple[tuple[str, str], ...] = ()) -> Layout:
    """For each field of an article the keys of a record that may hold it, best first."""
    by_name: dict[str, str] = {}
    for key in keys:
        by_name.setdefault("".join(c for c in key.casefold() if c.isalnum()), key)
    found = {field: [by_name[name] for name in names if name in by_name] for field, names in NAMES.items()}
    for field, key in mapped:
        if key in keys:
            found[field].insert(0, key)
    return {field: tuple(holders) for field, holders in found.items()}


def unwrapped(record: Mapping[str, Any], mapped: tuple[tuple[str, str], ...] = ()) -> Mapping[str, Any]:
    """The record together with the fields of the objects that wrap its content and the mapped inner ones."""
    out = record
    if not _INNER_SET.isdisjoint(record):
        for key in _INNER:
            inner = record.get(key)
            if isinstance(inner, dict):
                out = {**inner, **out}
    for _, path in mapped:
        if "." in path and path not in out:
            value: Any = record
            for step in path.split("."):
                value = value.get(step) if isinstance(value, dict) else None
            out = {**out, path: value}
    return out


def plain(value: Any, depth: int = _DEPTH) -> str:
    """The text of a value: a string or number itself, the telling part of an object, the lines of a list."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None or depth == 0:
        return ""
    if isinstance(value, dict):
        folded = {str(key).lower(): part for key, part in value.items()}
        return next(filter(None, (plain(folded.get(key), depth - 1) for key in _VALUE_KEYS)), "")
    if isinstance(value, list):
        return "\n\n".join(filter(None, (plain(part, depth - 1) for part in value)))
    return str(value)


def values(value: Any) -> Iterator[Any]:
    """The parts of a value that may be a list, or a string that is one as Python and JSON print it."""
    if isinstance(value, str) and value.startswith("[") and value.endswith("]"):
        printed = _QUOTED.findall(value[:_MAX_LIST])
        value = [re.sub(r"\\(.)", r"\1", single or double) for single, double in printed] or value[1:-1]
    if isinstance(value, list):
        yield from value
    elif value:
        yield value
