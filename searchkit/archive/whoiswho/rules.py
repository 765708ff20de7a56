"""The user's own word on names: `aliases.txt` and `authors.txt`, beside the index folder.

Each line is `merge NAME = OTHER NAME` or `split NAME = OTHER NAME` (`names.overrides` reads them). No rebuild
touches them; the tables of a generation say which state of them they were made with.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from searchkit.archive.keeping.userfiles import ALIASES, AUTHORS, read_text, write_text
from searchkit.errors import UsageError

if TYPE_CHECKING:
    from searchkit.names.overrides import Overrides

Action = Literal["merge", "split"]
_HEADER = "# merge NAME = OTHER NAME, or split NAME = OTHER NAME: one rule a line, kept by every rebuild.\n"
_FORBIDDEN = "=#\n\r"


@dataclass(frozen=True, slots=True)
class Rules:
    """The text of both files, empty where there is none, and the folder they are in."""

    folder: Path
    aliases: str = ""
    authors: str = ""

    @property
    def digest(self) -> str:
        """Tells one state of the files from another."""
        texts = f"{self.aliases}\0{self.authors}".encode("utf-8", "surrogatepass")
        return f"{len(texts)}-{zlib.crc32(texts)}"

    def for_aliases(self) -> Overrides:
        """What `aliases.txt` says. Raises UsageError, which names the line."""
        return _read(self.aliases, self.folder / ALIASES)

    def for_authors(self) -> Overrides:
        """What `authors.txt` says. Raises UsageError, which names the line."""
        return _read(self.authors, self.folder / AUTHORS)


def rules_of(index: Path) -> Rules:
    """The rules that hold for an index, from the folder that holds the index folder."""
    folder = index.absolute().parent
    return Rules(folder, read_text(folder / ALIASES), read_text(folder / AUTHORS))


def add_rule(file: Path, action: Action, name: str, other: str) -> bool:
    """Write a rule into the user's file; a rule that says the opposite of the same two names goes.

    Returns False if the file said so already. Raises UsageError, StorageError.
    """
    for each in (name, other):
        if not each.strip() or any(sign in each for sign in _FORBIDDEN):
            raise UsageError(f"{each!r} cannot stand in a rule.", "A name has no = and no # in it.")
    if _plain(name) == _plain(other):
        raise UsageError(f"{name!r} and {other!r} are the same words.", "Give two names.")
    lines = read_text(file).splitlines(keepends=True) or [_HEADER]
    kept = []
    for line in lines:
        said = _rule(line)
        if said == (action, frozenset((_plain(name), _plain(other)))):
            return False
        if said is None or said[1] != frozenset((_plain(name), _plain(other))):
            kept.append(line if line.endswith("\n") else f"{line}\n")
    write_text(file, "".join((*kept, f"{action} {_plain(name)} = {_plain(other)}\n")))
    return True


def _rule(line: str) -> tuple[str, frozenset[str]] | None:
    """The action and the names of a line that is a rule."""
    action, _, names = line.split("#", 1)[0].strip().partition(" ")
    return (action, frozenset(map(_plain, names.split("=")))) if "=" in names else None


def _plain(name: str) -> str:
    return " ".join(name.split())


def _read(text: str, file: Path) -> Overrides:
    from searchkit.names.overrides import read_overrides

    return read_overrides(text, str(file))
