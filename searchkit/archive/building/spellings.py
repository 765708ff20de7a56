"""The spellings an archive attests, from the names in its segments while an index is written.

Only names whose keys meet under more than one spelling can be variants: only their articles are read again.
Left out are names that no one transliterates, or that say too little: those with a digit or a word in capitals
(ECB and IKB agree in sound), and people of whom only the family name is known (Mayer, Meyer).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from searchkit.analysis import words
from searchkit.article import Article, NameKind
from searchkit.engines.whoosh.places import Place
from searchkit.engines.whoosh.writer import IndexWriter
from searchkit.names.variants import NameProfile, Variant, VariantTable, most_telling, profiles, spelling_key

_SHARED_COMPANY = 0.1  # of the telling names beside the rarer of two spellings, unless they share a role
_DIGIT = re.compile(r"\d")
_FIELDS: dict[NameKind, str] = {"person": "person", "organisation": "org", "place": "place"}

_Key = tuple[str, NameKind]
_Names = dict[_Key, list[Place]]


def spellings(writer: IndexWriter) -> VariantTable:
    """The variants among all names of the articles that the next generation will have."""
    names: _Names = defaultdict(list)
    for kind, field in _FIELDS.items():
        for name, place in writer.values(f"{field}_value"):
            names[name, kind].append(place)
    met = _met(names)
    if not met:
        return VariantTable()
    candidates = _profiles(writer, names, met, _telling(names, len(writer.ids)))
    beside = {name for profile in candidates for name in profile.company}
    others = [
        NameProfile(*name, frozenset(map(_id, places)))
        for name, places in names.items()
        if name[0] in beside and name not in met
    ]
    found = VariantTable.build([*candidates, *others]).variants
    company = {(profile.name, profile.kind): profile.company for profile in candidates}
    return VariantTable(tuple(each for each in found if _is_close(each, company)))


def _is_close(variant: Variant, company: Mapping[_Key, Collection[str]]) -> bool:
    """Whether two spellings share a role or enough of the lesser one's company, which large ones do by chance."""
    sizes = (len(company[name, variant.kind]) for name in (variant.name, variant.other))
    return bool(variant.roles) or len(variant.company) >= _SHARED_COMPANY * min(sizes)


def _met(names: Collection[_Key]) -> set[_Key]:
    """The names that share kind and key with one of other words."""
    groups: dict[tuple[NameKind, tuple[str, ...]], list[str]] = defaultdict(list)
    for name, kind in names:
        if _may_vary(name, kind):
            groups[kind, spelling_key(name)].append(name)
    return {
        (name, kind)
        for (kind, key), group in groups.items()
        if key and len(group) > 1 and len({tuple(words(name)) for name in group}) > 1
        for name in group
    }


def _may_vary(name: str, kind: NameKind) -> bool:
    parts = name.split(" ")
    if kind == "person" and len(parts) == 1:
        return False
    return not any((len(part) > 1 and part.isupper()) or _DIGIT.search(part) for part in parts)


def _telling(names: _Names, articles: int) -> set[str]:
    """People and organisations so rare that standing in one article with them says something."""
    standing: dict[str, set[Place]] = defaultdict(set)
    for (name, _), places in names.items():
        standing[name].update(places)
    most = most_telling(articles)
    return {name for name, kind in names if kind != "place" and len(standing[name]) <= most}


def _profiles(writer: IndexWriter, names: _Names, met: set[_Key], telling: set[str]) -> list[NameProfile]:
    """The profiles of names; the company of each are the telling names of all its articles."""
    company: dict[str, set[str]] = {}

    def articles() -> Iterator[Article]:
        for place in sorted({place for name in met for place in names[name]}):
            article = writer.article(place, _id(place))
            company[article.id] = telling & {n.full for n in article.names}
            yield replace(article, names=tuple(n for n in article.names if (n.full, n.kind) in met))

    return [
        replace(
            profile, company=frozenset().union(*(company[id_] for id_ in profile.articles)) - {profile.name}
        )
        for profile in profiles(articles())
    ]


def _id(place: Place) -> str:
    """An id that is unique before the index has made those of the articles so."""
    return f"{place[0]}:{place[1]}"
