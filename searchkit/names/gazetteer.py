"""What is known of names beforehand: places, given and family names, titles, words of organisations.

`data/lexicon.txt` is written by hand, `data/gazetteer.txt.gz` by `tools/build_gazetteer.py`; both are read
when the first article is, not before.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources

(
    TITLE,
    MODIFIER,
    STARTER,
    CALENDAR,
    ORG_TAIL,
    ORG_HEAD,
    ORG_LINK_HEAD,
    PLACE_OF,
    PLACE_TAIL,
    PLACE_LEAD,
    DIRECTION,
    EVENT,
    PARTICLE,
    LEAD_PARTICLE,
    PLACE_PREPOSITION,
    SPEECH,
    ORG_CONTEXT,
    ORG_APPOSITION,
    GROUP_PEOPLE,
    DEMONYM,
    ORGANISATION,
    COUNTRY,
    REGION,
    CITY_LARGE,
    CITY_SMALL,
    FIRST,
    LAST,
    COMMON,
    REJECT,
    PERSON_OF,
    PLACE_CONTEXT,
    ORG_BODY,
    CORPORATE,
) = (1 << bit for bit in range(33))

CITY = CITY_LARGE | CITY_SMALL
PLACE = COUNTRY | REGION | CITY
SURE_PLACE = COUNTRY | REGION | CITY_LARGE

_SECTIONS = {
    "title": TITLE,
    "modifier": MODIFIER,
    "starter": STARTER,
    "calendar": CALENDAR,
    "org_tail": ORG_TAIL,
    "org_head": ORG_HEAD,
    "org_link_head": ORG_LINK_HEAD,
    "place_of": PLACE_OF,
    "place_tail": PLACE_TAIL,
    "place_lead": PLACE_LEAD,
    "direction": DIRECTION,
    "event": EVENT,
    "particle": PARTICLE,
    "lead_particle": LEAD_PARTICLE,
    "place_preposition": PLACE_PREPOSITION,
    "speech": SPEECH,
    "org_context": ORG_CONTEXT,
    "org_apposition": ORG_APPOSITION,
    "group_people": GROUP_PEOPLE,
    "demonym": DEMONYM,
    "organisation": ORGANISATION,
    "country": COUNTRY,
    "place": REGION,
    "region": REGION,
    "city_large": CITY_LARGE,
    "city_small": CITY_SMALL,
    "first": FIRST,
    "last": LAST,
    "reject": REJECT,
    "person_of": PERSON_OF,
    "place_context": PLACE_CONTEXT,
    "org_body": ORG_BODY,
    "corporate": CORPORATE,
}
_FEW_FLAGS = 200_000
_flags: dict[str, int] = {}


def flags(name: str) -> int:
    """Every class the word or name `name` belongs to, as a sum of this module's bits; 0 if unknown.

    Classes are kept as printed ("Reading" is a town, "reading" is not), but `COMMON` asks whether the lower
    case of the word is an ordinary English word.
    """
    known = _flags.get(name)
    if known is None:
        known = 0
        if name in _listed():
            for bit, names in _sets():
                if name in names:
                    known |= bit
        if name.lower() in _common():
            known |= COMMON
        if len(_flags) >= _FEW_FLAGS:
            _flags.clear()
        _flags[name] = known
    return known


def title_case(name: str) -> str:
    """`NEW YORK` as `New York`; words that are not all capitals stay."""
    return " ".join(w[0] + w[1:].lower() if len(w) > 1 and w.isupper() else w for w in name.split(" "))


def word_list(section: str) -> frozenset[str]:
    """One section of the lexicon, for questions that no class answers."""
    return _lexicon()[section]


def read_sections(text: str) -> dict[str, frozenset[str]]:
    """The sections of a list written by hand: `[name]`, then words, an underscore for a space."""
    found: dict[str, frozenset[str]] = {}
    for block in text.split("\n[")[1:]:
        name, _, body = block.partition("]")
        found[name] = frozenset(word.replace("_", " ") for word in body.split())
    return found


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    return read_sections((resources.files("searchkit.names") / "data" / "lexicon.txt").read_text("utf-8"))


@cache
def _sections() -> dict[str, frozenset[str]]:
    """Section name -> its names, from both files."""
    packed = (resources.files("searchkit.names") / "data" / "gazetteer.txt.gz").read_bytes()
    found = dict(_lexicon())
    for block in ("\n" + gzip.decompress(packed).decode("utf-8")).split("\n[")[1:]:
        name, _, body = block.partition("]\n")
        names = frozenset(body.split("\n"))
        found[name] = found[name] | names if name in found else names
    return found


@cache
def _sets() -> tuple[tuple[int, frozenset[str]], ...]:
    """Each class of `_SECTIONS` with the names in it, one entry a class."""
    merged: dict[int, frozenset[str]] = {}
    for name, bit in _SECTIONS.items():
        names = _sections()[name]
        merged[bit] = merged[bit] | names if bit in merged else names
    return tuple(merged.items())


@cache
def _listed() -> frozenset[str]:
    """Every name of `_sets`, to tell at once that most strings are in none."""
    return frozenset[str]().union(*(names for _, names in _sets()))


@cache
def _common() -> frozenset[str]:
    return _sections()["common"]
