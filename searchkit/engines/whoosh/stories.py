"""Stories: the articles of an index that are copies of one another (`searchkit.copies`), by their keys.

stories.json    [[key, …], …]: the articles of each story, the one that stands for it first
copies.json     [[key, key], …]: the pairs found to be copies, which an update need not compare again
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.engines.whoosh.generations import damaged
from searchkit.engines.whoosh.postings import Docs, Operations, View

STORIES = "stories.json"
PAIRS = "copies.json"

Keys = tuple[int, ...]


@dataclass(frozen=True)
class Stories:
    """The stories of a generation, and where each article that is in one stands: its story, its place there.

    `copied` has a byte for each article of each segment: 1 if it is in a story.
    """

    stories: tuple[Keys, ...]
    where: dict[int, tuple[int, int]]
    copied: tuple[bytes, ...]

    @staticmethod
    def of(data: bytes | None, views: Sequence[View]) -> Stories:
        """Those in a STORIES file, none without one. Raises IndexDamagedError."""
        stories = load_stories(data, sum(map(len, views)))
        where = {key: (n, place) for n, story in enumerate(stories) for place, key in enumerate(story)}
        marks = bytearray(sum(map(len, views)))
        for key in where:
            marks[key] = 1
        copied = tuple(bytes(marks[view.base : view.base + len(view)]) for view in views)
        return Stories(stories, where, copied)

    def fold(self, ops: Operations, views: Sequence[View], found: Sequence[Docs]) -> list[Docs]:
        """Of the articles found in every segment, those that no earlier one of their story stands before."""
        members = [
            view.base + doc
            for view, docs, copied in zip(views, found, self.copied, strict=True)
            for doc in ops.marked(docs, copied)
        ]
        first: dict[int, int] = {}
        for key in members:
            story, place = self.where[key]
            first[story] = min(place, first.get(story, place))
        folded = [key for key in members if self.where[key][1] > first[self.where[key][0]]]
        if not folded:
            return list(found)
        return [
            ops.less(docs, [k - view.base for k in folded if view.base <= k < view.base + len(view)])
            for view, docs in zip(views, found, strict=True)
        ]

    def story(self, key: int) -> Keys:
        """The story an article is in, of itself alone if it has no copies."""
        return self.stories[self.where[key][0]] if key in self.where else (key,)


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
    return json.dumps([list(group) for group in groups], separators=(",", ":")).encode()
