"""An EPUB book: one article a chapter that has text, in reading order."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zipfile import ZipFile

from searchkit.article import Article
from searchkit.ingest.base import (
    MAX_ARTICLE,
    Blob,
    ReadError,
    ReadOptions,
    Skipped,
    TooSlow,
    article_id,
    make_article,
    why,
)
from searchkit.ingest.charset import decode
from searchkit.ingest.fields import layout
from searchkit.ingest.formats.zip import open_zip, read_member
from searchkit.ingest.page import read_page
from searchkit.ingest.records import Description, describe
from searchkit.ingest.xml import local_name, parse_xml, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element


def read(blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:
    """The chapters; what they do not say themselves is taken from the book."""
    with open_zip(blob) as archive:
        package_path = _package_path(archive)
        package = parse_xml(_member(archive, package_path))
        book = _described(package, options)
        folder = posixpath.dirname(package_path)
        for number, href in enumerate(_spine(package), 1):
            name = posixpath.normpath(posixpath.join(folder, unquote(href)))
            try:
                chapter = _chapter(archive, name, number, book, blob, options)
            except (Exception, TooSlow) as error:  # noqa: BLE001  one bad chapter must not stop the others
                yield Skipped(blob.name, f"chapter {number}: {why(error)}")
                continue
            if chapter:  # covers and title pages have no text
                yield chapter


def _chapter(
    archive: ZipFile, name: str, number: int, book: Description, blob: Blob, options: ReadOptions
) -> Article | None:
    page = read_page(decode(_member(archive, name), html=True), today=options.today)
    if not page.paragraphs:
        return None
    return make_article(
        blob,
        options,
        identity=f"{article_id(blob.name)}:{number}",
        title=page.title or book.title,
        paragraphs=page.paragraphs,
        authors=page.authors or book.authors,
        published=page.published or book.published,
        source=book.source or book.title,
        url=page.url,
        language=page.language or book.language,
        topics=page.topics or book.topics,
        evidence=book.evidence + page.evidence,
    )


def _package_path(archive: ZipFile) -> str:
    for element in parse_xml(_member(archive, "META-INF/container.xml")).iter():
        if local_name(element) == "rootfile":
            return str(element.get("full-path", ""))
    raise ReadError("no book in it")


def _described(package: _Element, options: ReadOptions) -> Description:
    """The Dublin Core fields of the package document."""
    record: dict[str, list[str]] = {}
    for element in package.iter():
        if "purl.org/dc/" in str(element.tag):
            record.setdefault(local_name(element), []).append(text_of(element))
    record["topics"] = record.pop("subject", [])
    record["source"] = record.pop("publisher", [])
    record["title"] = record.get("title", [])[:1]
    return describe(record, layout(tuple(record)), "book", None, options.today, why=options.why)


def _spine(package: _Element) -> list[str]:
    """The paths of the chapters, without those left out of the reading order and the table of contents."""
    items = {e.get("id"): e for e in package.iter() if local_name(e) == "item"}
    found = []
    for reference in package.iter():
        item = items.get(reference.get("idref")) if local_name(reference) == "itemref" else None
        if item is None or reference.get("linear") == "no" or "nav" in item.get("properties", "").split():
            continue
        found.append(item.get("href", ""))
    return found


def _member(archive: ZipFile, name: str) -> bytes:
    try:
        return read_member(archive, name, MAX_ARTICLE)
    except KeyError as error:
        raise ReadError(f"damaged book: there is no {name} in it") from error
