"""Stories: the articles of an index that are copies of one another (`searchkit.copies`), by their keys.

stories.json    [[key, …], …]: the articles of each story, the one that stands for it first
copies.json     [[key, key], …]: the pairs found to be copies, which an update need not compare again
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.compact_json import compact_json
from searchkit.engines.whoosh.generations import damaged
from searchkit.engines.whoosh.postings import Docs, Operations, View

STORIES = "stories.json"
PAIRS = "copies.json"

Keys = tuple[int, ...]


@dataclass(frozen=True)
class Stories:
    """The stories of a generation; `where` has the number of the story of each article that is in one.

    All articles of all stories, one story after the other, have ranks: `story_of` has the story of each rank,
    `ranks` for each segment the rank of each of its articles, -1 if it is in no story.
    """

    stories: tuple[Keys, ...]
    where: dict[int, int]
    story_of: array[int]
    ranks: tuple[array[int], ...]

    @staticmethod
    def of(data: bytes | None, views: Sequence[View]) -> Stories:
        """Those in a STORIES file, none without one. Raises IndexDamagedError."""
        articles = sum(map(len, views))
        stories = load_stories(data, articles)
        story_of = array("i", (number for number, story in enumerate(stories) for _ in story))
        ranks = array("i", [-1]) * articles
        where = {}
        for rank, key in enumerate(key for story in stories for key in story):
            ranks[key] = rank
            where[key] = story_of[rank]
        return Stories(stories, where, story_of, tuple(ranks[v.base : v.base + len(v)] for v in views))

    def fold(self, ops: Operations, found: Sequence[Docs]) -> list[Docs]:
        """Of the articles found in every segment, those that no earlier one of their story stands before."""
        return ops.folded(found, self.ranks, self.story_of)

    def story(self, key: int) -> Keys:
        """The story an article is in, of itself alone if it has no copies."""
        return self.stories[self.where[key]] if key in self.where else (key,)


def load_stories(data: bytes | None, articles: int) -> tuple[Keys, ...]:
    """The stories of so many articles, deleted ones too. Raises IndexDamagedError."""
    stories = load_keys(data, STORIES, articles)
    if len({key for story in stories for key in story}) != sum(map(len, stories)):
        raise damaged(f"{STORIES} has an article in two stories")
    return stories


def load_pairs(data: bytes | None, articles: int) -> list[tuple[int, int]]:
    """The pairs of copies among so many articles. Raises IndexDamagedError."""
    pairs = load_keys(data, PAIRS, articles)
    if any(len(pair) != 2 for pair in pairs):
        raise damaged(f"{PAIRS} has a pair that is none")
    return [(a, b) for a, b in pairs]


def load_keys(data: bytes | None, name: str, articles: int) -> tuple[Keys, ...]:
    """The groups of article keys in a file, none without one. Raises IndexDamagedError."""
    if data is None:
        return ()
    try:
        groups = tuple(tuple(group) for group in json.loads(data))
    except (ValueError, TypeError, RecursionError) as error:
        raise damaged(f"{name} cannot be read") from error
    if not all(type(key) is int and 0 <= key < articles for group in groups for key in group):
        raise damaged(f"{name} names articles that do not exist")
    return groups


def dump_keys(groups: Sequence[Sequence[int]]) -> bytes:
    """What `load_keys` reads."""
    return compact_json([list(group) for group in groups])
