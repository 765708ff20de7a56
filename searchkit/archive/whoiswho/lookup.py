"""Other ways to write a name, in a form that a search reads fast: sorted lines `key TAB JSON`.

    =irgc                            a short form, under its folded letters
    houthi                           any other name of one word, under its stem
    islam revolutionari guard corp   a name of several, under their stems; stop words are left out

Authors stand in a file of their own, each under all words of its printings. Nothing here needs `names`:
what the files hold is worked out when they are written (`tables.py`).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from searchkit.analysis import STOP_WORDS, stem
from searchkit.compact_json import compact_json
from searchkit.engines.whoosh.generations import damaged
from searchkit.query.said import words

NAMES = "names.lookup"
AUTHORS = "authors.lookup"


class Entry(NamedTuple):
    """What an archive knows of one name.

    `aliases` are its other names, `spellings` other ways to write it, `meanings` what a short form stands for
    where articles disagree. `capitals` tells that it is an ordinary word too, and meant only in capitals.
    `article` and `paragraph` (from 0) say where it is defined; no article: the user's file says it.
    """

    name: str
    aliases: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()
    capitals: bool = False
    article: str = ""
    paragraph: int = 0


class AuthorEntry(NamedTuple):
    """One author: the ways he is printed, other printings that may be his, and whose this one may be."""

    name: str
    printings: tuple[str, ...]
    perhaps: tuple[str, ...] = ()
    may_be: tuple[str, ...] = ()


def keys_of(text: str) -> tuple[str, ...]:
    """The keys a text is looked up under, the surest first."""
    found = words(text)
    content = tuple(word for word in found if word not in STOP_WORDS) or found
    if len(content) == 1:
        return (f"={content[0]}", stem(content[0]))
    return (run_key(content),) if content else ()


def run_key(found: Sequence[str]) -> str:
    """The key of several folded words."""
    return " ".join(map(stem, found))


class Lookup:
    """The names of an archive: what `dump_names` and `dump_authors` wrote."""

    def __init__(self, names: bytes = b"", authors: bytes = b"") -> None:
        self._names = names
        self._authors = authors
        self._with_word = lru_cache(maxsize=256)(self._authors_with)

    def entry(self, text: str) -> Entry | None:
        """What is known of a name, whatever its case and accents."""
        for key in keys_of(text):
            line = self._line(key)
            if line is not None:
                return _entry(line)
        return None

    def run(self, found: Sequence[str]) -> tuple[int, Entry] | None:
        """The longest name of several words at the start of a run of folded words, and its length in words."""
        longest = None
        for count in range(2, len(found) + 1):
            key = run_key([word for word in found[:count] if word not in STOP_WORDS])
            if " " not in key:
                continue
            at = bisect_left(self._lines, key.encode())
            if not self._lines[at : at + 1] or not self._lines[at].startswith(key.encode()):
                break
            line = self._line(key)
            if line is not None and found[count - 1] not in STOP_WORDS:
                longest = count, _entry(line)
        return longest

    def authors(self, wanted: Sequence[str]) -> Sequence[AuthorEntry]:
        """Authors whose printings have the longest of the folded words; the caller looks at the others."""
        return self._with_word(max(wanted, key=len))

    def _authors_with(self, word: str) -> list[AuthorEntry]:
        needle = f" {word} ".encode()
        found = []
        at = self._authors.find(needle)
        while at >= 0:
            end = self._authors.find(b"\n", at)
            start = self._authors.rfind(b"\n", 0, at) + 1
            found.append(_author(self._authors[start:end].partition(b"\t")[2]))
            at = self._authors.find(needle, end)
        return found

    @property
    def rules(self) -> str:
        """The digest of the user's rules these were made with, `rules.Rules.digest`."""
        line = self._line("")
        return line.decode() if line else ""

    @cached_property
    def _lines(self) -> list[bytes]:
        return self._names.split(b"\n")[:-1]

    def _line(self, key: str) -> bytes | None:
        """The JSON of a key."""
        start = f"{key}\t".encode()
        at = bisect_left(self._lines, start)
        line = self._lines[at] if at < len(self._lines) else b""
        return line[len(start) :] if line.startswith(start) else None


def dump_names(entries: Mapping[str, Entry], rules: str) -> bytes:
    """Entries by key, as kept on disk, and the digest of the user's rules they were made with."""
    return b"".join((f"\t{rules}\n".encode(), *sorted(_dumped(*pair) for pair in entries.items())))


def dump_authors(entries: Sequence[AuthorEntry]) -> bytes:
    """Authors, as kept on disk."""
    lines = []
    for entry in entries:
        found = dict.fromkeys(word for text in (entry.name, *entry.printings) for word in words(text))
        lines.append(_dumped(f" {' '.join(found)} ", entry))
    return b"".join(sorted(lines))


def _dumped(key: str, entry: Entry | AuthorEntry) -> bytes:
    plain = {name: value for name, value in entry._asdict().items() if value}
    return b"%b\t%b\n" % (key.encode(), compact_json(plain))


def _entry(line: bytes) -> Entry:
    row = _row(line)
    return Entry(
        _text(row["name"]),
        _texts(row.get("aliases", ())),
        _texts(row.get("spellings", ())),
        _texts(row.get("meanings", ())),
        bool(row.get("capitals")),
        _text(row.get("article", "")),
        _number(row.get("paragraph", 0)),
    )


def _author(line: bytes) -> AuthorEntry:
    row = _row(line)
    return AuthorEntry(
        _text(row["name"]),
        _texts(row.get("printings", ())),
        _texts(row.get("perhaps", ())),
        _texts(row.get("may_be", ())),
    )


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
        if isinstance(row, dict) and "name" in row:
            return row
    except (ValueError, RecursionError):
        pass
    raise damaged("what it knows of names cannot be read")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise damaged("what it knows of names cannot be read")


def _number(value: object) -> int:
    if isinstance(value, int):
        return value
    raise damaged("what it knows of names cannot be read")


def _texts(values: object) -> tuple[str, ...]:
    if isinstance(values, list | tuple):
        return tuple(map(_text, values))
    raise damaged("what it knows of names cannot be read")
