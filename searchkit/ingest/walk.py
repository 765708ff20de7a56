"""Paths -> the files below them, in a stable order."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from searchkit.errors import IngestError

from .base import Skipped, SourceFile, printable
from .companions import wanted


def walk(paths: Sequence[Path], without: Sequence[Path] = ()) -> Iterator[SourceFile | Skipped]:
    """The files at and below the paths: path by path as given, each folder sorted by name.

    Left out without a word: hidden files, README and licence notes, pictures, styles and scripts, and the
    folder a browser saves beside a "complete" page. Each real file comes once, by whichever links it is
    reached; links that lead back up are not followed. A file named directly is never left out, except what
    is in `without`: an index that lies among the articles, say.

    Raises:
        IngestError: a path does not exist.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise IngestError(f"There is no file or folder {printable(os.fspath(path))}.", "Check the path.")
    return _walk(paths, without)


def _walk(paths: Sequence[Path], without: Sequence[Path]) -> Iterator[SourceFile | Skipped]:
    seen = {(status.st_dev, status.st_ino) for path in without if path.exists() and (status := path.stat())}
    for root in paths:
        pending = [(root, "")]  # a stack instead of recursion: folders may nest deeper than Python calls
        while pending:
            path, name = pending.pop()
            shown = name or printable(path.name or os.fspath(path))
            try:
                status = path.stat()
                if (status.st_dev, status.st_ino) in seen:
                    continue
                seen.add((status.st_dev, status.st_ino))
                if stat.S_ISDIR(status.st_mode):
                    below = f"{name}/" if name else ""
                    pending += [(path / entry, below + printable(entry)) for entry in _entries(path)]
                elif stat.S_ISREG(status.st_mode):
                    yield SourceFile(path, shown)
                else:  # opening a pipe or a device could wait for ever
                    yield Skipped(shown, "not a regular file")
            except OSError as error:
                yield Skipped(shown, _why(error))


def _entries(folder: Path) -> list[str]:
    """The names worth reading in a folder, last first."""
    names = frozenset(entry.name for entry in os.scandir(folder))
    return sorted((name for name in names if wanted(name, names)), reverse=True)


def _why(error: OSError) -> str:
    if error.errno in (errno.ENOENT, errno.ELOOP):
        return "link that leads nowhere"
    return f"cannot be read ({error.strerror or type(error).__name__})"
