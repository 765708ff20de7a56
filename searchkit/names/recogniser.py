"""People, organisations and places of an article: rules propose, a model judges, the article joins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from searchkit.article import Name, NameKind
from searchkit.names import judge
from searchkit.names.canonical import canonical_forms
from searchkit.names.headline import names_in_headline
from searchkit.names.model import Scores
from searchkit.names.propose import Candidate, candidates, is_headline
from searchkit.names.rules.words import ORGANISATION, PERSON, PLACE, WEAK

# The weights are learnt from an encyclopedia and from tweets; news has more names among its capitals.
_PRIOR_OF_NONE = -1.0
_TRUST = 2.0  # added where the rules are sure


class _Found(NamedTuple):
    paragraph: int
    start: int
    end: int
    text: str
    kind: NameKind


def recognise(paragraphs: Sequence[str], title: str = "") -> tuple[Name, ...]:
    """The names in an article, in order of place, none overlapping another.

    Args:
        paragraphs: the article's text; offsets count code points within each.
        title: its title, which helps to judge the names but gives none itself.
    """
    evidence = [*paragraphs, title] if title else list(paragraphs)
    found = _judged(candidates(evidence))
    kinds: dict[str, NameKind] = {
        name.text.rpartition(" ")[2].upper(): "person" for name in found if name.kind == "person"
    }
    kinds.update((name.text.upper(), name.kind) for name in found)
    for number, paragraph in enumerate(evidence):
        if is_headline(paragraph):
            found += [
                _Found(number, a, b, paragraph[a:b], k) for a, b, k in names_in_headline(paragraph, kinds)
            ]
    found.sort()
    canonical = canonical_forms([(name.text, name.kind) for name in found])
    return tuple(
        Name(name.text, name.kind, name.paragraph, name.start, name.end, canonical[name.text, name.kind])
        for name in found
        if name.paragraph < len(paragraphs)
    )


@cache
def _judge() -> judge.Judge:
    return judge.default()


def _judged(proposed: list[Candidate]) -> list[_Found]:
    """The candidates that are names, with their kinds."""
    found: list[_Found] = []
    weak: list[Candidate] = []
    parts: set[str] = set()
    kinds: dict[str, NameKind] = {}
    for candidate, score in zip(proposed, _judge().scores(proposed), strict=True):
        if candidate.look == WEAK:
            weak.append(candidate)
            continue
        kind = _kind(candidate, score)
        if kind is None:
            continue
        found.append(_Found(candidate.paragraph, candidate.start, candidate.end, candidate.text, kind))
        kinds.setdefault(candidate.text, kind)
        if kind == "person" and " " in candidate.text:
            parts.update(candidate.text.split(" "))
    for candidate in weak:
        support = kinds.get(candidate.text) or ("person" if candidate.text in parts else None)
        if support:
            found.append(_Found(candidate.paragraph, candidate.start, candidate.end, candidate.text, support))
    return found


def _kind(candidate: Candidate, score: Scores) -> NameKind | None:
    """The kind with the highest score; None if the candidate is no name."""
    person, organisation, place, none = score
    look = candidate.look
    if look == PERSON:
        person += _TRUST
    elif look == ORGANISATION:
        organisation += _TRUST
    elif look == PLACE:
        place += _TRUST
    best = max(person, organisation, place)
    if none + _PRIOR_OF_NONE > best:
        return None
    return "place" if best == place else "person" if best == person else "organisation"
