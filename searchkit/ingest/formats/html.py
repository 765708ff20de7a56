"""A saved web page."""

from __future__ import annotations

from collections.abc import Iterator

from searchkit.article import Article
from searchkit.ingest.base import Blob, ReadError, ReadOptions, Skipped, make_article
from searchkit.ingest.charset import decode
from searchkit.ingest.page import read_page


def read(blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:
    """The article of the page; one without text counts if it has a title and a date."""
    page = read_page(decode(blob.read(), declared=blob.charset, html=True), today=options.today)
    if not page.paragraphs and not (page.title and page.published):
        raise ReadError("no text in it")
    yield make_article(
        blob,
        options,
        title=page.title,
        paragraphs=page.paragraphs,
        authors=page.authors,
        published=page.published,
        source=page.source,
        url=page.url,
        language=page.language,
        topics=page.topics,
        evidence=page.evidence,
    )
