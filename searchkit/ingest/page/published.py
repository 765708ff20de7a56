"""When the page's article was published, by ranked evidence and agreement. An update is no publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from searchkit.article import DateSpan
from searchkit.dates import day_first_of_language, day_order, find_printed, parse_printed, readings

from .blocks import Block
from .boilerplate import speaks_of_others
from .jsonld import LinkedArticle
from .meta import PUBLISHED, PUBLISHED_LOOSELY, Meta
from .places import around, own_elements
from .tree import Node

# What a place is worth. Agreement adds up, so several weak places outweigh one that is a little stronger.
_LINKED = 100
_META = 60
_MICRODATA = 50
_LOOSE_META = 35
_ADDRESS = 30
_MARKED = 28
_TIME = 25
_NAMED = 16
_PRINTED = 12
_FIRST_DAY = date(1970, 1, 2)  # stamps up to the first of January 1970 are empty clocks

_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)"
    r"(?:/(?P<m1>\d{1,2}|[a-z]{3})/(?P<d1>\d{1,2})(?=[/.?#]|$)"
    r"|(?P<sign>[_-])(?P<m2>\d\d|[a-z]{3})(?P=sign)(?P<d2>\d\d)(?!\d)"
    r"|(?P<m3>0[1-9]|1[0-2])(?P<d3>0[1-9]|[12]\d|3[01])(?!\d))",
    re.IGNORECASE,
)
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/[^/]")
_IN_FIGURES = re.compile(
    r"(?<![\d./-])(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2})(?![\d/]|[.-]\d)"
    r"|(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
)
_LABEL = re.compile(r"publi|date|time|posted|datum|stamp|byline|meta|info", re.IGNORECASE)
_PUBLISHED_LABEL = re.compile(
    r"publi|(?:entry|post|article|story|creat(?:ed|ion)|pub|release)[-_]{0,2}(?:date|time)", re.IGNORECASE
)
_UPDATED = re.compile(
    r"updat|modif|edited|revis|last change|retriev|access|copyright|©|expire|event|deadline"
    r"|until|\bbis\b|jusqu|hasta|aktualisier|geändert|bearbeitet|mis à jour|actualiza|aggiornat",
    re.IGNORECASE,
)
# An instant in universal time: the day it was there may have been another where the page was printed.
_UNIVERSAL = re.compile(r"\d{4}-\d\d-\d\d[T ](\d\d):(\d\d).{0,14}?(?:Z|UTC|GMT|[+-]00:?00)$")
_LOCAL = 25  # what places must be worth together to say that it was another
# A paragraph that opens with its date, set off by a bracket or a dash, or with the words of a dateline.
_DATELINE = re.compile(r"([^a-z]{0,25}?[(]?(?:[^\W\d_]{3,9}\.? )?\d[^()–—|]{4,25}?(?:19|20)\d\d)\s?[)–—|:-]")
_POSTED = re.compile(
    r"\W*((?:this (?:entry|post|article|story) was|(?:posted|published|written) (?:on|by)"
    r"|dieser (?:beitrag|artikel|eintrag) wurde|cet article a été).{0,120}"
    r"|.{0,120}\b(?:was posted|wurde am)(?=.{0,160}\b(?:filed under|abgelegt)).{0,60})",
    re.IGNORECASE,
)
_BEFORE = 30  # characters before a date that may say that it is one of an update
_MAX_PLACES = 50  # of one kind that are looked at
_MAX_LINES = 400
_LINK = 0.9  # share of a line; a month that is a link leads to an archive
_SENTENCE = 60  # a line that ends in a full stop and is longer is prose too
_MAX_LINE = 160  # characters of a line that may be a date line; longer is prose


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date one place of the page names, and how much that place is worth."""

    span: DateSpan
    weight: int
    elsewhere: str = ""  # the ISO form of another day that it may have been there, if it is an instant


