"""Finds the copies among the articles of an index being made, and gathers them into stories."""

from __future__ import annotations

import math
from functools import lru_cache

from searchkit.copies import Text, are_copies, candidates, stories
from searchkit.engines.whoosh.places import Copies
from searchkit.engines.whoosh.writer import IndexWriter

_TEXTS = 1_000
"""Texts kept for the next comparison."""

_COMPARED = 500
"""Pairs compared until the memory of what was read for them is given back."""


def find_copies(writer: IndexWriter) -> Copies:
    """The copies in the next generation.

    Articles of the live generation were compared with one another when it was made.
    """
    places, before = writer.places(), writer.pairs_before()

    @lru_cache(maxsize=_TEXTS)
    def text(number: int) -> Text:
        place = places[number]
        return Text.of(*writer.text(place), writer.first_day(place))

    def compare(a: int, b: int) -> bool:
        one, other = places[a], places[b]
        if writer.is_new(one) or writer.is_new(other):
            return are_copies(text(a), text(b))
        return (one, other) in before or (other, one) in before

    def precedence(number: int) -> tuple[float, int, str]:
        """The earliest stands for a story, or else the longest."""
        place = places[number]
        return writer.first_day(place) or math.inf, -writer.words(place), writer.id_of(place)

    pairs = []
    for count, (a, b) in enumerate(candidates(writer.sketches(), writer.folder)):
        if count % _COMPARED == 0:
            writer.release()
        if compare(a, b):
            pairs.append((a, b))
    writer.release()
    members = sorted({number for pair in pairs for number in pair}, key=precedence)
    order = {number: rank for rank, number in enumerate(members)}
    found = [[places[n] for n in sorted(story, key=order.__getitem__)] for story in stories(pairs, order)]
    return Copies(sorted(found), sorted((places[a], places[b]) for a, b in pairs))
