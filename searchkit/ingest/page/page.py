"""A saved web page -> its article: the straight line through this package."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...article import Author, DateSpan, Evidence
from .authors import read_authors
from .blocks import blocks
from .body import read_body
from .jsonld import read_linked_data
from .meta import DESCRIPTION, LANGUAGE, TOPICS, URL, read_meta
from .published import read_published
from .soup import parse
from .title import read_title, site_names


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
    """Read the article of a page.

    Args:
        html: the decoded page.
        today: dates after it are not believed; the current day if left out.
    """
    today = today or date.today()
    parsed = parse(html)
    root = parsed.root
    meta = read_meta(parsed.named["meta"], parsed.links)
    linked = read_linked_data(parsed.linked_data)
    sites = site_names(meta, linked)
    headline = read_title(parsed, meta, linked, sites)
    found = blocks(root)
    claims = read_authors(root, found, meta, linked, sites, headline.text)
    authors = claims[0].authors if claims else ()
    language = root.attrs.get("lang", "") or linked.language or meta.first(LANGUAGE)
    kept = read_body(root, found, headline.text, meta.first(DESCRIPTION), tuple(author.name for author in authors))
    stamps = read_published(root, found, kept, meta, linked, language, headline.text, today)
    published = stamps[0].span if stamps else None
    evidence = [Evidence("title", headline.text, headline.origin)]
    evidence += [Evidence("authors", ", ".join(a.name for a in claim.authors), claim.origin) for claim in claims]
    evidence += [Evidence("published", stamp.span.iso, stamp.span.origin) for stamp in stamps]
    return Page(
        title=headline.text,
        paragraphs=tuple(block.text for block in kept),
        authors=authors,
        published=published,
        source=sites[0] if sites else "",
        url=meta.canonical or meta.first(URL) or linked.url,
        language=language,
        topics=linked.topics or tuple(meta.first(TOPICS).split(",")),
        evidence=tuple(evidence),
    )
