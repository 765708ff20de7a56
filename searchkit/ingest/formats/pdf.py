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
_LETTERHEAD = 8  # lines that may stand above the title
_TITLE_LINES = 3  # that it may take
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
        title = str((document.metadata and document.metadata.title) or "")
    except PyPdfError as error:
        raise ReadError("damaged PDF") from error
    lines = _from_title([line for page in _without_running_titles(pages) for line in page], title)
    text = "\n".join(lines)
    if not text.strip():
        raise ReadError("no text in it; scanned pages need character recognition first")
    yield prose_article(blob, options, text)


def _without_running_titles(pages: list[list[str]]) -> list[list[str]]:
    edges = Counter(_shape(line) for page in pages for line in {*page[:_EDGE], *page[-_EDGE:]})
    often = min(_RUNNING, max(2, len(pages)))
    running = {shape for shape, count in edges.items() if count >= often or shape == "#"}
    return [
        [
            line
            for at, line in enumerate(page)
            if not ((at < _EDGE or at >= len(page) - _EDGE) and _shape(line) in running)
        ]
        for page in pages
    ]


def _from_title(lines: list[str], title: str) -> list[str]:
    """The lines from the document's title on, if it is among the first of them; a letterhead may stand above it."""
    title = " ".join(title.split())
    for at in range(min(_LETTERHEAD, len(lines)) if title else 0):
        for end in range(at + 1, at + _TITLE_LINES + 1):
            if " ".join(" ".join(lines[at:end]).split()).casefold() == title.casefold():
                return [title, "", *lines[end:]]
    return lines


def _shape(line: str) -> str:
    """The line with every number as #, so that page numbers do not make a difference."""
    words = ("#" if any(c.isdigit() for c in word) else word for word in line.casefold().split())
    return " ".join(words)
