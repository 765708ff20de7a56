"""Articles that the user wants out of the index: `removed.txt`, beside the index folder, a plain file of theirs.

    talks
    news/2019/talks-2<TAB>news/2019.jsonl

A line is an id, and after a tab the file it came from, without which it means the id from any file (ids repeat
between exports). An id that is not plain text stands in JSON. Rebuilds and updates leave these articles out;
the articles' own files are never touched.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from searchkit.archive.keeping.userfiles import REMOVED, read_text, write_text
from searchkit.errors import NotFoundError, UsageError

_HEADER = "# An id, and after a tab its file, of an article kept out of the index. Without its line it comes back.\n"

Place = tuple[str, str]
"""The id of an article and the file it is from."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What the file lists; an empty file name is any."""

    places: frozenset[Place] = frozenset()

    def has(self, article_id: str, path: str) -> bool:
        """Whether an article is to be left out."""
        return (article_id, path) in self.places or (article_id, "") in self.places


def removed_file(index: Path) -> Path:
    """Where the list of an index is."""
    return index.absolute().parent / REMOVED


def read_removed(file: Path) -> Removed:
    """What a list says. Raises UsageError, which names the line."""
    lines = enumerate(read_text(file).splitlines(), 1)
    return Removed(frozenset(place for number, line in lines if (place := _read(line, f"{file}:{number}"))))


def add(file: Path, places: Iterable[Place]) -> None:
    """List articles, each once. Raises UsageError, StorageError."""
    known = read_removed(file).places
    text = read_text(file) or _HEADER
    separator = "" if text.endswith("\n") else "\n"
    lines = ("\t".join(map(_written, place)) + "\n" for place in dict.fromkeys(places) if place not in known)
    write_text(file, text + separator + "".join(lines))


def take_back(file: Path, ids: Collection[str]) -> None:
    """Take ids off the list. Raises NotFoundError for one that is not on it, and then does nothing; StorageError."""
    listed = {article_id for article_id, _ in read_removed(file).places}
    for article_id in ids:
        if article_id not in listed:
            raise NotFoundError(f"{file} has no {article_id!r}.", "It lists one id a line.")
    lines = read_text(file).splitlines(keepends=True)
    write_text(file, "".join(line for line in lines if (_read(line, "") or ("",))[0] not in ids))


def _read(line: str, where: str) -> Place | None:
    line = line.strip()
    if not line or line.startswith("#"):
        return None
    article_id, _, path = (part.strip() for part in line.partition("\t"))
    return _plain(article_id, where), _plain(path, where)


def _plain(text: str, where: str) -> str:
    if not text.startswith('"'):
        return text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, str):
        raise UsageError(f"{where}: {text} is no id.", "An id with a quote at its start is written in JSON.")
    return value


def _written(text: str) -> str:
    plain = text.isprintable() and text == text.strip() and not text.startswith(("#", '"'))
    return text if plain else json.dumps(text)


class LeftOut:
    """The articles that the files of an index have and the index has not, as they are removed.

    Args:
        removed: the user's list, as it is now.
        before: those left out when the index was written last.
    """

    def __init__(self, removed: Removed, before: Iterable[Place] = ()) -> None:
        self._removed = removed
        self._places = set(before)
        self._met: set[Place] = set()

    def takes(self, article_id: str, path: str, wanted: str) -> bool:
        """Whether an article is to be left out; if so, that it is.

        An id that two files want has a number in one of them, and which one may change. So an article is also meant
        by the id it `wanted`, unless that is another's of its file.
        """
        if self._removed.has(article_id, path):
            place = (article_id, path)
        elif (wanted, path) in self._removed.places and (wanted, path) not in self._met:
            place = (wanted, path)
        else:
            return False
        self._met.add(place)
        self._places.add(place)
        return True

    def files(self) -> set[str]:
        """The files that have such an article."""
        return {path for _, path in self._places}

    def wanted_files(self) -> set[str]:
        """Those with an article that is on the user's list no more."""
        return {path for article_id, path in self._places if not self._removed.has(article_id, path)}

    def forget(self, read: Collection[str], there: Collection[str]) -> None:
        """Forget those of files that are gone, or are read again now: the reading will tell."""
        self._places = {place for place in self._places if place[1] in there and place[1] not in read}

    def places(self) -> tuple[Place, ...]:
        """All of them, in order."""
        return tuple(sorted(self._places))
