"""An author -> the parts of a name, so that each style can put them in its order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.analysis import fold
from searchkit.article import Author
from searchkit.names.authors.parse import ParsedAuthor, parse_author

_ATTACHED = re.compile(r"(\w{1,2}[-'’])(\w.*)", re.DOTALL)
_PART_OF_FAMILY = frozenset(["abu", "abd", "ben", "bin", "bint", "ibn"])  # Chicago 17, 16.76
_SUFFIXES = {"jr": "Jr.", "sr": "Sr."}


@dataclass(frozen=True, slots=True)
class CitedAuthor:
    """A person, or in `literal` a body, a desk or a name that has no parts; then all else is empty.

    `particle` is what stands before the family name and is not part of it ("von der", "al-").
    `family_first` tells that this is the order the name is always printed in ("Kim Jong-un").
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    family_first: bool = False

    @property
    def last(self) -> str:
        """The family name with its particle: "von der Leyen", "al-Assad"."""
        return self.literal or _beside(self.particle, self.family)

    @property
    def natural(self) -> str:
        """The name as it is said: "Martin Luther King Jr."."""
        names = (self.last, self.given) if self.family_first else (self.given, self.last)
        return " ".join(filter(None, (*names, self.suffix)))


def cited_author(author: Author) -> CitedAuthor:
    """The parts of an author's name."""
    name = " ".join(author.name.split())
    parsed = parse_author(name)
    if not parsed.person:
        return CitedAuthor(literal=name)
    words = parsed.display.split()
    if parsed.suffix:
        words.pop()
    family = _with_particles(words, parsed)
    if not family:
        return CitedAuthor(literal=parsed.display)
    family_first = words[: len(family)] == family and words[-len(family) :] != family
    given = words[len(family) :] if family_first else words[: -len(family)]
    particle, last = _without_particle(family, parsed, name)
    suffix = _SUFFIXES.get(parsed.suffix, parsed.suffix.upper())
    return CitedAuthor(last, " ".join(given), particle, suffix, family_first=family_first)


def _with_particles(words: Sequence[str], parsed: ParsedAuthor) -> list[str]:
    """The words that are particles and family name, at the end or else the start; nothing if there are none."""
    wanted = "".join((*parsed.particles, *parsed.family))
    for size in range(1, len(words) + 1):
        for run in (words[-size:], words[:size]):
            if "".join(map(_letters, run)) == wanted:
                return list(run)
    return []


def _letters(word: str) -> str:
    return "".join(fold(part) for part in re.split(r"[-‐–]", word.strip(".")) if part.strip(".'’"))


def _without_particle(family: Sequence[str], parsed: ParsedAuthor, name: str) -> tuple[str, str]:
    """Particle and family name. A particle with a capital letter is part of the name (Chicago 17, 8.5)."""
    count = len(parsed.particles)
    if not count:
        return "", " ".join(family)
    if len(family) > len(parsed.family):
        printed = [_as_printed(word, name) for word in family[:count]]
        if printed[0][:1].isupper() or parsed.particles[0] in _PART_OF_FAMILY:
            return "", " ".join((*printed, *family[count:]))
        return " ".join(printed), " ".join(family[count:])
    attached = _ATTACHED.fullmatch(" ".join(family))
    if attached and attached[1].islower():
        return attached[1], attached[2]
    return "", " ".join(family)


def _as_printed(particle: str, name: str) -> str:
    """A particle with the capitals it is printed with, unless the whole name is in capitals."""
    if name.isupper():
        return particle
    return next((word for word in name.replace(",", " ").split() if fold(word) == fold(particle)), particle)


def _beside(particle: str, family: str) -> str:
    return (
        particle + family
        if particle.endswith(("-", "'", "’"))
        else " ".join(filter(None, (particle, family)))
    )
