"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator

from searchkit.article import Article
from searchkit.ingest.base import Blob, ReadError, ReadOptions, Skipped, make_article
from searchkit.ingest.charset import decode
from searchkit.ingest.prose import read_prose


def read(blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:
    """The article of the text."""
    yield prose_article(blob, options, decode(blob.read(), declared=blob.charset))


def prose_article(blob: Blob, options: ReadOptions, text: str) -> Article:
    """The article of a plain text. Raises ReadError if there is no text in it."""
    prose = read_prose(text)
    if not prose.paragraphs:
        raise ReadError("no text in it")
    return make_article(
        blob,
        options,
        title=prose.title,
        paragraphs=prose.paragraphs,
        authors=prose.authors,
        published=prose.published,
        source=prose.source,
        evidence=prose.evidence,
    )
