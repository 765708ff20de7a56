"""What may stand at a place of a command line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from searchkit.cli.app import COMMANDS
from searchkit.cli.completion.query import FIELDS, as_query_value, last_part
from searchkit.cli.completion.slots import Slot, find_slot, value_of
from searchkit.cli.terminal.sanitise import clean
from searchkit.errors import SearchkitError

MOST = 200  # values of a field offered at once


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may stand there, whole and without a shell's quotes; with `more` it is only the beginning of one."""

    text: str
    about: str = ""
    more: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """All that may stand there, in order; or the names of files, which a shell knows best."""

    candidates: tuple[Candidate, ...] = ()
    files: bool = False


def offer(program: Any, words: Sequence[str], typed: str) -> Offer:
    """What may stand where `typed` is, behind `words`, which are those behind the name of the program."""
    slot = find_slot(program, words, typed)
    if slot.at_option:
        return _offered(_options(slot.command or program, slot.words, typed))
    if slot.command is None:
        return _offered(_starting(COMMANDS.items(), typed))
    if slot.param is None:
        return Offer()
    begun = typed[len(slot.head) :]
    found: list[Candidate] = []
    for word, kind in _expected(slot):
        if kind == "file":
            return Offer(files=True)
        found += _starting([(word, "")], begun) if word.islower() else _values(kind, slot, begun)
    return _offered(Candidate(slot.head + each.text, each.about, each.more) for each in found)


def _offered(candidates: Iterable[Candidate]) -> Offer:
    """Those that hold nothing a terminal might act on: all of them may come from articles."""
    return Offer(tuple(dict.fromkeys(each for each in candidates if clean(each.text) == each.text)))


def _starting(pairs: Iterable[tuple[str, str]], typed: str) -> Iterator[Candidate]:
    return (Candidate(text, about) for text, about in pairs if text.startswith(typed))


def _options(command: Any, words: Sequence[str], typed: str) -> Iterator[Candidate]:
    """The long names of the options that may still be given."""
    given = set(words)
    for param in command.params:
        if param.param_type_name == "option" and (param.multiple or not given.intersection(param.opts)):
            yield from _starting([(max(param.opts, key=len), param.help or "")], typed)
    yield from _starting([("--help", "Show how it is used.")], typed)


_OF_OPTIONS: Mapping[str, str] = {
    "--author": "author",
    "--name": "name",
    "--with": "name",
    "--source": "source",
    "--lang": "lang",
    "--of": "facets",
    "--split": "facets",
    "--index": "file",
    "--output": "file",
}
"""What the value of an option is, whatever the command."""

_OF_METAVARS: Mapping[str, str] = {
    "QUERY": "query",
    "ID": "id",
    "PATH": "file",
    "DRAFT": "file",
    "DIR": "file",
    "FILE": "file",
    "TOPIC": "topic",
}
"""What any other value is, by a word of its name in the help."""

_OF_COMMANDS: Mapping[str, str] = {
    "authors": "author",
    "aliases": "name",
    "cooccur": "name",
    "saved": "saved",
}
"""What the arguments of a command are whose names in the help do not tell."""


def takes_id(program: Any, words: Sequence[str], word: str) -> bool:
    """Whether a word behind others is the id of an article."""
    slot = find_slot(program, words, word)
    return slot.param is not None and any(kind == "id" for _, kind in _expected(slot))


def _expected(slot: Slot) -> list[tuple[str, str]]:
    """What the help says may stand there: of `[list | run NAME]` first `list` and `run`, behind `run` NAME.

    Each with its kind: a key of `_values`, or "file".
    """
    found = []
    for alternative in (slot.param.metavar or "").split(" | "):
        words = re.findall("[A-Za-z]+", re.sub(r"\[#.*?\]", "", alternative)) or [""]
        at = min(len(slot.given), len(words) - 1)
        if all(word.isupper() or word == given for word, given in zip(words, slot.given, strict=False)):
            found.append((words[at], _kind(slot, words[at])))
    return list(dict.fromkeys(found))


def _kind(slot: Slot, word: str) -> str:
    if slot.param.param_type_name == "option":
        return _OF_OPTIONS.get(max(slot.param.opts, key=len), _OF_METAVARS.get(word, ""))
    return _OF_METAVARS.get(word, _OF_COMMANDS.get(slot.command.name, ""))


def _values(kind: str, slot: Slot, typed: str) -> Iterable[Candidate]:
    match kind:
        case "":
            return _starting(((choice, "") for choice in _choices(slot.param)), typed)
        case "query":
            return _in_query(slot, typed)
        case "facets":
            return _facets(typed)
        case "saved":
            return _starting(((name, "") for name in _saved(slot)), typed)
        case "topic":
            from searchkit.cli.topics import topics

            return _starting(topics().items(), typed)
        case _:
            return (Candidate(value) for value in _from_index(kind, slot, typed))


def _choices(param: Any) -> tuple[str, ...]:
    """The values of a parameter that takes one of a few."""
    annotation = param.type_descriptor.annotation
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _facets(typed: str) -> Iterator[Candidate]:
    """One more field behind those that are there."""
    from searchkit.engines.fields import FACETS

    before, comma, last = typed.rpartition(",")
    chosen = before.split(",")
    return (
        Candidate(f"{before}{comma}{field}")
        for field in FACETS
        if field.startswith(last) and field not in chosen
    )


def _in_query(slot: Slot, typed: str) -> Iterator[Candidate]:
    part = last_part(typed)
    if not part.field:
        for name, about in FIELDS.items():
            if name.startswith(part.typed):
                yield Candidate(f"{part.before}{name}:", about, more=True)
    elif part.facet:
        for value in _from_index(part.facet, slot, part.typed):
            yield Candidate(part.before + as_query_value(value))


def _from_index(field: str, slot: Slot, typed: str) -> Iterator[str]:
    """Values the index has; none where there is no index, or none that can be read."""
    with suppress(SearchkitError, OSError):  # the command will say what is wrong
        if index := _index(slot):
            from searchkit.archive.looking.values import values

            yield from values(index, field, typed, MOST)


def _saved(slot: Slot) -> Iterator[str]:
    """The names of saved searches."""
    with suppress(SearchkitError, OSError):
        if index := _index(slot):
            from searchkit.archive.keeping.searches import saved_searches, searches_file

            yield from saved_searches(searches_file(index))


def _index(slot: Slot) -> Path | None:
    from searchkit.settings import find_archive, load

    settings = load(Path.cwd(), os.environ, {"index": value_of("--index", slot)})
    archive = find_archive(Path.cwd(), settings.index)
    return archive.index if archive else None
