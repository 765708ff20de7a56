"""When the page's article was published, by ranked evidence and agreement. An update is no publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from searchkit.article import DateSpan
from searchkit.dates import day_first_of_language, day_order

from .blocks import Block
from .boilerplate import speaks_of_others
from .jsonld import LinkedArticle
from .meta import PUBLISHED, PUBLISHED_LOOSELY, Meta
from .places import around, is_headline, own_elements
from .stamps import BEFORE, Reader, Stamp, is_said_of_something_else
from .tree import BLOCKS, HEADINGS, Node, first, fold, squeeze

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
_SAID = 55  # a printed line with words such as "published on" before its date

_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)"
    r"(?:/(?P<m1>\d{1,2}|[a-z]{3})/(?P<d1>\d{1,2})(?=[/.?#]|$)"
    r"|(?P<sign>[_-])(?P<m2>\d\d|[a-z]{3})(?P=sign)(?P<d2>\d\d)(?!\d)"
    r"|(?P<m3>0[1-9]|1[0-2])(?P<d3>0[1-9]|[12]\d|3[01])(?!\d))",
    re.IGNORECASE,
)
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/[^/]")
_LABEL = re.compile(r"publi|date|time|posted|datum|stamp|byline|meta|info", re.IGNORECASE)
_PUBLISHED_LABEL = re.compile(
    r"publi|(?:entry|post|article|story|creat(?:ed|ion)|pub|release)[-_]{0,2}(?:date|time)", re.IGNORECASE
)
_TIMES = ("time", "relative-time", "time-ago", "local-time")  # the last three are well-known custom elements
_ISO = re.compile(r"\s?(?:19|20)\d\d-\d\d-\d\d")
_FIGURE = re.compile(r"\d")
_LOCAL = 25  # what places must be worth together to say that it was another
# A paragraph that opens with its date, set off by a bracket or a dash, or with the words of a dateline.
_DATELINE = re.compile(r"([^a-z]{0,25}?[(]?(?:[^\W\d_]{3,9}\.? )?\d[^()–—|]{4,25}?(?:19|20)\d\d)\s?[)–—|:-]")
_POSTED = re.compile(
    r"\W*((?:this (?:entry|post|article|story) was|(?:posted|published|written) (?:on|by)"
    r"|dieser (?:beitrag|artikel|eintrag) wurde|cet article a été).{0,120}"
    r"|.{0,120}\b(?:was posted|wurde am)(?=.{0,160}\b(?:filed under|abgelegt)).{0,60})",
    re.IGNORECASE,
)
_ADDRESS_ORIGIN = "address"
_REPUBLISHED = timedelta(days=90)  # after the day in its address, a page was published before
_MAX_PLACES = 50  # of one kind that are looked at
_MAX_LINES = 400
_LINK = 0.9  # share of a line; a month that is a link leads to an archive
_SENTENCE = 60  # a line that ends in a full stop and is longer is prose too
_MAX_LINE = 160  # characters of a line that may be a date line; longer is prose


@dataclass(frozen=True, slots=True)
class Dating:
    """The places that agree on the date of an article or, if there are none, which date was not believed and why."""

    stamps: tuple[Stamp, ...]
    refused: str = ""


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
    places = (*range(at + 1, len(found)), *range(at))
    dated = [i for i in places if _has_digit(found[i].text)][:_MAX_LINES]
    lines = [(found[i], _caption(found, i)) for i in dated]
    order = day_order(block.text for block, _ in lines if len(block.text) <= _MAX_LINE)
    reader = Reader(day_first_of_language(language) if order is None else order, today)
    article = around(block.node for block in (*found[at : at + 1], *kept[:1]))
    headline = fold(found[at].text) if at >= 0 else ""
    headings = (block for block in found if block.node.name in HEADINGS)
    beside = {id(block.node.parent) for block in headings if is_headline(block, headline)}
    stamps = [
        *_from_head(meta, linked, reader),
        *_from_elements(root, found[at].node if at >= 0 else None, article, reader),
        *_from_lines(lines, article, beside, reader),
    ]
    stamps = _as_printed(_first_published(stamps))
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


def _first_published(stamps: list[Stamp]) -> list[Stamp]:
    """The stamps without those of a republication: a page has the address that it was first published at."""
    days = (stamp.span.first for stamp in stamps if stamp.span.origin == _ADDRESS_ORIGIN and stamp.is_day)
    last = next((day + _REPUBLISHED for day in days), date.max)
    return [stamp for stamp in stamps if stamp.span.first <= last]


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


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _from_head(meta: Meta, linked: LinkedArticle, reader: Reader) -> Iterator[Stamp]:
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
            yield from reader.read(text, _ADDRESS, _ADDRESS_ORIGIN)
            return
        if match := _MONTH_IN_ADDRESS.search(address):
            yield from reader.read(f"{match[1]}-{match[2]}", _ADDRESS, _ADDRESS_ORIGIN)
            return


def _from_elements(root: Node, headline: Node | None, article: set[int], reader: Reader) -> Iterator[Stamp]:
    """The first date of each kind of element, those below the headline before those above it."""
    places: dict[str, list[tuple[bool, int, str, int, Node]]] = {}
    for order, (node, below) in enumerate(own_elements(root, headline, article)):
        kind = _kind(node)
        if (
            kind is None
            or any(above.name == "blockquote" for above in node.ancestors())
            or (headline and _in_other_article(node, article))
            or (is_said_of_something_else(node.label) and not _PUBLISHED_LABEL.search(node.label))
        ):
            continue
        text = _stated(node.attrs) or node.text(apart=True, limit=_MAX_LINE)
        if len(text) <= _MAX_LINE and _has_digit(text):
            places.setdefault(kind[0], []).append((not below, order, text, kind[1], node))
    for origin, spots in places.items():
        for _, _, text, weight, node in sorted(spots, key=lambda spot: spot[:2])[:_MAX_PLACES]:
            stamps = list(reader.read(text, weight, origin, label=_label_of(node, text)))
            if stamps:
                yield from stamps
                break


def _in_other_article(node: Node, article: set[int]) -> bool:
    """Whether an element stands in an article element that is not around the page's own article."""
    return any(frame.name == "article" and id(frame) not in article for frame in node.ancestors())


