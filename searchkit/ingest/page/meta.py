"""`<meta>` and `<link>` elements -> their values by name, and the names that say the same thing."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .tree import Node, squeeze

TITLE = tuple(
    "og.title twitter.title parsely-title sailthru.title dc.title dcterms.title citation_title headline".split()
)
AUTHOR = tuple(
    "citation_author parsely-author sailthru.author author article.author_name dc.creator dcterms.creator "
    "dc.creator.name byl cxenseparse.author cxenseparse.recs.articleauthor article.author authors creator byline "
    "og.article.author og.author author_name dc.contributor".split()
)
PUBLISHED = tuple(
    "article.published_time article.published og.article.published_time og.published_time datepublished "
    "parsely-pub-date sailthru.date cxenseparse.recs.publishtime cxenseparse.publishtime dc.date.issued "
    "dcterms.issued dc.date.publication citation_publication_date citation_online_date publishdate publish_date "
    "publish-date publication_date publicationdate publication-date published published_date published-date published_at "
    "published_time_telegram originalpublicationdate article_date_original bt.pubdate "
    "analyticsattributes.articledate shareaholic.article_published_time article.published rnews.datepublished "
    "og.pubdate date_published article.post_date first_published pubdate ptime pdate".split()
)
# Names that more often than the others hold the date of something else.
PUBLISHED_LOOSELY = tuple(
    "citation_date dc.date.created dcterms.created dc.date dcterms.date dc.date.submitted date displaydate "
    "created time content_create_date datecreated article.create releasedate creation_date dc.created cdate".split()
)
MODIFIED = tuple(
    "article.modified_time og.updated_time article.modified lastmod last-modified modified dc.date.modified "
    "dcterms.modified datemodified revised".split()
)
SITE = ("og.site_name", "application-name", "apple-mobile-web-app-title", "al.android.app_name", "twitter.app.name.iphone")
URL = ("og.url", "twitter.url", "parsely-link")
LANGUAGE = ("og.locale", "content-language", "dc.language", "language")
DESCRIPTION = ("og.description", "description", "twitter.description", "dc.description")
TOPICS = ("article.tag", "keywords", "news_keywords", "parsely-tags", "sailthru.tags")


@dataclass(frozen=True, slots=True)
class Meta:
    """The values of `<meta>` by lower-case name, in page order, and the canonical address."""

    values: dict[str, tuple[str, ...]]
    canonical: str = ""

    def of(self, names: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The names that the page uses, in the order given, with their values."""
        for name in names:
            if name in self.values:
                yield name, self.values[name]

    def first(self, names: tuple[str, ...]) -> str:
        """The first value of the first name used, or an empty string."""
        return next((values[0] for _, values in self.of(names)), "")


def read_meta(elements: Iterable[Node], links: Iterable[dict[str, str]]) -> Meta:
    """What the page's meta and link elements say, wherever they stand; a colon in a name counts as a full stop.

    An `itemprop` describes its item, so only those outside of any are the page's.
    """
    values: dict[str, list[str]] = {}
    for node in elements:
        attrs = node.attrs
        name = attrs.get("property") or attrs.get("name") or attrs.get("http-equiv")
        if not name and node.parent is not None and node.parent.name in ("html", "head"):
            name = attrs.get("itemprop")
        content = squeeze(html.unescape(attrs.get("content") or attrs.get("value") or ""))
        if name and content:
            values.setdefault(name.strip().lower().replace(":", "."), []).append(content)
    canonical = next((link.get("href", "") for link in links if link.get("rel", "").lower() == "canonical"), "")
    return Meta({name: tuple(found) for name, found in values.items()}, canonical.strip())
