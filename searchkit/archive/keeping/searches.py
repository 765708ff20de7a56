"""Saved searches: `searches.txt`, beside the index folder, a plain file of the user's.

    iran = iran since:"last summer"
    pact --any --no-aliases = "defense pact" treaty

A line is a name, how the query is read if not as usual, and the query with its filters. No rebuild touches it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from searchkit.archive.keeping.userfiles import SEARCHES, read_text, write_text
from searchkit.errors import NotFoundError, UsageError

FLAGS = ("--any", "--all", "--no-aliases", "--no-variants", "--copies")
"""What a search may keep beside its query: options of `search`."""

_HEADER = f"# NAME = QUERY, one saved search a line. Before the = may stand: {' '.join(FLAGS)}\n"
_NAME = re.compile(r"\w[\w.-]{0,49}")


@dataclass(frozen=True, slots=True)
class Saved:
    """A search under a name. `flags` are those of `search` that say how its query is read."""

    name: str
    query: str
    flags: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """All that is asked, on one line."""
        return " ".join((*self.flags, self.query))


def searches_file(index: Path) -> Path:
    """Where the saved searches of an index are."""
    return index.absolute().parent / SEARCHES


def saved_searches(file: Path) -> dict[str, Saved]:
    """The saved searches by name, in the order of the file. Raises UsageError, which names the line."""
    found: dict[str, Saved] = {}
    for number, line in enumerate(read_text(file).splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            saved = _read(line)
        except ValueError as problem:
            raise UsageError(f"{file}:{number}: {problem}.", "A line is NAME = QUERY.") from None
        if saved.name in found:
            raise UsageError(f"{file}:{number}: there are two searches {saved.name}.", "Rename one of them.")
        found[saved.name] = saved
    return found


def find(searches: Mapping[str, Saved], name: str) -> Saved:
    """The search of a name. Raises NotFoundError."""
    if name not in searches:
        from difflib import get_close_matches

        near = get_close_matches(name, searches, n=1)
        hint = f"Did you mean {near[0]}?" if near else "All saved searches: searchkit saved list"
        raise NotFoundError(f"There is no saved search {name!r}.", hint)
    return searches[name]


def add(file: Path, saved: Saved) -> None:
    """Write a search into the file. Raises UsageError, StorageError."""
    _check_name(saved.name)
    if saved.name in saved_searches(file):
        raise UsageError(
            f"There is a saved search {saved.name} already.",
            f"To save another under this name: searchkit saved rm {saved.name}",
        )
    text = read_text(file) or _HEADER
    separator = "" if text.endswith("\n") else "\n"
    head = " ".join((saved.name, *saved.flags))
    write_text(file, f"{text}{separator}{head} = {saved.query}\n")


def remove(file: Path, name: str) -> None:
    """Take a search out of the file. Raises NotFoundError, UsageError, StorageError."""
    find(saved_searches(file), name)
    lines = read_text(file).splitlines(keepends=True)
    write_text(file, "".join(line for line in lines if line.partition("=")[0].split()[:1] != [name]))


def _read(line: str) -> Saved:
    """What a line says. Raises ValueError."""
    head, equals, query = line.partition("=")
    name, *flags = head.split() or [""]
    if not equals or not name:
        raise ValueError("no search is saved here")
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name")
    unknown = next((flag for flag in flags if flag not in FLAGS), None)
    if unknown:
        raise ValueError(f"{unknown!r} is none of {', '.join(FLAGS)}")
    if not query.strip():
        raise ValueError(f"{name} has no query")
    return Saved(name, query.strip(), tuple(flags))


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} cannot be the name of a search.",
            "A name is one word of letters, digits and . - _, at most 50 of them.",
        )