def _stated(attrs: dict[str, str]) -> str:
    """The date in the attributes of an element, which may show something like "3 days ago"; empty if none is."""
    for name in ("datetime", "content", "title"):
        if _has_digit(attrs.get(name, "")):
            return attrs[name]
    data = (name for name in attrs if name.startswith("data-") and not is_said_of_something_else(name))
    return first(attrs[name] for name in data if _ISO.match(attrs[name]))


def _label_of(node: Node, text: str) -> str:
    """The end of what is said before the date of an element: in its line, and in it if `text` is not its own."""
    shown = node.text(apart=True, limit=_MAX_LINE)
    own = "" if shown == text else _FIGURE.split(shown, maxsplit=1)[0]
    return squeeze(f"{_said_before(node)} {own}")[-BEFORE:]


def _said_before(node: Node) -> str:
    """The end of what stands before an element in its line."""
    said = ""
    while node.parent is not None and node.name not in BLOCKS:
        siblings = node.parent.children
        for child in reversed(siblings[: siblings.index(node)]):
            if isinstance(child, str):
                said = child[-_MAX_LINE:] + said
            elif child.name == "br" or child.name in BLOCKS:
                return said
            else:
                said = child.text(limit=_MAX_LINE) + said
            if len(said.strip()) >= BEFORE:
                return said
        node = node.parent
    return said


def _kind(node: Node) -> tuple[str, int] | None:
    """What kind of date an element holds, as its origin and weight."""
    attrs, label = node.attrs, node.label
    is_time = node.name in _TIMES
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


def _caption(found: list[Block], at: int) -> str:
    """What the line before one says of it; empty if it is no label."""
    if at == 0 or len(found[at - 1].text) > BEFORE:
        return ""
    label, block = found[at - 1], found[at]
    in_row = block.node.name in ("dd", "td") and label.node.parent is block.node.parent
    return label.text if in_row or label.text.endswith(":") else ""


def _from_lines(
    lines: list[tuple[Block, str]], article: set[int], beside: set[int], reader: Reader
) -> Iterator[Stamp]:
    """The first date line, of lines and their labels in the order of preference.

    A line in a part about other articles counts if it stands `beside` the article's own headline.
    """
    for block, label in lines:
        text = block.text
        if len(text) > _MAX_LINE or (len(text) > _SENTENCE and text.endswith(".")):
            opening = _DATELINE.match(text) or _POSTED.match(text)
            text = opening[1] if opening else ""
        elsewhere = any(speaks_of_others(doubt) and id(node) not in article for node, doubt in block.doubts)
        if elsewhere and id(block.node.parent) not in beside:
            continue
        stamps = list(reader.read(text, _PRINTED, "printed line", label=label, said=_SAID))
        if stamps and (stamps[0].is_day or block.link_share < _LINK):
            yield from stamps
            return
