"""What an archive knows of names: its aliases, its authors, its spellings; made of what its articles teach."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from searchkit.analysis import words
from searchkit.archive.building.learnt import Learnt
from searchkit.archive.whoiswho.lookup import AuthorEntry, Entry, Lookup, dump_authors, dump_names, keys_of
from searchkit.archive.whoiswho.rules import Rules
from searchkit.compact_json import compact_json
from searchkit.engines.whoosh.generations import damaged
from searchkit.names import gazetteer
from searchkit.names.aliases import AliasTable, Ambiguity, Defined, Group
from searchkit.names.authors import AuthorTable, Identity, parse_author
from searchkit.names.variants import Variant, VariantTable

VARIANTS = "variants.json"
_MOST_FORMS = 12
"""Forms of one name that are looked for; so many are a mistake, and each costs time."""
_LONG_NAME = 5
"""Letters of a family name from which on its spelling alone says whose it is."""


@dataclass(frozen=True)
class Tables:
    """What follows from the articles of an archive and from the user's rules, which win."""

    learnt: Mapping[str, Learnt]
    spellings: VariantTable
    rules: Rules

    @cached_property
    def aliases(self) -> AliasTable:
        """Names that mean the same."""
        defined = (Defined(id_, each) for id_ in self._ids for each in self.learnt[id_].definitions)
        return AliasTable.build(defined, self.rules.for_aliases())

    @cached_property
    def authors(self) -> AuthorTable:
        """Who wrote what."""
        printed = ((author, id_) for id_ in self._ids for author in self.learnt[id_].authors)
        return AuthorTable.build(printed, self.rules.for_authors())

    @cached_property
    def variants(self) -> VariantTable:
        """Spellings of one name, but for those the user's rules split."""
        split = {frozenset((_plain(a), _plain(b))) for a, b in self.rules.for_aliases().splits}
        return VariantTable(
            tuple(
                each
                for each in self.spellings.variants
                if frozenset((_plain(each.name), _plain(each.other))) not in split
            )
        )

    @cached_property
    def _ids(self) -> list[str]:
        """The articles that teach something, in order."""
        return sorted(self.learnt)

    def lookup(self) -> Lookup:
        """The same for a search."""
        return Lookup(*self.dump())

    def dump(self) -> tuple[bytes, bytes]:
        """The files of `lookup.py`: names, authors."""
        entries: dict[str, Entry] = {}
        for form, entry in self._entries():
            for key in self._keys(form):
                old = entries.get(key)
                entries[key] = entry if old is None else _merged(old, entry)
        return dump_names(entries, self.rules.digest), dump_authors(list(self._author_entries()))

    def _keys(self, form: str) -> tuple[str, ...]:
        """Short forms are found as they are printed, without a plural s too; other names under their stems."""
        keys = keys_of(form)
        if len(keys) < 2:
            return keys
        if not _is_short(form):
            return keys[1:]
        singular = form[:-1] if form.endswith("s") else ""
        return (keys[0], *keys_of(singular)[:1]) if singular.isupper() else keys[:1]

    def _entries(self) -> Iterator[tuple[str, Entry]]:
        for group in self.aliases.groups:
            forms = group.forms[:_MOST_FORMS]
            for form in forms:
                others = tuple(other for other in forms if other != form)
                article, paragraph = _evidence(group, form)
                yield form, Entry(form, others, (), (), _is_ordinary(form), article, paragraph)
        for ambiguity in self.aliases.ambiguities:
            yield ambiguity.short, _unclear(ambiguity)
        for variant in self.variants.variants:
            for form in (variant.name, variant.other):
                yield form, Entry(form, spellings=self.variants.others(form)[:_MOST_FORMS])
            yield from _family_names(variant)

    def _author_entries(self) -> Iterator[AuthorEntry]:
        """An ambiguous printing stands with every author it fits, and they with it."""
        candidates = {each.printing.printed: each.candidates for each in self.authors.ambiguous}
        for identity in self.authors.identities:
            displays = _displays(identity)
            perhaps = (printed for printed, names in candidates.items() if displays & set(names))
            own = tuple(printing.printed for printing in identity.printings)
            may_be = candidates.get(own[0], ()) if len(own) == 1 else ()
            yield AuthorEntry(identity.name, own, tuple(perhaps), may_be)


def empty(rules: Rules) -> Tables:
    """What follows from no article at all."""
    return Tables({}, VariantTable(), rules)


def load_spellings(data: bytes) -> VariantTable:
    """The spellings an index keeps. Raises IndexDamagedError."""
    try:
        return VariantTable.from_json(json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise damaged(f"{VARIANTS} cannot be read") from error


def dump_spellings(table: VariantTable) -> bytes:
    """What `load_spellings` reads."""
    return compact_json(table.to_json())


def _merged(old: Entry, new: Entry) -> Entry:
    """Two things known of one key. Aliases of two groups whose keys agree are not mixed: the first stays."""
    if old.aliases and new.aliases:
        return old
    first, second = (old, new) if old.aliases or old.meanings else (new, old)
    spellings = tuple(dict.fromkeys((*first.spellings, *second.spellings)))
    return first._replace(spellings=spellings)


def _evidence(group: Group, form: str) -> tuple[str, int]:
    """Where a form is defined, or else where the group is; nowhere if only the user says so."""
    own = [d for d in group.evidence if form in (d.definition.short, d.definition.long)]
    first = next(iter(own or group.evidence), None)
    return (first.article, first.definition.paragraph) if first else ("", 0)


def _unclear(ambiguity: Ambiguity) -> Entry:
    first = ambiguity.evidence[0]
    return Entry(
        ambiguity.short,
        meanings=ambiguity.longs,
        capitals=_is_ordinary(ambiguity.short),
        article=first.article,
        paragraph=first.definition.paragraph,
    )


def _displays(identity: Identity) -> set[str]:
    return {identity.name, *(parse_author(printing.printed).display for printing in identity.printings)}


def _family_names(variant: Variant) -> Iterator[tuple[str, Entry]]:
    """The spellings of a person's family name, if it is long enough and nothing else (Moscow, Buffet)."""
    first, second = variant.name.split(" ")[-1], variant.other.split(" ")[-1]
    if (
        variant.kind != "person"
        or _plain(first) == _plain(second)
        or min(len(first), len(second)) < _LONG_NAME
    ):
        return
    if not any(gazetteer.flags(word) & (gazetteer.COMMON | gazetteer.PLACE) for word in (first, second)):
        yield first, Entry(first, spellings=(second,))
        yield second, Entry(second, spellings=(first,))


def _is_short(form: str) -> bool:
    """Whether a form of one word is written as a short form: two capitals, as no plain name has."""
    return sum(letter.isupper() for letter in form) > 1


def _is_ordinary(form: str) -> bool:
    """Whether a short form is an English word too: WHO, AIDS, ACT."""
    return _is_short(form) and bool(gazetteer.flags(form) & gazetteer.COMMON)


def _plain(name: str) -> tuple[str, ...]:
    return tuple(words(name))
