"""JSON-LD (schema.org) -> what it says of the page's article.

Vocabulary: https://schema.org/Article. Nodes may stand in lists, in `@graph`, or be named by `@id` elsewhere.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .tree import first, squeeze

_MAX_NESTING = 8
_MAX_NODES = 2000
_MAX_AUTHORS = 50
# Kinds of article, best first; a page or video is taken only where no article is described.
_RANK = {
    kind: rank
    for rank, kinds in enumerate(
        (
            (
                "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle"
                " backgroundnewsarticle reviewnewsarticle askpublicnewsarticle satiricalarticle"
                " liveblogposting blogposting report scholarlyarticle techarticle socialmediaposting"
                " discussionforumposting advertisercontentarticle medicalscholarlyarticle"
            ),
            "review recipe podcastepisode event",
            "creativework webpage medicalwebpage itempage aboutpage",
            "videoobject",
        )
    )
    for kind in kinds.split()
}
_NESTING_KEYS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "item")
_OPENINGS = ("<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "<![CDATA[")
_CLOSINGS = (";", "-->", "//]]>", "// ]]>", "/*]]>*/", "]]>")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_TAG = re.compile(r"<[^<>]{1,200}>")


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """The article a page's linked data describes; what it does not say is empty."""

    headline: str = ""
    persons: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    body: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    topics: tuple[str, ...] = ()


def read_linked_data(scripts: Iterable[str]) -> LinkedArticle:
    """The article described by the page's JSON-LD scripts (their raw texts), empty if there is none."""
    nodes: list[dict[str, Any]] = []
    for script in scripts:
        for node in _nodes(_load(script)):
            if len(nodes) >= _MAX_NODES:
                break
            nodes.append(node)
    by_id: dict[str, dict[str, Any]] = {}
    for node in nodes:
        key = node.get("@id")
        if isinstance(key, str) and len(node) > 2:
            by_id.setdefault(key, node)
    articles = sorted((n for n in nodes if _is_article(n)), key=_article_order)
    return _merge([_read(article, by_id) for article in articles[:4]])


def _load(script: str) -> Any:
    text = script.strip()
    for opening in _OPENINGS:
        text = text.removeprefix(opening).lstrip()
    for closing in _CLOSINGS:
        text = text.removesuffix(closing).rstrip()
    for repaired in (text, _TRAILING_COMMA.sub(r"\1", text), html.unescape(text)):
        try:
            return json.loads(repaired, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any, nesting: int = 0) -> Iterator[dict[str, Any]]:
    if nesting > _MAX_NESTING:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, nesting + 1)
    elif isinstance(value, dict):
        yield value
        for key in _NESTING_KEYS:
            if isinstance(value.get(key), (list, dict)):
                yield from _nodes(value[key], nesting + 1)


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [str(kind).rsplit("/", 1)[-1].lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _rank(node: dict[str, Any]) -> int:
    return min((_RANK[kind] for kind in _kinds(node) if kind in _RANK), default=9)


def _is_article(node: dict[str, Any]) -> bool:
    return _rank(node) < 9 and any(
        node.get(key) for key in ("headline", "datePublished", "articleBody", "author")
    )


def _article_order(node: dict[str, Any]) -> tuple[int, bool, bool]:
    return _rank(node), not node.get("headline"), not node.get("author")


def _read(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> LinkedArticle:
    persons, organisations = _authors(node.get("author") or node.get("creator"), by_id)
    name = node.get("name") if _rank(node) < 2 else None
    body = node.get("articleBody")
    return LinkedArticle(
        headline=_text(node.get("headline")) or _text(name),
        persons=persons,
        organisations=organisations,
        published=_text(node.get("datePublished")),
        modified=_text(node.get("dateModified")),
        body=body if isinstance(body, str) else "",
        publisher=_name(node.get("publisher"), by_id),
        url=_text(node.get("url")) or _text(node.get("mainEntityOfPage")),
        language=_text(node.get("inLanguage")),
        topics=tuple(_words(node.get("keywords")) or _words(node.get("articleSection"))),
    )


def _merge(articles: list[LinkedArticle]) -> LinkedArticle:
    """One article of several descriptions: each field from the first that has it."""
    with_authors = next((a for a in articles if a.persons or a.organisations), LinkedArticle())
    return LinkedArticle(
        headline=first(a.headline for a in articles),
        persons=with_authors.persons,
        organisations=with_authors.organisations,
        published=first(a.published for a in articles),
        modified=first(a.modified for a in articles),
        body=first(a.body for a in articles),
        publisher=first(a.publisher for a in articles),
        url=first(a.url for a in articles),
        language=first(a.language for a in articles),
        topics=next((a.topics for a in articles if a.topics), ()),
    )


def _text(value: Any) -> str:
    """A value as plain text: the first of a list, the name of an object, tags and entities resolved."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("@id")
    return squeeze(_TAG.sub(" ", html.unescape(value))) if isinstance(value, str) else ""


def _resolve(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def _name(value: Any, by_id: dict[str, dict[str, Any]]) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    value = _resolve(value, by_id)
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _authors(value: Any, by_id: dict[str, dict[str, Any]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of persons and of organisations, in order."""
    persons: list[str] = []
    organisations: list[str] = []
    for item in value[:_MAX_AUTHORS] if isinstance(value, list) else [value]:
        author = _resolve(item, by_id)
        if not isinstance(author, dict):
            persons += _words(author, split=False)
            continue
        wanted = organisations if any("organization" in kind for kind in _kinds(author)) else persons
        wanted += _words(author.get("name"), split=False)
    return tuple(persons), tuple(organisations)


def _words(value: Any, *, split: bool = True) -> list[str]:
    """The texts of a string, list or comma-separated list."""
    if isinstance(value, str) and split:
        value = value.split(",")
    values = value if isinstance(value, list) else [value]
    return [text for text in map(_text, values) if text]
