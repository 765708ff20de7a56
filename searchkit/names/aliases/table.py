"""The aliases of an archive: which names mean the same, on whose word; which short forms are ambiguous."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from itertools import chain
from typing import Any

from searchkit.analysis import stem, words
from searchkit.names.aliases.acronyms import SMALL, letters_in_order, letters_of, spells
from searchkit.names.aliases.definition import Definition
from searchkit.names.aliases.sameness import same_meaning
from searchkit.names.joined_sets import JoinedSets
from searchkit.names.overrides import Overrides

SCHEMA = 1
_LONGEST_ACRONYM = 6
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Defined:
    """A definition and the article that gives it."""

    article: str
    definition: Definition


@dataclass(frozen=True, slots=True)
class Group:
    """Forms of one name, most often defined first, and the definitions that join them.

    `by_user` tells that a line of the user's file joins some of them.
    """

    forms: tuple[str, ...]
    evidence: tuple[Defined, ...]
    by_user: bool = False


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A short form that articles define in more than one way."""

    short: str
    longs: tuple[str, ...]
    evidence: tuple[Defined, ...]


@dataclass(frozen=True, slots=True)
class AliasTable:
    """The aliases of an archive.

    A short form with two meanings joins nothing: `ambiguous` reports it, and `in_article` resolves it for an
    article that defines it itself.
    """

    groups: tuple[Group, ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()
    _groups_of: dict[Key, Group] = field(default_factory=dict, compare=False, repr=False)
    _ambiguity_of: dict[Key, Ambiguity] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for group in self.groups:
            self._groups_of.update((alias_key(form), group) for form in group.forms)
        self._ambiguity_of.update((alias_key(a.short), a) for a in self.ambiguities)

    @classmethod
    def build(cls, defined: Iterable[Defined], overrides: Overrides | None = None) -> AliasTable:
        """The aliases that follow from the definitions of an archive and from the user's rules, which win."""
        return _build(list(defined), overrides or Overrides())

    def group(self, name: str) -> Group | None:
        """The group a name belongs to, however its case, accents and "the"; None if it has no alias."""
        return next((self._groups_of[key] for key in _keys(name) if key in self._groups_of), None)

    def others(self, name: str) -> tuple[str, ...]:
        """The other forms of a name, to be searched for with it."""
        group = self.group(name)
        keys = _keys(name)
        return tuple(form for form in group.forms if alias_key(form) not in keys) if group else ()

    def ambiguity(self, name: str) -> Ambiguity | None:
        """What a short form stands for if articles disagree; None if they do not."""
        return next((self._ambiguity_of[key] for key in _keys(name) if key in self._ambiguity_of), None)

    def in_article(self, name: str, article: str) -> tuple[str, ...]:
        """The long forms an ambiguous short form has in one article, from that article's own definitions."""
        ambiguity = self.ambiguity(name)
        own = ambiguity.evidence if ambiguity else ()
        return tuple(dict.fromkeys(d.definition.long for d in own if d.article == article))

    def to_json(self) -> dict[str, Any]:
        """A JSON object `from_json` reads."""
        return {
            "schema": SCHEMA,
            "groups": [asdict(group) for group in self.groups],
            "ambiguities": [asdict(ambiguity) for ambiguity in self.ambiguities],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> AliasTable:
        """The table `to_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        if data["schema"] != SCHEMA:
            raise ValueError(f"an alias table of schema {data['schema']}, not {SCHEMA}")
        return cls(
            tuple(Group(tuple(g["forms"]), _evidence(g["evidence"]), g["by_user"]) for g in data["groups"]),
            tuple(
                Ambiguity(a["short"], tuple(a["longs"]), _evidence(a["evidence"]))
                for a in data["ambiguities"]
            ),
        )


def alias_key(name: str) -> Key:
    """Two forms with the same key are one: folded stems, British and American spellings alike.

    Small words and the plural s of an acronym are left out; an acronym has no stem.
    """
    if len(name) > 2 and name[-1] == "s" and name[:-1].isupper():
        name = name[:-1]
    if len(name) <= _LONGEST_ACRONYM and name.isupper():
        return tuple(words(name))  # the s of CDS is no plural
    found = words(name.replace("Co-op", "Coop").replace("co-op", "coop"))
    return tuple(stem(word) for word in found if word not in SMALL) or tuple(found)


def _keys(name: str) -> tuple[Key, ...]:
    """The keys a name may be kept under, however its case."""
    return alias_key(name), alias_key(name.upper())


def _evidence(rows: list[dict[str, Any]]) -> tuple[Defined, ...]:
    return tuple(Defined(row["article"], Definition(**row["definition"])) for row in rows)


def _build(defined: list[Defined], overrides: Overrides) -> AliasTable:
    known = {key for d in defined for key in _ends(d)}
    splits = [(_known_key(a, known), _known_key(b, known)) for a, b in overrides.splits]
    merged = [(_known_key(a, known), _known_key(b, known)) for a, b in overrides.merges]
    forbidden = set(map(frozenset, splits))
    usable = [d for d in defined if frozenset(_ends(d)) not in forbidden and len(set(_ends(d))) == 2]
    usable = _uncontested(usable)
    meanings = _meanings(usable)
    said = {key for pair in merged for key in pair}
    ambiguous = {short for short, longs in meanings.items() if len(longs) > 1 and short not in said}
    sets: JoinedSets[Key] = JoinedSets(splits)
    for a, b in merged:
        sets.join(a, b)
    for d in usable:
        short, long = _ends(d)
        if (
            not d.definition.acronym
            or short not in meanings
            or (short not in ambiguous and not (short in said and len(meanings[short]) > 1))
        ):
            sets.join(short, long)
    return AliasTable(
        _groups(sets, usable, dict(zip(chain(*overrides.merges), chain(*merged), strict=True)), ambiguous),
        _ambiguities([d for d in usable if d.definition.acronym and _ends(d)[0] in ambiguous]),
    )


def _known_key(name: str, known: set[Key]) -> Key:
    """The key the definitions know a name of the user's by, however its case."""
    return next((key for key in _keys(name) if key in known), alias_key(name))


def _ends(d: Defined) -> tuple[Key, Key]:
    return alias_key(d.definition.short), alias_key(d.definition.long)


def _uncontested(defined: list[Defined]) -> list[Defined]:
    """The definitions without those that give a name another acronym than most articles do.

    "Social Democrats" stands for the SPD here and for the PSD there, which are two parties. Where no acronym
    of a name is defined by more articles than the others, none is left. An acronym that the name spells, or
    whose letters hold those of the most frequent one or lie in them (IS, ISIS), is no rival.
    """
    articles: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for d in defined:
        if d.definition.acronym:
            articles[_ends(d)[1]][letters_of(d.definition.short)].add(d.article)
    kept: dict[Key, set[str]] = {}
    for long, own in articles.items():
        first, *others = sorted(own, key=lambda short: (-len(own[short]), short))
        rivals = {short for short in others if not _akin(short, first)}
        tied = any(len(own[short]) == len(own[first]) for short in rivals)
        kept[long] = set() if tied else own.keys() - rivals
    return [
        d
        for d in defined
        if not d.definition.acronym
        or letters_of(d.definition.short) in kept[_ends(d)[1]]
        or spells(d.definition.long.split(), d.definition.short)
    ]


def _akin(a: str, b: str) -> bool:
    return letters_in_order(a, b) or letters_in_order(b, a)


def _meanings(defined: list[Defined]) -> dict[Key, list[Key]]:
    """Each short form -> its long forms, one of each set of forms that mean the same."""
    longs: dict[Key, dict[Key, None]] = defaultdict(dict)
    for d in defined:
        if d.definition.acronym:
            short, long = _ends(d)
            longs[short][long] = None
    found: dict[Key, list[Key]] = {}
    for short, keys in longs.items():
        distinct: list[Key] = []
        for key in sorted(keys, key=lambda k: (-len(k), k)):
            if not any(same_meaning(key, longer) for longer in distinct):
                distinct.append(key)
        found[short] = distinct
    return found


def _groups(
    sets: JoinedSets[Key], defined: list[Defined], merged: dict[str, Key], ambiguous: set[Key]
) -> tuple[Group, ...]:
    spellings: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    evidence: dict[Key, list[Defined]] = defaultdict(list)
    for d in defined:
        short, long = _ends(d)
        if d.definition.acronym and short in ambiguous:
            continue
        spellings[short][d.definition.short] += 1
        spellings[long][d.definition.long] += 1
        if sets.same(short, long):
            evidence[sets.root(short)].append(d)
    by_user = set()
    for name, key in merged.items():
        spellings[key].setdefault(name, 0)
        by_user.add(sets.root(key))
    found = []
    for members in sets.sets():
        if len(members) < 2:
            continue
        forms = [max(spellings[key].items(), key=lambda form: (form[1], form[0])) for key in members]
        forms.sort(key=lambda form: (-form[1], form[0]))
        root = sets.root(members[0])
        found.append(Group(tuple(form for form, _ in forms), tuple(evidence[root]), root in by_user))
    return tuple(sorted(found, key=lambda group: group.forms))


def _ambiguities(defined: list[Defined]) -> tuple[Ambiguity, ...]:
    by_short: dict[Key, list[Defined]] = defaultdict(list)
    for d in defined:
        by_short[_ends(d)[0]].append(d)
    found = []
    for group in by_short.values():
        longs = {alias_key(d.definition.long): d.definition.long for d in reversed(group)}
        found.append(Ambiguity(group[0].definition.short, tuple(sorted(longs.values())), tuple(group)))
    return tuple(sorted(found, key=lambda ambiguity: ambiguity.short))
