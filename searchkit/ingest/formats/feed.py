"""RSS and Atom: one article an entry."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from searchkit.article import Article
from searchkit.ingest.base import Blob, ReadOptions, Skipped
from searchkit.ingest.records import Records
from searchkit.ingest.xml import local_name, parse_xml, serialised, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# Elements of an entry -> field of a record. The day an entry was changed is no date of publication.
_FIELDS = {
    "guid": "id", "id": "id", "title": "title", "language": "language",
    "pubdate": "published", "published": "published", "issued": "published", "date": "published",
}  # fmt: skip
_TEXTS = ("encoded", "content", "description", "summary")  # content:encoded is the whole text; best first


def read(blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:
    """The entries in order; the feed's own title is their source."""
    root = parse_xml(blob.read())
    entries = [element for element in root.iter() if local_name(element) in ("item", "entry")]
    channel = next((element for element in root if local_name(element) == "channel"), root)
    about = {local_name(child): text_of(child) for child in channel}
    records = Records(blob, options, source=about.get("title", ""))
    for number, entry in enumerate(entries, 1):
        record = _record(entry)
        record.setdefault("language", about.get("language", ""))
        yield records.article(record, number, f"entry {number}")


def _record(entry: _Element) -> dict[str, Any]:
    """The entry as a record with fields `Records` knows."""
    record: dict[str, Any] = {}
    authors: list[str] = []
    tags: list[str] = []
    texts: dict[str, str] = {}
    for child in entry:
        name = local_name(child)
        field = _FIELDS.get(name, "")
        if name in ("author", "creator"):
            authors.append(_author(child))
        elif name in ("category", "subject"):
            tags.append(child.get("term") or text_of(child))
        elif name in _TEXTS:
            texts[name] = _markup(child)
        elif name == "link":
            if child.get("rel", "alternate") == "alternate":
                record.setdefault("url", child.get("href") or text_of(child))
        elif field:
            record.setdefault(field, text_of(child))
    markup = next((texts[name] for name in _TEXTS if texts.get(name)), "")
    return {**record, "authors": authors, "tags": tags, "content_html": markup}


def _author(element: _Element) -> str:
    """The name in an author element: its `name` in Atom, in RSS the text, which may be "mail (name)"."""
    for child in element:
        if local_name(child) == "name":
            return text_of(child)
    text = text_of(element)
    return text[text.index("(") + 1 : -1] if "@" in text and "(" in text and text.endswith(")") else text


def _markup(element: _Element) -> str:
    """The HTML of a text: escaped inside the element, or for type="xhtml" as elements of it."""
    if element.get("type") == "xhtml":
        return serialised(element)
    text = text_of(element)
    return html.escape(text) if element.get("type") == "text" else text
