"""Walking the part of a page that is about its article, and knowing what stands below the headline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .blocks import Block
from .boilerplate import doubt, speaks_of_others
from .tree import HEADINGS, Node, fold

_MOST = 0.5  # of a headline that is left without its rubric


def around(nodes: Iterable[Node]) -> set[int]:
    """The ids of some elements and of all elements around them."""
    return {id(above) for node in nodes for above in (node, *node.ancestors())}


def headline_at(found: list[Block], title: str) -> int:
    """Which block is the headline, or else the heading that lacks only its rubric; -1 if it is not printed."""
    headline = fold(title)
    whole = next((i for i, block in enumerate(found) if is_headline(block, headline)), -1)
    if whole >= 0:
        return whole
    return next((i for i, block in enumerate(found) if _lacks_rubric(block, headline)), -1)


def _lacks_rubric(block: Block, headline: str) -> bool:
    key = fold(block.text) if block.node.name in HEADINGS else ""
    return bool(key) and headline.endswith(f" {key}") and len(key) >= _MOST * len(headline)


def is_headline(block: Block, headline: str) -> bool:
    """Whether a block is the (folded) headline; a heading may have a rubric before it."""
    key = fold(block.text)
    return bool(headline) and (key == headline or (block.node.name in HEADINGS and key.endswith(headline)))


def own_elements(root: Node, headline: Node | None, article: set[int]) -> Iterator[tuple[Node, bool]]:
    """The elements that speak of the article, in order, each with whether it stands below the headline.

    Parts about other articles are left out, unless they are around the article itself (`article` has the ids
    of such elements) or called by the same word as the headline: class names are not to be trusted there.
    """
    found = doubt(headline) if headline else None
    shared = found.reason if found else ""
    below = False
    stack = [root]
    while stack:
        node = stack.pop()
        below = below or node is headline
        yield node, below
        for child in reversed(node.children):
            if isinstance(child, Node) and (id(child) in article or not _is_elsewhere(child, shared)):
                stack.append(child)


def _is_elsewhere(node: Node, shared: str) -> bool:
    found = doubt(node)
    return found is not None and found.reason != shared and speaks_of_others(found)
