"""A saved web page -> its article: the straight line through this package."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import NamedTuple

from searchkit.article import Author, DateSpan, Evidence

from .authors import read_authors
from .blocks import Block, blocks
from .body import read_body
from .jsonld import LinkedArticle, read_linked_data
from .meta import DESCRIPTION, LANGUAGE, SITE, TOPICS, URL, Meta, read_meta
from .places import headline_at
from .published import read_published
from .site import home_name, home_picture, site_names
from .soup import Parsed, parse
from .title import read_title
from .tree import Node, first, squeeze

_PLENTY = 600  # characters of an articleBody that is worth comparing
_LITTLE = 0.4  # of it; a page that shows less of its text builds it by script
_TAG = re.compile(r"<[^<>]{1,500}>")
_PARAGRAPH_END = re.compile(r"</(?:p|li|h[1-6]|div|blockquote)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says about its article; what it does not say is empty."""

    title: str
    paragraphs: tuple[str, ...]
    authors: tuple[Author, ...] = ()
    published: DateSpan | None = None
    source: str = ""
    url: str = ""
    language: str = ""
    topics: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def read_page(html: str, *, today: date | None = None) -> Page:
    """Read the article of a page; a page without one gives an empty `Page`, bad markup never raises.

    Args:
        html: the decoded page.
        today: no later date is believed; the current day if left out.
    """
    with _uncollected():
        return _read(html, today or date.today())


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection: a page's tree is alive while it is read, and a tenth of the time goes to finding that."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read(html: str, today: date) -> Page:
    parsed = parse(html)
    root = parsed.root
    meta = read_meta(parsed.named["meta"], parsed.links, html)
    linked = read_linked_data(parsed.linked_data)
    sites = site_names(parsed, meta, linked)
    found = blocks(root)
    title = read_title(parsed, found, meta, linked, sites)
    at = headline_at(found, title.text)
    claims = read_authors(root, found, at, meta, linked, sites)
    authors = claims[0].authors if claims else ()
    kept = read_body(root, found, at, title.text, meta.first(DESCRIPTION), tuple(a.name for a in authors))
    language = _first(_languages(root, meta, linked))
    dating = read_published(
        root,
        found,
        at,
        kept,
        meta,
        linked,
        language=language.value,
        today=today,
    )
    source, url = _first(_sources(parsed, meta, linked, sites)), _first(_addresses(meta, linked))
    paragraphs, origin = _paragraphs(kept, linked)
    evidence = (
        Evidence("title", title.text, title.origin),
        *(Evidence("authors", ", ".join(a.name for a in claim.authors), claim.origin) for claim in claims),
        *(Evidence("published", stamp.span.iso, stamp.span.origin) for stamp in dating.stamps),
        Evidence("published", "", dating.refused),
        Evidence("source", source.value, source.origin),
        Evidence("url", url.value, url.origin),
        Evidence("language", language.value, language.origin),
        Evidence("text", f"{len(paragraphs)} paragraphs", origin),
    )
    return Page(
        title=title.text,
        paragraphs=paragraphs,
        authors=authors,
        published=dating.stamps[0].span if dating.stamps else None,
        source=source.value,
        url=url.value,
        language=language.value,
        topics=_topics(meta, linked),
        evidence=tuple(fact for fact in evidence if fact.origin),
    )


class _Value(NamedTuple):
    """A value and where it stood."""

    value: str
    origin: str


def _first(values: Iterable[_Value]) -> _Value:
    return next((found for found in values if found.value), _Value("", ""))


def _from_meta(meta: Meta, names: tuple[str, ...]) -> Iterator[_Value]:
    for name, values in meta.of(names):
        yield _Value(values[0], f"meta {name}")


def _languages(root: Node, meta: Meta, linked: LinkedArticle) -> Iterator[_Value]:
    yield _Value(squeeze(root.attrs.get("lang") or root.attrs.get("xml:lang") or ""), "html lang")
    yield _Value(linked.language, "json-ld inLanguage")
    yield from _from_meta(meta, LANGUAGE)


def _sources(parsed: Parsed, meta: Meta, linked: LinkedArticle, sites: tuple[str, ...]) -> Iterator[_Value]:
    yield from _from_meta(meta, SITE)
    yield _Value(linked.publisher, "json-ld publisher")
    yield _Value(home_name(parsed), "link to the home page")
    yield _Value(home_picture(parsed), "picture that leads to the home page")
    yield _Value(first(sites), "address")


def _addresses(meta: Meta, linked: LinkedArticle) -> Iterator[_Value]:
    candidates = (
        _Value(meta.canonical, "link canonical"),
        *_from_meta(meta, URL),
        _Value(linked.url, "json-ld url"),
        _Value(meta.saved_from, "comment of the saved page"),
    )
    yield from (found for found in candidates if found.value.startswith(("http://", "https://")))


def _topics(meta: Meta, linked: LinkedArticle) -> tuple[str, ...]:
    """The page's topics, each once: the tags of the article, else its keywords."""
    values = linked.topics
    for _, contents in meta.of(TOPICS):
        values = values or (contents if len(contents) > 1 else tuple(contents[0].split(",")))
    return tuple(dict.fromkeys(filter(None, map(squeeze, values))))


def _paragraphs(kept: list[Block], linked: LinkedArticle) -> tuple[tuple[str, ...], str]:
    """The text, and where it stood: the page, or its linked data if the page shows little of that."""
    shown = tuple(block.text for block in kept)
    if len(linked.body) < _PLENTY or sum(map(len, shown)) >= _LITTLE * len(linked.body):
        return shown, "page" if shown else ""
    text = _TAG.sub(" ", _PARAGRAPH_END.sub("\n", unescape(linked.body)))
    return tuple(filter(None, map(squeeze, text.splitlines()))), "json-ld articleBody"
