"""Finds the copies among the articles of an index being made, and gathers them into stories."""

from __future__ import annotations

import math
from functools import lru_cache

from searchkit.copies import Text, are_copies, candidates, stories
from searchkit.engines.whoosh.writer import Copies, IndexWriter, Place

_TEXTS = 1_000
"""Texts kept for the next comparison."""


def find_copies(writer: IndexWriter) -> Copies:
    """The copies in the next generation.

    Articles of the live generation were compared with one another when it was made.
    """
    places, sketches = writer.sketches()
    lengths = dict(zip(places, sketches.lengths.tolist(), strict=True))
    before = writer.pairs_before()

    @lru_cache(maxsize=_TEXTS)
    def text(place: Place) -> Text:
        return Text.of(*writer.text(place), writer.first_day(place))

    def compare(a: Place, b: Place) -> bool:
        if writer.is_new(a) or writer.is_new(b):
            return are_copies(text(a), text(b))
        return (a, b) in before or (b, a) in before

    def precedence(place: Place) -> tuple[float, int, str]:
        """The earliest stands for a story, or else the longest."""
        return writer.first_day(place) or math.inf, -lengths[place], writer.id_of(place)

    pairs = [(places[a], places[b]) for a, b in candidates(sketches) if compare(places[a], places[b])]
    writer.release()
    members = sorted({place for pair in pairs for place in pair}, key=precedence)
    order = {place: number for number, place in enumerate(members)}
    found = [sorted(story, key=order.__getitem__) for story in stories(pairs, order)]
    return Copies(sorted(found), sorted(pairs))
