"""The small files beside the index folder: plain text, the user's own, kept by every rebuild."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from searchkit.errors import StorageError, UsageError
from searchkit.settings import FILE as SETTINGS

ALIASES, AUTHORS = "aliases.txt", "authors.txt"
REMOVED = "removed.txt"
SEARCHES, SEEN = "searches.txt", "searches-seen.json"


def no_articles(index: Path) -> list[Path]:
    """An index and all that there may be beside it: none of that is an article, even where articles lie."""
    names = (ALIASES, AUTHORS, REMOVED, SEARCHES, SEEN, SETTINGS)
    return [index, *(index.absolute().parent / name for name in names)]


def read_text(file: Path) -> str:
    """What a file says, empty if there is none. Raises UsageError if it cannot be read as UTF-8."""
    try:
        return file.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8.", "Save it as UTF-8 text.") from error
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error


def write_text(file: Path, text: str) -> None:
    """Replace a file at once, so that it is never seen half written. Raises UsageError, StorageError."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError(f"{error.object[error.start : error.end]!r} cannot be written to {file}.") from error
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(file)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise StorageError(f"{file} cannot be written: {error.strerror}.") from error
