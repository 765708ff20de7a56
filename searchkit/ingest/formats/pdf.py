"""A PDF document (the extra `pdf`)."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator

from searchkit.article import Article
from searchkit.ingest.base import Blob, MissingExtraError, ReadError, ReadOptions, Skipped
from searchkit.ingest.formats.text import prose_article

_EDGE = 2  # lines at the top and bottom of a page where running titles and page numbers stand
_RUNNING = 3  # pages on which a line stands there before it is taken for a running title


def read(blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:
    """The article: the text of all pages, without running titles and page numbers."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise MissingExtraError("PDF", "pdf") from error

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs every oddity of a file
    try:
        document = PdfReader(io.BytesIO(blob.read()))
        if document.is_encrypted and not document.decrypt(""):
            raise ReadError("encrypted")
        pages = [page.extract_text().splitlines() for page in document.pages]
    except PyPdfError as error:
        raise ReadError("damaged PDF") from error
    text = "\n".join(line for page in _without_running_titles(pages) for line in page)
    if not text.strip():
        raise ReadError("no text in it; scanned pages need character recognition first")
    yield prose_article(blob, options, text)


def _without_running_titles(pages: list[list[str]]) -> list[list[str]]:
    edges = Counter(_shape(line) for page in pages for line in {*page[:_EDGE], *page[-_EDGE:]})
    running = {shape for shape, count in edges.items() if count >= _RUNNING or shape == "#"}
    return [
        [
            line
            for at, line in enumerate(page)
            if not ((at < _EDGE or at >= len(page) - _EDGE) and _shape(line) in running)
        ]
        for page in pages
    ]


def _shape(line: str) -> str:
    """The line with every number as #, so that page numbers do not make a difference."""
    words = ("#" if any(c.isdigit() for c in word) else word for word in line.casefold().split())
    return " ".join(words)
