"""HTML text -> `Node` tree. The only module that imports bs4.

The lxml builder is used: it is faster than html.parser, linear on broken markup and not limited in depth.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import AttributeDict, NavigableString, PageElement, PreformattedString, Tag

from .tree import Node, listed

MAX_DEPTH = 200  # elements deeper than this are hung on their ancestor there, so that walks may recurse
_DROPPED = frozenset(
    listed(
        "script style template svg math noscript iframe object embed canvas audio video source track"
        " param link rt rp"
    )
)
_INDEXED = frozenset(listed("meta title h1 h2"))
_CODE = re.compile(r"<(script|style|svg|noscript)\b([^>]{0,1000})>", re.IGNORECASE)


@dataclass(slots=True)
class Parsed:
    """A parsed page: its tree, its JSON-LD scripts as text, the attributes of its `<link>` elements.

    `named` holds the meta, title, h1 and h2 elements in the order of the page, `home` the links marked as
    leading to the home page.
    """

    root: Node
    linked_data: list[str] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    home: list[Node] = field(default_factory=list)
    named: dict[str, list[Node]] = field(default_factory=lambda: {name: [] for name in _INDEXED})


def parse(html: str) -> Parsed:
    """Parse a page; bad markup never raises, and an empty page gives an empty tree."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        try:
            soup = _soup(_without_code(html))
        except UnicodeEncodeError:  # half of a surrogate pair: lxml takes only what UTF-8 can hold
            soup = _soup(_without_code(html.encode("utf-8", "replace").decode("utf-8")))
    return _convert(soup)


def _soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml", multi_valued_attributes=None, attribute_dict_class=AttributeDict)


def _without_code(html: str) -> str:
    """The page without scripts, styles and drawings, which are most of its bytes; linked data is kept.

    What is shown without scripts goes too, as text and not as elements: that is how browsers read it, and some
    pages open an element in it that they close in another one, with the article between.
    Looks for each closing tag once only, so that a page of unclosed scripts stays linear.
    """
    lower = html.lower()
    if len(lower) != len(html):  # a letter whose small form is longer: the places would not agree
        return html
    parts, at = [], 0
    unclosed: set[str] = set()
    for match in _CODE.finditer(html):
        name = match[1].lower()
        if match.start() < at or name in unclosed or "ld+json" in match[2].lower():
            continue
        end = lower.find(f"</{name}", match.end())
        close = html.find(">", end) if end >= 0 else -1
        if close < 0:
            unclosed.add(name)
            continue
        parts.append(html[at : match.start()])
        at = close + 1
    return "".join((*parts, html[at:]))


def _convert(soup: BeautifulSoup) -> Parsed:
    root = Node("html", {}, None)
    parsed = Parsed(root)
    stack: list[tuple[Iterator[PageElement], Node]] = [(iter(soup.contents), root)]
    while stack:
        children, node = stack[-1]
        for child in children:
            if isinstance(child, Tag):
                inner = _element(child, stack[min(len(stack), MAX_DEPTH) - 1][1], parsed)
                if inner is not None and child.contents:
                    stack.append((iter(child.contents), inner))
                    break
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                node.children.append(str(child))
        else:
            stack.pop()
    return parsed


def _element(tag: Tag, parent: Node, parsed: Parsed) -> Node | None:
    """The node to hang a tag's content on; None if the tag is not wanted."""
    name = tag.name
    attrs = cast("dict[str, str]", tag.attrs)  # no value is a list: see multi_valued_attributes above
    if name in _DROPPED:
        if name == "script" and "ld+json" in str(attrs.get("type")).lower():
            parsed.linked_data.append(tag.string or "")
        elif name == "link":
            parsed.links.append(attrs)
        return None
    if name == "html":
        parsed.root.attrs.update(attrs)
        return parsed.root
    node = Node(name, attrs, parent)
    parent.children.append(node)
    if name in _INDEXED:
        parsed.named[name].append(node)
    elif name == "a" and "home" in attrs.get("rel", "").split():
        parsed.home.append(node)
    return node
