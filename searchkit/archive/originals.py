"""The file an article was read from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from searchkit.article import Article
from searchkit.errors import NotFoundError, UsageError

_DOCUMENTS = frozenset(
    """
    .html .htm .xhtml .shtml .mht .mhtml .txt .text .md .markdown .pdf .docx .eml .epub .json .jsonl .ndjson
    .csv .tsv .xml .rss .atom .rdf .warc .zip .gz
    """.split()  # noqa: SIM905  a list of them would fill a screen
)
"""What is handed to the system's opener. Files of other kinds might be run by it."""


def find_original(path: str, roots: Sequence[Path]) -> Path | None:
    """The regular file an index knows as `path`, in one of the roots it was built from; None if it is gone."""
    below = PurePosixPath(path)
    if below.is_absolute() or ".." in below.parts:
        return None
    files = (root / path if root.is_dir() else root for root in roots if root.is_dir() or root.name == path)
    return next((file for file in files if file.is_file()), None)


def original(article: Article, roots: Sequence[Path]) -> Path:
    """The file of an article. Raises NotFoundError, which says where else it might be read."""
    found = find_original(article.path, roots)
    if found is None:
        where = (
            f"It was published at {article.url}"
            if article.url
            else "searchkit show --text has what was read."
        )
        raise NotFoundError(f"The file {article.path} of {article.id} is not there any more.", where)
    return found


def openable(file: Path) -> Path:
    """The absolute path of a document, fit to be opened. Raises UsageError for a file that might be run."""
    if file.suffix.lower() not in _DOCUMENTS:
        raise UsageError(
            f"{file} is not opened, as it is no kind of document.", "searchkit show --raw prints it."
        )
    return file.absolute()
