"""An article and its parts: what `ingest` reads, an engine stores and a printer shows.

Paragraphs are counted from 0 in code and from 1 wherever a person reads them. `Article.text` joins them
with one empty line, and every offset in the JSON form counts code points into that text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

NameKind = Literal["person", "organisation", "place"]
PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote an article. `name` is the cleaned name, `printed` exactly what the article prints."""

    name: str
    printed: str = ""
    role: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date as precise as it was printed: "Aug 2018" runs from the 1st to the 31st of August.

    `printed` is the text it was read from and `origin` says where that stood ("json-ld datePublished").
    """

    first: date
    last: date
    printed: str = ""
    origin: str = ""

    @property
    def iso(self) -> str:
        """`2018-08-30`, `2018-08`, `2018`, or `first..last` for any other span."""
        first, last = self.first, self.last
        if first == last:
            return first.isoformat()
        if first.day == 1 and last == month_end(last.year, last.month):
            if (first.year, first.month) == (last.year, last.month):
                return first.isoformat()[:7]
            if first.year == last.year and (first.month, last.month) == (1, 12):
                return first.isoformat()[:4]
            return f"{first.isoformat()[:7]}..{last.isoformat()[:7]}"
        return f"{first.isoformat()}..{last.isoformat()}"

    @classmethod
    def from_iso(cls, text: str, printed: str = "", origin: str = "") -> DateSpan:
        """The span `iso` wrote. Raises ValueError for anything else."""
        start, _, end = text.partition("..")
        first, last = _iso_bounds(start)
        if end:
            last = _iso_bounds(end)[1]
        if last < first:
            raise ValueError(f"{text!r} ends before it starts")
        return cls(first, last, printed, origin)


@dataclass(frozen=True, slots=True)
class Name:
    """A person, organisation or place as printed at `start:end` (code points) of one paragraph.

    `canonical` is the fullest form the article prints; empty means the text itself.
    """

    text: str
    kind: NameKind
    paragraph: int
    start: int
    end: int
    canonical: str = ""

    @property
    def full(self) -> str:
        """The fullest form the article prints."""
        return self.canonical or self.text

    def __reduce__(self) -> tuple[type[Name], tuple[object, ...]]:
        """As pickled: an article has dozens, and the way of dataclasses takes three times as long."""
        return Name, (self.text, self.kind, self.paragraph, self.start, self.end, self.canonical)


class Evidence(NamedTuple):  # every article read has some: made in a third of the time of a dataclass
    """Where a value of an article came from, for `extract --why`."""

    field: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article, normalised. `path` is the file it came from, as given by the user."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    authors: tuple[Author, ...] = ()
    published: DateSpan | None = None
    source: str = ""
    url: str = ""
    language: str = ""
    topics: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    path: str = ""
    digest: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs, joined by one empty line."""
        return PARAGRAPH_BREAK.join(self.paragraphs)

    def with_digest(self) -> Article:
        """The same article, its `digest` made from its content: 32 hexadecimal digits of SHA-256."""
        return replace(self, digest=content_digest(self))

    def to_json(self, *, text: bool = True, names: bool = True) -> dict[str, Any]:
        """The stable JSON form; without `text` and `names` it is the form of a hit."""
        out: dict[str, Any] = {"id": self.id, "title": self.title}
        if text:
            out["text"] = self.text
        out["authors"] = [
            {"name": a.name, "printed": a.printed, "role": a.role, "affiliation": a.affiliation}
            for a in self.authors
        ]
        out["published"] = self.published.iso if self.published else None
        out |= {"source": self.source, "url": self.url, "language": self.language}
        out["topics"] = list(self.topics)
        if names:
            offsets = paragraph_offsets(self.paragraphs)
            out["names"] = [
                {
                    "text": n.text,
                    "canonical": n.full,
                    "kind": n.kind,
                    "start": offsets[n.paragraph] + n.start,
                    "end": offsets[n.paragraph] + n.end,
                }
                for n in self.names
            ]
        out["path"] = self.path
        return out


def content_digest(article: Article) -> str:
    """A digest of all that was read: it changes when the article does, and not when its file moves."""
    a = article
    return digest_of(a.title, a.paragraphs, a.authors, a.published, a.source, a.url, a.language, a.topics)


def digest_of(
    title: str,
    paragraphs: tuple[str, ...],
    authors: tuple[Author, ...],
    published: DateSpan | None,
    source: str,
    url: str,
    language: str,
    topics: tuple[str, ...],
) -> str:
    """The `content_digest` of an article that is still to be made."""
    import hashlib  # not needed to search

    parts = [title, *paragraphs, "\x1d"]
    for author in authors:
        parts += [author.name, author.printed, author.role, author.affiliation]
    parts += ["\x1d", published.iso if published else "", source, url, language, *topics]
    blob = "\x1e".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(blob).hexdigest()[:32]  # processors have instructions for it


def paragraph_offsets(paragraphs: tuple[str, ...]) -> list[int]:
    """Where each paragraph starts in `Article.text`, in code points."""
    offsets, at = [], 0
    for paragraph in paragraphs:
        offsets.append(at)
        at += len(paragraph) + len(PARAGRAPH_BREAK)
    return offsets


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def _iso_bounds(text: str) -> tuple[date, date]:
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date like 2018, 2018-08 or 2018-08-30")
    year, month, day = (int(g) if g else None for g in match.groups())
    assert year is not None  # noqa: S101  the first group always matches
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), month_end(year, month)
    return date(year, month, day), date(year, month, day)


def authors_from_json(value: list[Mapping[str, str]]) -> tuple[Author, ...]:
    """The authors `Article.to_json` wrote."""
    return tuple(
        Author(a["name"], a.get("printed", ""), a.get("role", ""), a.get("affiliation", "")) for a in value
    )
