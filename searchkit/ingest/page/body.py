"""The article's own text: which blocks are believed, which element holds them, which of its lines belong.

Prose is told by length, sentence ends and few links (the shallow text features of Kohlschütter, Fankhauser &
Nejdl 2010), and the element that holds nearly all of it is the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .blocks import Block
from .boilerplate import HIDDEN, STRONG, Doubt
from .lines import is_closing_note, is_teaser
from .places import is_headline
from .tree import HEADINGS, Node, fold

_SENTENCE_ENDS = frozenset(".!?:;\"”’')…。！？」』）")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]")
_STANDFIRST_LABEL = re.compile(
    r"(?i:stand-?first|sub-?_?(?:title|heading|headline|head|hed|line|deck|dek)|intro|excerpt|summary|description"
    r"|abstract|strapline)|(?<![a-z])(?:dek|deck|lede)(?![a-z])|D(?:ek|eck)(?![a-z])"
)
_PARAGRAPHS = frozenset(("p", "blockquote", "pre", "td", "dd"))
_PARTS_OF_TEXT = frozenset(("p", "li", "ul", "ol", "blockquote", "td", "tr", "tbody"))  # never the holder
_MIN_PROSE, _SURE_PROSE = 40, 120  # letters
_MAX_SCORE = 1200  # letters of one block that count: a single huge block must not decide alone
_MOST = 0.72  # of the prose that an element must hold to be the holder
_MAX_NOTES = 8  # blocks at the end among which notes about the article may stand


def read_body(
    root: Node, found: list[Block], at: int, title: str, description: str, authors: tuple[str, ...]
) -> list[Block]:
    """The paragraphs, headings, list items and table rows of the article, in order.

    Args:
        root: the page.
        found: all blocks of the page.
        at: which of them is the headline, -1 if none is.
        title: the headline; it is not repeated in the text.
        description: what the head gives as the page's description, to know the standfirst by.
        authors: their names, to know the notes about them at the end by.
    """
    sure = _believed(found)
    holder = _holder(root, sure)
    kept = _without_notes(_kept([block for block in sure if _is_inside(block.node, holder)], title), authors)
    return [*_standfirst(found, at, kept, description), *kept] if kept else []


def is_prose(block: Block) -> bool:
    """Whether a block reads like a paragraph: long enough, with a sentence's marks, and few links."""
    size = _size(block.text)
    if size < _MIN_PROSE or block.link_share >= 0.4:
        return False
    return size >= _SURE_PROSE or (size >= 50 and _ends(block.text)) or block.text.count(",") >= 2


def _size(text: str) -> int:
    """The length of a text in letters; an ideograph says as much as three of them."""
    return len(text) if text.isascii() else len(text) + 2 * len(_WIDE.findall(text))


def _score(block: Block) -> int:
    return min(_size(block.text), _MAX_SCORE) - block.links


def _ends(text: str) -> bool:
    return text[-1:] in _SENTENCE_ENDS


def _believed(found: list[Block]) -> list[Block]:
    """The blocks whose surroundings look like an article, or hold too much prose to be anything else."""
    sure = [block for block in found if all(doubt.clearing < STRONG for _, doubt in block.doubts)] or found
    mass: dict[int | str, int] = {}
    total = 0
    for block in filter(is_prose, sure):
        score = _score(block)
        total += score
        for key in {_key(node, doubt) for node, doubt in block.doubts}:
            mass[key] = mass.get(key, 0) + score
    return [block for block in sure if _is_cleared(block, mass, total)] or sure


def _key(node: Node, doubt: Doubt) -> int | str:
    """What a doubt is weighed by: hidden parts of the same label are one, anything else is one element."""
    return doubt.reason if doubt.reason.startswith(HIDDEN) and node.label else id(node)


def _is_cleared(block: Block, mass: dict[int | str, int], total: int) -> bool:
    """Whether every doubt is outweighed; the same reason needs it once, at the outermost element."""
    cleared: set[str] = set()
    for node, doubt in block.doubts:
        if doubt.reason not in cleared and mass.get(_key(node, doubt), 0) <= doubt.clearing * total:
            return False
        cleared.add(doubt.reason)
    return True


def _holder(root: Node, sure: list[Block]) -> Node:
    """The innermost element that still holds nearly all of the prose."""
    mass: dict[int, int] = {}
    for block in filter(is_prose, sure):
        score = _score(block)
        for node in (block.node, *block.node.ancestors()):
            mass[id(node)] = mass.get(id(node), 0) + score
    total = mass.get(id(root), 0)
    named = [node for node in root.walk() if _is_named_holder(node) and mass.get(id(node), 0) >= 0.3 * total]
    enough = [node for node in named if mass.get(id(node), 0) >= min(max(800, 0.3 * total), 0.5 * total)]
    holder = max(enough, key=lambda node: mass.get(id(node), 0), default=root)
    whole = mass.get(id(holder), 0)
    left: list[Node] = []  # elements passed that hold paragraphs of their own: such are no mere frames
    while True:
        inner = [child for child in holder.children if isinstance(child, Node) and id(child) in mass]
        best = max(inner, key=lambda node: mass[id(node)], default=None)
        if best is None or best.name in _PARTS_OF_TEXT or mass[id(best)] < _MOST * whole:
            return holder
        left += [holder for child in inner if child.name == "p" and child is not best]
        if len(left) > 1:
            return left[0]
        holder = best


