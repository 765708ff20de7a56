"""The light tree that this package walks: what is left of a page once scripts and styles are gone."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

from searchkit.ingest.clean import clean_text


def listed(text: str) -> tuple[str, ...]:
    """The words of a text: a list that reads like one."""
    return tuple(text.split())


# Elements that begin a new line of text wherever they stand.
BLOCKS = frozenset(
    listed(
        "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption"
        " figure footer form h1 h2 h3 h4 h5 h6 header hgroup html li main nav ol p pre section summary"
        " table tbody td tfoot th thead tr ul caption amp-story-page"
    )
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Node:
    """An element: lower-case `name`, `attrs` by lower-case name, `children` (elements and text), `parent`.

    `label` is the element's class and id in their own letter case, joined by a space.
    """

    __slots__ = ("attrs", "children", "label", "name", "parent")

    def __init__(self, name: str, attrs: dict[str, str], parent: Node | None) -> None:
        self.name = name
        self.attrs = attrs
        self.children: list[Node | str] = []
        self.parent = parent
        self.label = f"{attrs.get('class', '')} {attrs.get('id', '')}".strip() if attrs else ""

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in the order of the page."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(child for child in reversed(node.children) if not isinstance(child, str))

    def ancestors(self) -> Iterator[Node]:
        """The elements around this one, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def text(self, *, apart: bool = False, limit: int = sys.maxsize) -> str:
        """All text below, white space collapsed.

        Args:
            apart: all elements stand apart, not only those that begin a line.
            limit: leave the rest when there are more characters than this.
        """
        parts: list[str] = []
        size = 0
        stack: list[Node | str] = [self]
        while stack and size <= limit:
            item = stack.pop()
            if isinstance(item, str):
                parts.append(item)
                size += len(item.strip())
                continue
            if apart or item.name == "br" or item.name in BLOCKS:
                parts.append(" ")
                stack.append(" ")
            stack.extend(reversed(item.children))
        return squeeze("".join(parts))


def squeeze(text: str) -> str:
    """The text cleaned, with every run of white space as one space, and none at the ends."""
    if text.isascii() and (joined := " ".join(text.split())).isprintable():
        return joined
    return " ".join(clean_text(text).split())


_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """A key to compare two spellings of a line: case and everything but letters and digits left out."""
    return _NOT_WORD.sub(" ", text).casefold().strip()


def first(values: Iterable[str]) -> str:
    """The first value that is not empty, or an empty string."""
    return next((value for value in values if value), "")
