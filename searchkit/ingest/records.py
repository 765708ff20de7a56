"""A record of an export -> an article."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from searchkit.article import Article, Author, DateSpan, Evidence
from searchkit.dates import day_order, is_future

from .base import Blob, ReadOptions, Skipped, TooSlow, make_article, printable, why
from .bylines import clean_authors
from .clean import clean_text
from .fields import Layout, layout, mapped_fields, plain, unwrapped, values
from .paragraphs import verbatim
from .record_dates import record_date

if TYPE_CHECKING:
    from .page import Page

MAX_TOPICS = 50
_MAX_ID = 200
_MARKUP = re.compile(
    r"</(?:p|div|li|ul|ol|h[1-6]|article|section|blockquote|em|strong|span)\s*>|<br\s*/?>", re.IGNORECASE
)
_INLINE_TAG = re.compile(r"</?(?:em|i|b|strong|span|sup|sub|a|br|p)\b[^<>]{0,500}>", re.IGNORECASE)


def day_order_in(records: Iterable[object], mapped: tuple[tuple[str, str], ...]) -> bool | None:
    """True if dates in these records are written day first, False if month first, None if nothing tells."""
    return day_order(dates_in(records, mapped))


def dates_in(records: Iterable[object], mapped: tuple[tuple[str, str], ...]) -> set[str]:
    """The dates of records that are not in the order of ISO 8601, as printed."""
    texts: set[str] = set()
    for record in records:
        if isinstance(record, dict):
            for key in layout(tuple(record), mapped)["date"]:
                value = record[key]
                if isinstance(value, str) and value[4:5] != "-":
                    texts.add(value)
    return texts


class Records:
    """Reads the records of one export.

    `source` is what the export says of all its records; `lone` tells that the export is a single record;
    `day_first` how dates like 03/04/2018 are meant in it, where that is known.
    """

    def __init__(
        self,
        blob: Blob,
        options: ReadOptions,
        *,
        source: str = "",
        lone: bool = False,
        day_first: bool | None = None,
    ) -> None:
        self._blob = blob
        self._options = options
        self._source = source
        self._lone = lone
        self._day_first = day_first
        self._mapped = mapped_fields(options.field_map)

    def article(self, record: object, number: int, place: str) -> Article | Skipped:
        """The article of record `number` (from 1); `place` names it in the reason of a Skipped."""
        if not isinstance(record, dict):
            return Skipped(self._blob.name, f"{place} is no record")
        try:
            return self._article(record, number, place)
        except (Exception, TooSlow) as error:  # noqa: BLE001  one bad record must not stop the others
            return Skipped(self._blob.name, f"{place}: {why(error)}")

    def _article(self, record: Mapping[str, Any], number: int, place: str) -> Article | Skipped:
        record = unwrapped(record, self._mapped)
        fields = layout(tuple(record), self._mapped)
        known = describe(record, fields, "field", self._day_first, self._options.today, why=self._options.why)
        text, text_key = _first(record, fields["text"])
        page = None
        if "<" in text and ("html" in text_key.lower() or _MARKUP.search(text)):
            page = _read_page(text, self._options.today)
            body = page.paragraphs
        else:
            body = verbatim(clean_text(html.unescape(text) if "html" in text_key.lower() else text))
        if not (
            body or known.title or _first(record, fields["id"])[0]
        ):  # an id says that it is one, if empty
            return Skipped(self._blob.name, f"{place} has no text")
        return make_article(
            self._blob,
            self._options,
            identity=self._identity(record, fields, number),
            title=known.title,
            paragraphs=body,
            authors=known.authors or (page.authors if page else ()),
            published=known.published or (page.published if page else None),
            source=known.source or self._source,
            url=known.url,
            language=known.language,
            topics=known.topics,
            evidence=known.evidence,
        )

    def _identity(self, record: Mapping[str, Any], fields: Layout, number: int) -> str:
        own, _ = _first(record, fields["id"])
        if own and (identity := "_".join(printable(own, _MAX_ID).split())):
            return identity
        return "" if self._lone else f"{'_'.join(self._blob.name.split())}:{number}"


class Description(NamedTuple):
    """What the fields of a record say about its article."""

    title: str
    authors: tuple[Author, ...]
    published: DateSpan | None
    source: str
    url: str
    language: str
    topics: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def describe(
    record: Mapping[str, Any],
    fields: Layout,
    origin: str,
    day_first: bool | None,
    today: date | None,
    *,
    why: bool,
) -> Description:
    """Read the fields of a record other than id and text.

    `fields` is the record's layout, `origin` what its fields are called where evidence is shown ("field"), and `why`
    says whether that is wanted.
    """
    title, title_key = _first(record, fields["title"])
    title = _line(title)
    authors, author_key = _authors(record, fields["authors"])
    published = _published(record, fields["date"], origin, day_first, today)
    evidence: list[Evidence] = []
    if why and title:
        evidence.append(Evidence("title", title, f"{origin} {title_key}"))
    if why and authors:
        evidence.append(Evidence("authors", "; ".join([a.name for a in authors]), f"{origin} {author_key}"))
    if why and published:
        future = ", in the future" if is_future(published, today or date.today()) else ""
        evidence.append(Evidence("published", published.iso, published.origin + future))
    url = _line(_first(record, fields["url"])[0])
    source = _line(_first(record, fields["source"])[0])
    if source.startswith(("http://", "https://")):
        url, source = url or source, urlsplit(source).hostname or ""
    language = _first(record, fields["language"])[0]
    topics = _topics(record, fields["topics"]) if fields["topics"] else ()
    return Description(title, authors, published, source, url, _language(language), topics, tuple(evidence))


def _authors(record: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[tuple[Author, ...], str]:
    for key in keys:
        value = record[key]
        if isinstance(value, str) and not value.startswith("["):
            authors = _named(value)
        else:
            authors = tuple(author for part in values(value) for author in _author(part))
        if authors:
            return authors, key
    return (), ""


def _published(
    record: Mapping[str, Any], keys: tuple[str, ...], origin: str, day_first: bool | None, today: date | None
) -> DateSpan | None:
    for key in keys:
        value = record[key]
        if value and (span := record_date(value, f"{origin} {key}", day_first, today)):
            return span
    return None


def _first(record: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[str, str]:
    """The first value with any text, and its key."""
    for key in keys:
        value = record[key]
        if not isinstance(value, str):
            value = plain(value)
        if value and not value.isspace():
            return value, key
    return "", ""


def _line(text: str) -> str:
    """A title or name on one line, with the markup and entities of web exports resolved."""
    if not text:
        return ""
    if "<" in text:
        text = _INLINE_TAG.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    return " ".join(clean_text(text).split())


@lru_cache(maxsize=8192)
def _named(name: str) -> tuple[Author, ...]:
    return clean_authors((clean_text(name),))


def _author(value: Any) -> tuple[Author, ...]:
    """The authors in one part of a list of authors, with role and affiliation where an object says so."""
    if not isinstance(value, dict):
        return _named(plain(value))
    first, last = plain(value.get("firstname", "")), plain(value.get("lastname", ""))
    authors = _named(plain(value) or f"{first} {last}".strip())
    if len(authors) != 1:
        return authors
    [author] = authors
    role = author.role or _line(plain(value.get("jobTitle", value.get("role", ""))))
    affiliation = author.affiliation or _line(plain(value.get("affiliation", value.get("worksFor", ""))))
    return (Author(author.name, author.printed, role, affiliation),)


def _topics(record: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[str, ...]:
    """All topics of all fields, in order, without repeats; strings are split at commas and semicolons."""
    topics: dict[str, str] = {}
    for key in keys:
        for value in values(record[key]):
            parts = re.split(r"[,;|]", value) if isinstance(value, str) else [plain(value)]
            for topic in map(_line, parts):
                topics.setdefault(topic.casefold(), topic)
    topics.pop("", None)
    return tuple(topics.values())[:MAX_TOPICS]


def _language(text: str) -> str:
    return text.strip().replace("_", "-").lower() if len(text) <= 12 else ""


def _read_page(markup: str, today: date | None) -> Page:
    from .page import read_page

    return read_page(markup, today=today)
