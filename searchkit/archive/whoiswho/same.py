"""Which values of a field are one: an author however printed, a name in all its forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from searchkit.analysis import words
from searchkit.archive.answer import Index
from searchkit.archive.whoiswho.lookup import AuthorEntry, Lookup
from searchkit.names.joined_sets import JoinedSets

NAME_FIELDS = ("name", "person", "org", "place")
ONE_BY_FORMS = ("author", *NAME_FIELDS)
"""Fields in which values that differ may be one."""


@dataclass(frozen=True, slots=True)
class Named:
    """Values that are one, under the name to show; `forms` are the ways it is printed, if there are several."""

    name: str
    values: tuple[str, ...]
    forms: tuple[str, ...] = ()


def named(index: Index, field: str, counts: Mapping[str, int]) -> list[Named]:
    """The values of a field of `ONE_BY_FORMS` (and how many articles have each), those that are one together."""
    lookup = index.known.lookup if index.known else Lookup()
    return _authors(lookup, counts) if field == "author" else _names(lookup, counts)


def _authors(lookup: Lookup, values: Iterable[str]) -> list[Named]:
    """An author goes by the fullest of all printings the archive knows."""
    found: dict[AuthorEntry | str, list[str]] = defaultdict(list)
    for value in values:
        found[_author(lookup, value) or value].append(value)
    return [
        Named(who, (who,))
        if isinstance(who, str)
        else Named(who.name, tuple(theirs), _several(who.printings))
        for who, theirs in found.items()
    ]


def _author(lookup: Lookup, value: str) -> AuthorEntry | None:
    """The author who is printed with just these words, in whatever order; None if there are several."""
    own = sorted(words(value))
    near = lookup.authors(own) if own else ()
    found = [e for e in near if any(sorted(words(form)) == own for form in (e.name, *e.printings))]
    return found[0] if len(found) == 1 else None


def _names(lookup: Lookup, counts: Mapping[str, int]) -> list[Named]:
    """A name goes by the form that most articles have, rather not in capitals only."""
    sets: JoinedSets[tuple[str, ...]] = JoinedSets()
    key_of: dict[str, tuple[str, ...]] = {}
    for value in counts:
        own = key_of[value] = tuple(words(value)) or (value,)
        sets.root(own)
        for form in _other_forms(lookup, value):
            sets.join(own, tuple(words(form)))
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for value, own in key_of.items():
        found[sets.root(own)].append(value)
    return [_by_commonest(values, counts) for values in found.values()]


def _other_forms(lookup: Lookup, name: str) -> Iterable[str]:
    entry = lookup.entry(name)
    if entry is None or (entry.capitals and not name.isupper()):
        return ()
    return (entry.name, *entry.aliases, *entry.spellings)


def _by_commonest(values: list[str], counts: Mapping[str, int]) -> Named:
    mixed = {" ".join(words(value)) for value in values if not value.isupper()}
    shouted = {value for value in values if value.isupper() and " ".join(words(value)) in mixed}
    values.sort(key=lambda value: (value in shouted, -counts[value], -len(value), value))
    return Named(values[0], tuple(values), _several(values))


def _several(forms: Iterable[str]) -> tuple[str, ...]:
    found = tuple(forms)
    return found if len(found) > 1 else ()
