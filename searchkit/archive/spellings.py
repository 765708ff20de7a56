"""The spellings an archive attests, from the names in its segments while an index is written.

Only names whose keys meet under more than one spelling can be variants: only their articles are read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from searchkit.analysis import words
from searchkit.article import Article, NameKind
from searchkit.engines.whoosh.writer import IndexWriter, Place
from searchkit.names.variants import NameProfile, VariantTable, profiles, spelling_key

_FIELDS: dict[NameKind, str] = {"person": "person", "organisation": "org", "place": "place"}
_Names = dict[tuple[str, NameKind], list[Place]]


def spellings(writer: IndexWriter) -> VariantTable:
    """The variants among all names of the articles that the next generation will have."""
    names: _Names = defaultdict(list)
    for kind, field in _FIELDS.items():
        for name, place in writer.values(f"{field}_value"):
            names[name, kind].append(place)
    met = _met(names)
    if not met:
        return VariantTable()
    read = sorted({place for name in met for place in names[name]})
    known = {(p.name, p.kind): p for p in profiles(_articles(writer, read))}
    return VariantTable.build([_profile(name, places, known) for name, places in sorted(names.items())])


def _met(names: _Names) -> set[tuple[str, NameKind]]:
    """The names that share kind and key with one of other words."""
    groups: dict[tuple[NameKind, tuple[str, ...]], list[str]] = defaultdict(list)
    for name, kind in names:
        groups[kind, spelling_key(name)].append(name)
    return {
        (name, kind)
        for (kind, key), group in groups.items()
        if key and len(group) > 1 and len({tuple(words(name)) for name in group}) > 1
        for name in group
    }


def _articles(writer: IndexWriter, places: list[Place]) -> Iterator[Article]:
    """The articles, under ids that are unique before the index has made theirs so."""
    for place in places:
        yield writer.article(place, _id(place))


def _profile(
    name: tuple[str, NameKind], places: list[Place], known: dict[tuple[str, NameKind], NameProfile]
) -> NameProfile:
    """What is known of a name: if its articles were not read, only which they are."""
    articles = frozenset(map(_id, places))
    profile = known.get(name)
    return replace(profile, articles=articles) if profile else NameProfile(*name, articles)


def _id(place: Place) -> str:
    return f"{place[0]}:{place[1]}"
