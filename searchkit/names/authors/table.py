"""The authors of a whole archive: which printings are one person, and which could be more than one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import combinations
from typing import Any

from searchkit.analysis import words
from searchkit.names.authors.identity import conflict, reason
from searchkit.names.authors.parse import ParsedAuthor, parse_author
from searchkit.names.joined_sets import JoinedSets
from searchkit.names.overrides import Overrides

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Printing:
    """One way an author is printed, and the ids of the articles that print it so."""

    printed: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Two printings taken for one author, and why."""

    printed: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class Identity:
    """One author: `name` is the fullest printing in natural order; agencies and desks are no `person`."""

    name: str
    person: bool
    printings: tuple[Printing, ...]
    joins: tuple[Join, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of all articles of this author, each once."""
        return tuple(dict.fromkeys(article for printing in self.printings for article in printing.articles))


@dataclass(frozen=True, slots=True)
class AmbiguousAuthor:
    """A printing that fits two authors or more, and so is counted to none of them."""

    printing: Printing
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuthorTable:
    """Every author of an archive. An ambiguous printing has an identity of its own besides its entry here."""

    identities: tuple[Identity, ...] = ()
    ambiguous: tuple[AmbiguousAuthor, ...] = ()
    _of: dict[str, Identity] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for identity in self.identities:
            self._of.update((printing.printed, identity) for printing in identity.printings)

    @classmethod
    def build(cls, printed: Iterable[tuple[str, str]], overrides: Overrides | None = None) -> AuthorTable:
        """The authors behind (printed form, article id) pairs; the user's rules win over the evidence."""
        articles: dict[str, list[str]] = defaultdict(list)
        for form, article in printed:
            if form.strip():
                articles[form].append(article)
        once = {form: tuple(dict.fromkeys(ids)) for form, ids in articles.items()}
        return _build(once, overrides or Overrides())

    def identity(self, printed: str) -> Identity | None:
        """The author a printing belongs to; None if no article prints it."""
        return self._of.get(printed)

    def find(self, name: str) -> tuple[Identity, ...]:
        """The authors one of whose printings has all words of `name`, case and accents folded."""
        wanted = words(name)
        if not wanted:
            return ()
        return tuple(identity for identity in self.identities if _goes_by(identity, wanted))

    def to_json(self) -> dict[str, Any]:
        """A JSON object `from_json` reads."""
        return {
            "schema": SCHEMA,
            "identities": [asdict(identity) for identity in self.identities],
            "ambiguous": [asdict(entry) for entry in self.ambiguous],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> AuthorTable:
        """The table `to_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        if data["schema"] != SCHEMA:
            raise ValueError(f"an author table of schema {data['schema']}, not {SCHEMA}")
        identities = tuple(
            Identity(
                row["name"],
                row["person"],
                tuple(_printing(printing) for printing in row["printings"]),
                tuple(Join(**join) for join in row["joins"]),
            )
            for row in data["identities"]
        )
        ambiguous = tuple(
            AmbiguousAuthor(_printing(row["printing"]), tuple(row["candidates"])) for row in data["ambiguous"]
        )
        return cls(identities, ambiguous)


def _printing(row: dict[str, Any]) -> Printing:
    return Printing(row["printed"], tuple(row["articles"]))


def _goes_by(identity: Identity, wanted: Sequence[str]) -> bool:
    """Whether the name or a printing of an author has all the words."""
    forms = [identity.name, *(printing.printed for printing in identity.printings)]
    return any(set(wanted) <= set(words(form)) for form in forms)


def _build(articles: dict[str, tuple[str, ...]], overrides: Overrides) -> AuthorTable:
    parsed = _with_marked_order({form: parse_author(form) for form in articles})
    state = _State(
        parsed,
        articles,
        JoinedSets(overrides.splits),
        frozenset(map(frozenset, overrides.splits)),
        frozenset(form for pair in overrides.merges for form in pair),
    )
    for form in parsed:
        state.sets.root(form)
    for a, b in overrides.merges:
        if a in parsed and b in parsed and state.sets.join(a, b):
            state.joins.append(Join(a, b, "the user's file says so"))
    for nodes in _families(parsed):
        _join_family(nodes, state)
    found = [_identity(members, state) for members in state.sets.sets() if members[0] in parsed]
    return AuthorTable(
        tuple(sorted(found, key=lambda i: i.name)),
        tuple(sorted(state.ambiguous, key=lambda a: a.printing.printed)),
    )


def _with_marked_order(parsed: dict[str, ParsedAuthor]) -> dict[str, ParsedAuthor]:
    """Where "KIM Jong-un" marks the family name, "Kim Jong-un" is read the same way."""
    marked = {p.family + p.given: p for p in parsed.values() if p.marked and p.person}
    natural = {p.words for p in parsed.values() if p.marked}
    return {
        form: marked[p.words] if not p.marked and p.words in marked and p.words not in natural else p
        for form, p in parsed.items()
    }


_Node = tuple[bool, tuple[str, ...], tuple[str, ...], str]


def _node(p: ParsedAuthor) -> _Node:
    """Printings with the same node differ in case, accents and order only."""
    return p.person, p.words, p.particles, p.suffix


def _families(parsed: dict[str, ParsedAuthor]) -> list[dict[_Node, list[str]]]:
    """Printings that could be one author at all (the same last word of the family name), by node."""
    found: dict[tuple[str, ...], dict[_Node, list[str]]] = defaultdict(lambda: defaultdict(list))
    for form, p in parsed.items():
        found[p.family[-1:] if p.person else ("", *p.family)][_node(p)].append(form)
    return list(found.values())


def _join_family(nodes: dict[_Node, list[str]], state: _State) -> None:
    """Join the printings that fit each other; those that fit two that do not are ambiguous."""
    for forms in nodes.values():
        for form in forms[1:]:
            state.join(forms[0], form)
    clashing = set()
    fits: dict[_Node, list[_Node]] = {node: [] for node in nodes}
    for a, b in combinations(nodes, 2):
        if state.clash(nodes[a], nodes[b]):
            clashing |= {(a, b), (b, a)}
        else:
            fits[a].append(b)
            fits[b].append(a)
    unclear = {
        node: list(dict.fromkeys(x for pair in combinations(near, 2) if pair in clashing for x in pair))
        for node, near in fits.items()
    }
    for a, b in combinations(nodes, 2):
        if b in fits[a] and not unclear[a] and not unclear[b]:
            state.join(nodes[a][0], nodes[b][0])
    for node, others in unclear.items():
        if others:
            candidates = tuple(sorted({state.parsed[nodes[other][0]].display for other in others}))
            state.list_as_ambiguous(nodes[node], candidates)


@dataclass(frozen=True, slots=True)
class _State:
    """What is known while a table is built, and what has been joined so far."""

    parsed: dict[str, ParsedAuthor]
    articles: dict[str, tuple[str, ...]]
    sets: JoinedSets[str]
    split: frozenset[frozenset[str]]
    by_user: frozenset[str]
    joins: list[Join] = field(default_factory=list)
    ambiguous: list[AmbiguousAuthor] = field(default_factory=list)

    def join(self, a: str, b: str) -> None:
        if not self.sets.same(a, b) and self.sets.join(a, b):
            self.joins.append(Join(a, b, reason(self.parsed[a], self.parsed[b])))

    def clash(self, forms: list[str], others: list[str]) -> bool:
        """Whether two nodes are different people: by name, by one article of both, or by the user's word."""
        if conflict(self.parsed[forms[0]], self.parsed[others[0]]):
            return True
        ids = {article for form in forms for article in self.articles[form]}
        if any(article in ids for other in others for article in self.articles[other]):
            return True
        return any(frozenset((form, other)) in self.split for form in forms for other in others)

    def list_as_ambiguous(self, forms: list[str], candidates: tuple[str, ...]) -> None:
        for form in forms:
            if form not in self.by_user:
                self.ambiguous.append(AmbiguousAuthor(Printing(form, self.articles[form]), candidates))


def _identity(members: list[str], state: _State) -> Identity:
    members = [member for member in members if member in state.parsed]
    best = max(members, key=lambda form: _fullness(form, state.parsed[form], len(state.articles[form])))
    printings = sorted(
        (Printing(form, state.articles[form]) for form in members),
        key=lambda p: (-len(p.articles), p.printed),
    )
    own = set(members)
    joins = tuple(join for join in state.joins if join.printed in own)
    return Identity(state.parsed[best].display or best, state.parsed[best].person, tuple(printings), joins)


def _fullness(form: str, p: ParsedAuthor, articles: int) -> tuple[int, int, bool, bool, int, str]:
    """Rather more words, then more letters, then not in capitals only, then with accents, then in more articles."""
    letters = sum(map(len, p.words)) + len(p.particles)
    return len(p.words), letters, not form.isupper(), not form.isascii(), articles, form
