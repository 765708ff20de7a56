"""Copies -> stories.

Copies are gathered by star clustering (Aslam, Pelekhov & Rus 2004): every member is a copy of the story's centre,
so that a chain of small changes does not join articles that have nothing in common.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def stories(pairs: Iterable[tuple[Key, Key]], order: Mapping[Key, int]) -> Iterator[list[Key]]:
    """Articles in groups of a centre and its copies, those with most copies first.

    `order` numbers all articles that are in pairs; of two with as many copies the one with the lower number is
    the centre.
    """
    copies: dict[Key, set[Key]] = {}
    for a, b in pairs:
        copies.setdefault(a, set()).add(b)
        copies.setdefault(b, set()).add(a)
    free = set(copies)
    for centre in sorted(copies, key=lambda key: (-len(copies[key]), order[key])):
        if centre in free:
            star = [centre, *sorted(copies[centre] & free, key=order.__getitem__)]
            free.difference_update(star)
            if len(star) > 1:
                yield star
