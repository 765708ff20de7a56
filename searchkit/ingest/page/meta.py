"""`<meta>` and `<link>` elements -> their values by name, and the names that say the same thing."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .tree import Node, listed, squeeze

# Names that say the same thing, the more trusted before the less.
TITLE = listed(
    "dc.title dcterms.title citation_title og.title twitter.title parsely-title sailthru.title headline"
)
AUTHOR = listed(
    "citation_author parsely-author sailthru.author author article.author_name dc.creator"
    " dcterms.creator dc.creator.name byl cxenseparse.author cxenseparse.recs.articleauthor"
    " article.author authors creator byline og.article.author og.author author_name dc.contributor"
)
PUBLISHED = listed(
    "article.published_time article.published og.article.published_time og.published_time"
    " datepublished parsely-pub-date sailthru.date cxenseparse.recs.publishtime"
    " cxenseparse.publishtime dc.date.issued dcterms.issued dc.date.publication"
    " citation_publication_date citation_online_date publishdate publish_date publish-date"
    " publication_date publicationdate publication-date published published_date published-date"
    " published_at originalpublicationdate article_date_original bt.pubdate"
    " analyticsattributes.articledate shareaholic.article_published_time rnews.datepublished"
    " prism.publicationdate og.pubdate date_published article.post_date first_published pubdate ptime"
    " pdate"
)
# Names that more often than the others hold the date of something else.
PUBLISHED_LOOSELY = listed(
    "citation_date dc.date.created dcterms.created dc.date dcterms.date dc.date.submitted date displaydate"
    " created time content_create_date datecreated article.create releasedate creation_date dc.created cdate"
)
SITE = listed(
    "og.site_name application-name apple-mobile-web-app-title al.android.app_name citation_journal_title"
    " dc.publisher dcterms.publisher"
)
URL = listed("og.url twitter.url parsely-link")
LANGUAGE = listed("og.locale content-language dc.language language")
DESCRIPTION = listed("og.description description twitter.description dc.description")
TOPICS = listed("article.tag keywords news_keywords parsely-tags sailthru.tags")

# The comments of browsers and SingleFile at the top of a saved page.
_SAVED_FROM = re.compile(
    r"(?:saved from url=\(\d{4}\)|^\s{0,9}url: )(https?://[^\s<>\"]{1,2000})", re.MULTILINE
)
_HEAD = 4000  # characters of a page in which they stand
_MAX_NAMES = 8  # of one element


@dataclass(frozen=True, slots=True)
class Meta:
    """The values of `<meta>` in page order, and the addresses of the page and of its AMP form.

    Names are in small letters with a full stop for each colon; `printed` has them as the page does.
    """

    values: dict[str, tuple[str, ...]]
    printed: dict[str, str]
    canonical: str = ""
    saved_from: str = ""
    amp: str = ""

    @property
    def addresses(self) -> Iterator[str]:
        """What the page gives as its address, the most trusted first."""
        yield from filter(None, (self.canonical, self.first(URL), self.saved_from))

    def of(self, names: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Of these names, in the order given, those the page uses: as it prints them, with their values."""
        for name in names:
            if name in self.values:
                yield self.printed[name], self.values[name]

    def first(self, names: tuple[str, ...]) -> str:
        """The first value of the first name used, or an empty string."""
        return next((values[0] for _, values in self.of(names)), "")


def read_meta(elements: Iterable[Node], links: Iterable[dict[str, str]], page: str) -> Meta:
    """What the page's meta and link elements say, wherever they stand, and the comment of who saved it.

    An `itemprop` describes its item, so only those outside of any are the page's. Some saved pages have
    `value` for `content`. A `property` (RDFa, which may list several names) comes before a `name`.
    """
    values: dict[str, list[str]] = {}
    printed: dict[str, str] = {}
    for node in sorted(elements, key=lambda node: "property" not in node.attrs):
        attrs = node.attrs
        names = attrs.get("property") or attrs.get("name") or attrs.get("http-equiv") or ""
        if not names and node.parent is not None and node.parent.name in ("html", "head"):
            names = attrs.get("itemprop", "")
        content = squeeze(html.unescape(attrs.get("content") or attrs.get("value") or ""))
        for name in names.split()[:_MAX_NAMES] if content else ():
            key = name.lower().replace(":", ".")
            printed.setdefault(key, name)
            values.setdefault(key, []).append(content)
    addresses: dict[str, str] = {}
    for link in links:
        addresses.setdefault(link.get("rel", "").lower(), link.get("href", "").strip())
    saved = _SAVED_FROM.search(page, 0, _HEAD)
    found = {name: tuple(contents) for name, contents in values.items()}
    return Meta(
        found,
        printed,
        canonical=addresses.get("canonical", ""),
        saved_from=saved[1] if saved else "",
        amp=addresses.get("amphtml", ""),
    )