def _is_named_holder(node: Node) -> bool:
    """Whether an element says itself that it holds an article."""
    return (
        node.name in ("article", "main")
        or node.attrs.get("role") == "main"
        or "articlebody" in node.attrs.get("itemprop", "").lower()
    )


def _is_inside(node: Node, holder: Node) -> bool:
    return node is holder or any(above is holder for above in node.ancestors())


def _kept(inside: list[Block], title: str) -> list[Block]:
    """The blocks that belong, from the first to the last paragraph and what directly follows it."""
    headline, lists = fold(title), _list_shares(inside)
    keep = [_belongs(block, headline, lists) for block in inside]
    heading = [_is_heading(block, headline) for block in inside]
    prose = [i for i, block in enumerate(inside) if keep[i] and is_prose(block)]
    if not prose:
        return [block for block, kept in zip(inside, keep, strict=True) if kept] or inside
    low, high = prose[0], prose[-1]
    while high + 1 < len(inside) and (
        keep[high + 1] or (heading[high + 1] and any(keep[high + 2 : high + 3]))
    ):
        high += 1
    while low > 0 and keep[low - 1] and inside[low - 1].node.name == "p" and _ends(inside[low - 1].text):
        low -= 1
    while low > 0 and heading[low - 1]:
        low -= 1
    return [
        block
        for i, block in enumerate(inside[low : high + 1], low)
        if keep[i] or (heading[i] and any(keep[i + 1 : i + 3]))
    ]


def _belongs(block: Block, headline: str, lists: dict[int, float]) -> bool:
    """Whether a block, if it stands among the paragraphs, is one of them."""
    text, share, name = block.text, block.link_share, block.node.name
    if name in HEADINGS or not any(map(str.isalnum, text)):
        return False
    if is_teaser(text, share) or is_headline(block, headline):
        return False
    if is_prose(block):
        return True
    if name in _PARAGRAPHS:
        return share < 0.5 and len(text) >= 2
    if name == "tr":
        return share < 0.7
    if name == "li":
        around = _list_of(block.node)
        return (lists[id(around)] if around is not None else share) < 0.5
    return share < 0.3 and len(text) >= 25 and _ends(text)


def _is_heading(block: Block, headline: str) -> bool:
    return (
        block.node.name in HEADINGS
        and block.link_share < 0.9
        and not is_teaser(block.text, 0)
        and not is_headline(block, headline)
    )


def _list_of(node: Node) -> Node | None:
    return next((above for above in node.ancestors() if above.name in ("ul", "ol")), None)


def _list_shares(inside: Iterable[Block]) -> dict[int, float]:
    """The share of links in the text of each list, by the id of its element: a list is kept or left whole."""
    links: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for block in inside:
        around = _list_of(block.node)
        if around is not None:
            links[id(around)] = links.get(id(around), 0) + block.links
            sizes[id(around)] = sizes.get(id(around), 0) + len(block.text)
    return {key: links[key] / size for key, size in sizes.items()}


def _without_notes(kept: list[Block], authors: tuple[str, ...]) -> list[Block]:
    """The blocks without the notes at the end; one paragraph may stand between two notes."""
    end = len(kept)
    for i in range(len(kept) - 1, max(0, len(kept) - 1 - _MAX_NOTES), -1):
        if is_closing_note(kept[i].text, authors) or (kept[i].node.name in HEADINGS and i == end - 1):
            end = i
        elif i < end - 2:
            break
    return kept[:end]


def _standfirst(found: list[Block], at: int, kept: list[Block], description: str) -> list[Block]:
    """The sentence between the headline and the text, told by its label or as the page's description."""
    summary, texts = fold(description), {fold(block.text) for block in kept}
    start = next(i for i, block in enumerate(found) if block is kept[0])
    for block in found[at + 1 if at < start else 0 : start]:
        key = fold(block.text)
        if key in texts or block.link_share > 0.3 or len(block.text) < 20:
            continue
        if any(doubt.clearing >= STRONG for _, doubt in block.doubts):
            continue
        near = (block.node, *list(block.node.ancestors())[:2])
        if (summary and key == summary) or any(_STANDFIRST_LABEL.search(node.label) for node in near):
            return [block]
    return []
