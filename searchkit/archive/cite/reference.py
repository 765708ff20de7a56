"""What a citation says of an article, or of a paragraph of it."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.archive.anchors import anchor_of
from searchkit.archive.cite.people import CitedAuthor, cited_author
from searchkit.article import Article, DateSpan, month_end

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_IN_URLS = ":/?#[]@!$&'()*+,;=%-._~"  # RFC 3986: what need not be escaped


@dataclass(frozen=True, slots=True)
class Reference:
    """The facts of a citation. `paragraph` counts from 0, None for the whole article.

    `url` is one of the web, in ASCII without white space, or empty.
    """

    id: str
    title: str
    authors: tuple[CitedAuthor, ...] = ()
    published: DateSpan | None = None
    source: str = ""
    url: str = ""
    language: str = ""
    paragraph: int | None = None

    @property
    def anchor(self) -> str:
        """`deal#p3`, or the id of the article."""
        return anchor_of(self.id, self.paragraph)


@dataclass(frozen=True, slots=True)
class Citation:
    """An entry for a list of works cited, and for a paragraph what stands in the text or in a note."""

    entry: str
    in_text: str = ""


def reference(article: Article, paragraph: int | None = None) -> Reference:
    """What to cite an article by."""
    return Reference(
        article.id,
        _one_line(article.title) or "(no title)",
        tuple(cited_author(author) for author in article.authors if author.name.strip()),
        article.published,
        _one_line(article.source),
        _web_address(article.url),
        article.language,
        paragraph,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _web_address(url: str) -> str:
    from urllib.parse import quote

    url = url.strip()
    if not url.lower().startswith(("http://", "https://")):
        return ""
    return quote(url, safe=_IN_URLS, errors="replace")


def years(span: DateSpan) -> str:
    """`2018`, or `2017–2018`."""
    first, last = span.first.year, span.last.year
    return str(first) if first == last else f"{first}–{last}"


def days(span: DateSpan) -> str:
    """The part of a date within its year: `August 14`, `August 14–20`, `August–September`; empty for a year.

    Of a span over two years only whole years have such a form, so that it is empty too.
    """
    first, last = span.first, span.last
    if first.year != last.year or is_whole_years(span):
        return ""
    one, other = MONTHS[first.month - 1], MONTHS[last.month - 1]
    if first.day == 1 and last == month_end(last.year, last.month):
        return one if one == other else f"{one}–{other}"
    if one != other:
        return f"{one} {first.day}–{other} {last.day}"
    return f"{one} {first.day}" if first == last else f"{one} {first.day}–{last.day}"


def is_whole_years(span: DateSpan) -> bool:
    """Whether a span says nothing but years."""
    return (span.first.month, span.first.day, span.last.month, span.last.day) == (1, 1, 12, 31)


def with_stop(text: str, stop: str = ".") -> str:
    """The text with a full stop or a comma, inside a quotation mark at its end; none where it ends with a stop.

    A comma may stand behind a question mark, a full stop may not.
    """
    bare = text.rstrip('”"»')
    ends = (".", "?", "!", "…") if stop == "." else (stop,)
    return text if bare.endswith(ends) else f"{bare}{stop}{text[len(bare) :]}"


def single_quotes(text: str) -> str:
    """The text with single quotation marks, to stand between double ones."""
    straight = 0
    found = []
    for char in text:
        straight += char == '"'
        opens = char in "“„«" or (char == '"' and straight % 2 == 1)
        found.append("‘" if opens else "’" if char in '”»"' else char)
    return "".join(found)
