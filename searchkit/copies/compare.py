"""Whether two articles are copies, from their whole texts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from searchkit.article import Article
from searchkit.copies.letters import MIN_LETTERS, hashes, letters

COPIED = 0.55  # the share of the shorter text that stands in the longer one, in copies
EVENLY = 0.3  # the same in each of its parts: a text reworded throughout, not news with the old background
PARTS = 5
COPIED_LATER = 0.65  # the same when the days are others: monthly reports repeat their wording
SAME_DAYS = 5
MIN_SIZE = 0.3  # of the longer one: a brief is no copy of the survey that contains it

_BITS = 20  # of a hash that are compared: of 10,000 runs that differ, about 100 agree by chance


@dataclass(frozen=True, slots=True)
class Text:
    """An article as it is compared: its letters and those of its title, and its day (0 if undated)."""

    letters: bytes
    title: bytes
    day: int

    @staticmethod
    def of(title: str, text: str, day: int) -> Text:
        """From the title, the text with or without what parts its paragraphs, and the day."""
        return Text(letters(text), letters(title), day)


def read(article: Article) -> Text:
    """What is compared of an article."""
    day = article.published.first.toordinal() if article.published else 0
    return Text.of(article.title, article.text, day)


def are_copies(a: Text, b: Text) -> bool:
    """Whether one is a copy of the other, or both of a third."""
    shorter, longer = sorted((len(a.letters), len(b.letters)))
    if longer < MIN_LETTERS:
        return shorter > 0 and (a.letters, a.title) == (b.letters, b.title)
    if a.letters == b.letters:
        return True
    if shorter < max(MIN_LETTERS, MIN_SIZE * longer):
        return False
    later = a.day and b.day and abs(a.day - b.day) > SAME_DAYS
    share, least = shared(a, b)
    return share >= COPIED_LATER if later else share >= COPIED or least >= EVENLY


def shared(a: Text, b: Text) -> tuple[float, float]:
    """The share of the shorter text that stands in the longer one, 0 to 1.

    That of the whole of it, and that of the part of it of which least is found.
    """
    import numpy as np

    shorter, longer = sorted((a.letters, b.letters), key=len)
    runs = hashes(shorter)
    if not len(runs):
        return 0.0, 0.0
    stands = np.zeros(1 << _BITS, bool)
    stands[hashes(longer) >> np.uint32(32 - _BITS)] = True
    found = stands[runs >> np.uint32(32 - _BITS)]
    bounds = [part * len(runs) // PARTS for part in range(PARTS + 1)]
    in_parts = [np.count_nonzero(found[start:end]) / max(1, end - start) for start, end in pairwise(bounds)]
    return np.count_nonzero(found) / len(runs), min(in_parts)
