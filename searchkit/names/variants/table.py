"""Which spellings of an archive are one name: their keys agree, and so does the company they keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import combinations
from typing import Any, NamedTuple

from searchkit.analysis import words
from searchkit.article import NameKind
from searchkit.names.joined_sets import JoinedSets
from searchkit.names.overrides import Overrides
from searchkit.names.variants.profiles import NameProfile
from searchkit.names.variants.spelling import spelling_key

SCHEMA = 1
_SHARED_NAMES = 2  # so many telling names must stand beside both spellings
_COMMON_SHARE = 0.01  # a name in more than this part of the articles tells nothing ...
_COMMON_LEAST = 8  # ... once it stands in so many
_RARE = 0.125  # of that part: so rare must one of the names beside two spellings of one word be
_SHORTEST = 3  # letters of a key; shorter names agree by chance
_MOST_OF_A_KEY = 60  # spellings of one key that are compared


@dataclass(frozen=True, slots=True)
class Variant:
    """Two spellings taken for one name: the roles and the names that both stand beside."""

    name: str
    other: str
    kind: NameKind
    roles: tuple[str, ...]
    company: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VariantTable:
    """The variants an archive attests."""

    variants: tuple[Variant, ...] = ()
    _others: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        sets: JoinedSets[str] = JoinedSets()
        for variant in self.variants:
            sets.join(variant.name, variant.other)
        for members in sets.sets():
            for member in members:
                self._others[tuple(words(member))] = tuple(
                    sorted(other for other in members if other != member)
                )

    @classmethod
    def build(cls, names: Sequence[NameProfile], overrides: Overrides | None = None) -> VariantTable:
        """The variants among the names of an archive. The user's splits keep two spellings apart."""
        split = {frozenset((_plain(a), _plain(b))) for a, b in (overrides or Overrides()).splits}
        telling = _telling(names)
        by_key: dict[tuple[NameKind, tuple[str, ...]], list[NameProfile]] = defaultdict(list)
        for profile in names:
            key = spelling_key(profile.name)
            if sum(map(len, key)) >= _SHORTEST:
                by_key[profile.kind, key].append(profile)
        found = []
        for group in by_key.values():
            for a, b in combinations(group[:_MOST_OF_A_KEY], 2):
                variant = _variant(a, b, telling)
                if variant and frozenset((_plain(a.name), _plain(b.name))) not in split:
                    found.append(variant)
        return cls(tuple(sorted(found, key=lambda v: (v.name, v.other))))

    def others(self, name: str) -> tuple[str, ...]:
        """The other spellings of a name, however its case and accents."""
        return self._others.get(tuple(words(name)), ())

    def evidence(self, name: str) -> tuple[Variant, ...]:
        """The pairs that join a name to its other spellings."""
        own = _plain(name)
        return tuple(v for v in self.variants if own in (_plain(v.name), _plain(v.other)))

    def to_json(self) -> dict[str, Any]:
        """A JSON object `from_json` reads."""
        return {"schema": SCHEMA, "variants": [asdict(variant) for variant in self.variants]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> VariantTable:
        """The table `to_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        if data["schema"] != SCHEMA:
            raise ValueError(f"a variant table of schema {data['schema']}, not {SCHEMA}")
        return cls(
            tuple(
                Variant(v["name"], v["other"], v["kind"], tuple(v["roles"]), tuple(v["company"]))
                for v in data["variants"]
            )
        )


def _plain(name: str) -> tuple[str, ...]:
    return tuple(words(name))


class _Telling(NamedTuple):
    """The articles of every name, and the most a name may have that says something of those beside it."""

    articles: Mapping[str, frozenset[str]]
    most: float


def _telling(names: Iterable[NameProfile]) -> _Telling:
    articles: dict[str, frozenset[str]] = {}
    for profile in names:
        articles[profile.name] = articles.get(profile.name, frozenset()) | profile.articles
    everything = frozenset[str]().union(*articles.values())
    return _Telling(articles, most_telling(len(everything)))


def most_telling(articles: int) -> float:
    """In how many of so many articles a name may stand and still say something of those beside it."""
    return max(_COMMON_LEAST, _COMMON_SHARE * articles)


def _variant(a: NameProfile, b: NameProfile, telling: _Telling) -> Variant | None:
    """The two as variants if their contexts agree; None if not, or if one article tells them apart."""
    if _plain(a.name) == _plain(b.name):
        return None
    if a.kind == "person" and a.articles & b.articles:
        return None
    roles = a.roles & b.roles
    if a.roles and b.roles and not roles:
        return None
    shared = _shared_company(a, b, telling)
    if len(shared) >= _SHARED_NAMES or (roles and shared):
        return Variant(a.name, b.name, a.kind, tuple(sorted(roles)), tuple(sorted(shared)))
    return None


def _shared_company(a: NameProfile, b: NameProfile, telling: _Telling) -> set[str]:
    """The names beside both that say something.

    Names of one word agree by chance (Tweeter, Twitter): they need a rare one among these. And many places have
    neighbours of nearly their name: where each also stands without the other, an article that prints both may well
    tell them apart (Shaanxi, Shanxi), and what stands beside them there does not count.
    """
    size = {name: len(telling.articles.get(name, ())) for name in a.company & b.company}
    shared = {name for name, articles in size.items() if 0 < articles <= telling.most}
    if " " in a.name or " " in b.name:
        return shared
    both = a.articles & b.articles
    apart = a.articles - both, b.articles - both
    if a.kind == "place" and both and all(apart):
        shared = {name for name in shared if all(telling.articles[name] & own for own in apart)}
    rare = max(_COMMON_LEAST, _RARE * telling.most)
    return shared if any(size[name] <= rare for name in shared) else set()