@dataclass(frozen=True, slots=True)
class Dating:
    """The places that agree on the date of an article or, if there are none, which date was not believed and why."""

    stamps: tuple[Stamp, ...]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads printed dates with what the page shows about the order of day and month."""

    day_first: bool | None
    today: date
    refused: list[str] = field(default_factory=list)  # dates not believed, each with its place and why

    def read(self, text: str, weight: int, origin: str) -> Iterator[Stamp]:
        """The first date in a text that is no update nor to come, if any; a month or year weighs less."""
        for start, span in self._dates(text.strip(), origin):
            is_update = _UPDATED.search(text[max(0, start - _BEFORE) : start])
            if not is_update and span.first > self.today:
                self.refused.append(f"{origin}: {span.iso} is yet to come")
            elif not is_update and span.first >= _FIRST_DAY:
                is_day = span.first == span.last
                other = _other_day(text.strip(), span) if is_day else ""
                yield Stamp(replace(span, origin=origin), weight if is_day else weight // 3, other)
                return

    def _dates(self, text: str, origin: str) -> Iterator[tuple[int, DateSpan]]:
        whole = parse_printed(text, day_first=self.day_first, today=self.today)
        if whole is not None:
            yield 0, whole
            return
        spots = [(start, span) for start, _, span in find_printed(text)]
        for match in _IN_FIGURES.finditer(text):
            # Full stops between the figures are a day-first habit; only month-first pages break it.
            order = True if self.day_first is None and "." in match[0] else self.day_first
            span = parse_printed(match[0], day_first=order, today=self.today)
            if span is not None:
                spots.append((match.start(), span))
            elif len(both := readings(match[0], today=self.today)) > 1:
                self.refused.append(f"{origin}: {match[0]!r} may be {both[0].iso} or {both[1].iso}")
        yield from sorted(spots, key=lambda spot: spot[0])


def read_published(
    root: Node,
    found: list[Block],
    at: int,
    kept: list[Block],
    meta: Meta,
    linked: LinkedArticle,
    *,
    language: str,
    today: date,
) -> Dating:
    """The places that agree on the best date, best place first; empty if the page shows none.

    Args:
        root: the page.
        found: all blocks of the page.
        at: which of them is the headline, -1 if none is.
        kept: those of the article's text.
        meta: the meta elements.
        linked: the JSON-LD.
        language: the page's language tag, to know the order of day and month by if its dates do not show it.
        today: no later date is believed.
    """
    dated = [block for block in (*found[at + 1 :], *found[: max(at, 0)]) if _has_digit(block.text)][
        :_MAX_LINES
    ]
    order = day_order(block.text for block in dated if len(block.text) <= _MAX_LINE)
    reader = _Reader(day_first_of_language(language) if order is None else order, today)
    article = around(block.node for block in (*found[at : at + 1], *kept[:1]))
    stamps = [
        *_from_head(meta, linked, reader),
        *_from_elements(root, found[at].node if at >= 0 else None, article, reader),
        *_from_lines(dated, article, reader),
    ]
    stamps = _as_printed(stamps)
    votes = _votes(stamps)
    best = max(votes, key=lambda iso: votes[iso], default="")
    agreed = sorted((stamp for stamp in stamps if stamp.span.iso == best), key=lambda stamp: -stamp.weight)
    return Dating(tuple(agreed), "" if agreed else next(iter(reader.refused), ""))


def _votes(stamps: Iterable[Stamp]) -> dict[str, int]:
    """What the places that name a day are worth together, by its ISO form."""
    votes: dict[str, int] = {}
    for stamp in stamps:
        votes[stamp.span.iso] = votes.get(stamp.span.iso, 0) + stamp.weight
    return votes


def _as_printed(stamps: list[Stamp]) -> list[Stamp]:
    """The stamps, with instants moved to the day on which they were printed, where the page shows that."""
    local = _votes(stamp for stamp in stamps if not stamp.elsewhere)

    def is_printed(stamp: Stamp) -> bool:
        return local.get(stamp.elsewhere, 0) >= max(_LOCAL, local.get(stamp.span.iso, 0) + 1)

    return [
        replace(stamp, span=_moved(stamp.span, stamp.elsewhere), elsewhere="") if is_printed(stamp) else stamp
        for stamp in stamps
    ]


def _moved(span: DateSpan, iso: str) -> DateSpan:
    day = date.fromisoformat(iso)
    return replace(span, first=day, last=day)


def _other_day(text: str, span: DateSpan) -> str:
    """The ISO form of the day it may have been elsewhere at an instant in universal time; empty for none.

    Noon divides: west of Greenwich it was still the day before, east of it already the day after.
    """
    match = _UNIVERSAL.search(text)
    if match is None or match[1] + match[2] == "0000":  # midnight stands for a day without a time
        return ""
    return (span.first + timedelta(days=-1 if int(match[1]) < 12 else 1)).isoformat()


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _from_head(meta: Meta, linked: LinkedArticle, reader: _Reader) -> Iterator[Stamp]:
    yield from reader.read(linked.published, _LINKED, "json-ld datePublished")
    for names, weight in ((PUBLISHED, _META), (PUBLISHED_LOOSELY, _LOOSE_META)):
        for name, values in meta.of(names):
            stamps = list(reader.read(values[0], weight, f"meta {name}"))
            yield from stamps
            if stamps:
                break
    for address in (*meta.addresses, linked.url, meta.amp):
        if match := _IN_ADDRESS.search(address):
            year = match["year"]
            month, day = match["m1"] or match["m2"] or match["m3"], match["d1"] or match["d2"] or match["d3"]
            text = f"{day} {month} {year}" if month.isalpha() else f"{year}-{int(month):02}-{int(day):02}"
            yield from reader.read(text, _ADDRESS, "address")
            return
        if match := _MONTH_IN_ADDRESS.search(address):
            yield from reader.read(f"{match[1]}-{match[2]}", _ADDRESS, "address")
            return


def _from_elements(root: Node, headline: Node | None, article: set[int], reader: _Reader) -> Iterator[Stamp]:
    """The first date of each kind of element, those below the headline before those above it."""
    places: dict[str, list[tuple[bool, int, str, int]]] = {}
    for order, (node, below) in enumerate(own_elements(root, headline, article)):
        kind = _kind(node)
        if (
            kind is None
            or any(above.name == "blockquote" for above in node.ancestors())
            or (_UPDATED.search(node.label) and not _PUBLISHED_LABEL.search(node.label))
        ):
            continue
        text = node.attrs.get("datetime") or node.attrs.get("content") or node.attrs.get("title", "")
        if not _has_digit(text):
            text = node.text(limit=_MAX_LINE)
        if len(text) <= _MAX_LINE and _has_digit(text):
            places.setdefault(kind[0], []).append((not below, order, text, kind[1]))
    for origin, spots in places.items():
        for _, _, text, weight in sorted(spots)[:_MAX_PLACES]:
            stamps = list(reader.read(text, weight, origin))
            if stamps:
                yield from stamps
                break


def _kind(node: Node) -> tuple[str, int] | None:
    """What kind of date an element holds, as its origin and weight."""
    attrs, label = node.attrs, node.label
    is_time = node.name == "time"
    if "datepublished" in attrs.get("itemprop", "").lower() or "datePublished" in attrs.get("property", ""):
        return "microdata datePublished", _MICRODATA
    if is_time and ("pubdate" in attrs or _PUBLISHED_LABEL.search(label)):
        return "time element, published", _MICRODATA
    if label and _PUBLISHED_LABEL.search(label):
        return "element named for its date", _MARKED
    if is_time:
        return "time element", _TIME if "datetime" in attrs else _NAMED
    if (label and _LABEL.search(label)) or (node.name == "abbr" and _has_digit(attrs.get("title", ""))):
        return "date element", _NAMED
    return None


def _from_lines(lines: list[Block], article: set[int], reader: _Reader) -> Iterator[Stamp]:
    """The first date line, of lines in the order of preference."""
    for block in lines:
        text = block.text
        if len(text) > _MAX_LINE or (len(text) > _SENTENCE and text.endswith(".")):
            opening = _DATELINE.match(text) or _POSTED.match(text)
            text = opening[1] if opening else ""
        if any(speaks_of_others(doubt) and id(node) not in article for node, doubt in block.doubts):
            continue
        stamps = list(reader.read(text, _PRINTED, "printed line"))
        if stamps and (stamps[0].span.first == stamps[0].span.last or block.link_share < _LINK):
            yield from stamps
            return
