"""A printed date -> `DateSpan`.

The text is folded (case, accents, spaces), the time of day and a label such as "Published on" are taken
off, and what is left has to be a date from end to end. The calendar date counts as printed: a time zone
never moves it.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from searchkit.article import DateSpan

from . import spans
from .numeric import Order, numeric_readings
from .spans import FIRST_YEAR, LAST_YEAR, Bounds
from .worded import read_worded
from .words import MONTHS, WEEKDAYS, ZONES

MAX_LENGTH = 100  # code points; a printed date with every ornament is shorter

# Strings: `re` compiles and keeps each one when it is first used, so importing this costs nothing.
_NAMED_ZONE = (
    r"(?:[a-z]+/[a-z_/]+|(?:" + "|".join(sorted(ZONES)) + r")\b(?:\s?[+-]\d{1,2}(?::?\d\d)?\b)?"
    r"|(?:eastern|central|mountain|pacific|local)(?:\s(?:standard|daylight))?\s(?:time|zeit)\b)"
)
_CLOCK = (
    r"(?:\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s?[ap]\.?\s?m\b\.?)?|\d{1,2}(?:\.\d\d)?\s?[ap]\.?\s?m\b\.?"
    r"|\d{1,2}[.:]\d\d\s?(?:uhr|hrs?)\b|\d{1,2}\s?h\s?\d\d\b|\d{1,2}\s?uhr\b|\b(?:noon|midnight)\b"
    rf"|\d{{1,2}}\.\d\d(?=\s{_NAMED_ZONE}))"
)
_OFFSET = r"\s?[+-]\d\d:?\d\d\b"
_TIME = (
    rf"(?a)(?:\b(?:a|a las|alle|om) )?(?:(?<![\d/.-])|(?<=\d)t|t(?=\d)){_CLOCK}(?:\s?(?:uhr|hrs?)\b)?"
    rf"(?:{_OFFSET})?(?:\s*[(\[]?{_NAMED_ZONE}[)\]]?)*"
)
_COMPACT_TIME = rf"(?a)(?<=\d)t\d{{4,6}}(?:\.\d+)?(?:z\b|{_OFFSET})?"
_ZONE_IN_BRACKETS = rf"(?a)[(\[]{_NAMED_ZONE}[)\]]$"
_LABEL = (
    r"\W*(?:(?:first |originally )?(?:published|posted|issued|released|created|uploaded|dated|filed|printed)"
    r"(?: online)?|(?:publication |publish |posting |issue |release )?date|pub ?date|on|issue"
    r"|veroffentlicht|publie|publicado|pubblicato|gepubliceerd|erschienen|stand)"
    r"\b(?: on\b| at\b| in\b| date\b)?[\s:]*"
)
_WORD = r"[a-z]+"
_YEAR = r"(?a)(?<!\d)\d{4}(?!\d)"
_BARE_NUMBER = r"(?a)(?<!\d)\d{1,3}(?![\dhms])"
_RANGE = r"(?a) (?:-|to|until|through) | ?\.\. ?|(?<=\d)/(?=\d{4}-)"
_TIME_SIGNS = (":", "m", "h", "t", "[", "(")  # one of them is in every time of day
_DASHES = str.maketrans("‐‑‒–—―−’‘ʼ`＇", "-------'''''")


def parse_printed(text: str, *, day_first: bool | None = None, today: date | None = None) -> DateSpan | None:
    """The span of days a printed date names, as narrow as it is printed; None if that is not certain.

    `03/04/2018` is None unless `day_first` says which is the day; `readings` has both. `today` only settles
    the century of a two-digit year. Text around a date makes it no date: prose gives None.
    """
    if span := _iso(text):
        return span
    found = _all_readings(text, today)
    if len(found) > 1 and day_first is not None:
        wanted: Order = "dmy" if day_first else "mdy"
        found = [(order, bounds) for order, bounds in found if order == wanted]
    return DateSpan(*found[0][1], text.strip()) if len(found) == 1 else None


def readings(text: str, *, today: date | None = None) -> tuple[DateSpan, ...]:
    """Every reading of a printed date: two for `03/04/2018`, day first before month first."""
    return tuple(DateSpan(*bounds, text.strip()) for _, bounds in _all_readings(text, today))


def order_of(text: str) -> Order | None:
    """Which order a date in figures shows for certain (`30/08/2018` is "dmy"); None if none."""
    found = _all_readings(text, None)
    return found[0][0] if len(found) == 1 else None


def _iso(text: str) -> DateSpan | None:
    """`2018-08-30`, `2018-08` and `2018`, the commonest forms, without any of the machinery."""
    if len(text) not in (4, 7, 10):
        return None
    try:
        span = DateSpan.from_iso(text, printed=text)
    except ValueError:
        return None
    return span if FIRST_YEAR <= span.first.year <= LAST_YEAR else None


def _all_readings(text: str, today: date | None) -> list[tuple[Order, Bounds]]:
    if len(text) > MAX_LENGTH or re.search(r"\d", text) is None:
        return []
    core = _core(text)
    if found := numeric_readings(_without_weekday(core), today):
        return _on_weekday(found, core) if len(found) > 1 else found
    try:
        bounds = read_worded(core, today)
    except ValueError:
        return []
    bounds = bounds or _two_sides(core, today) or _last_resort(core)
    return [("certain", bounds)] if bounds else []


def _core(text: str) -> str:
    """The folded date, without label and time of day."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES).casefold()
    if not text.isascii():
        # Hangul would fall apart, so only letters with an accent are taken apart.
        text = "".join(unicodedata.normalize("NFD", c)[0] if c < "\u0250" else c for c in text)
    text = " ".join(text.split())
    if any(c in text for c in _TIME_SIGNS):
        text = re.sub(_ZONE_IN_BRACKETS, "", re.sub(_TIME, " ", re.sub(_COMPACT_TIME, " ", text)))
    if label := re.match(_LABEL, text):
        text = text[label.end() :]
    return text.strip(" ,;:|()[]<>·•*")


def _without_weekday(core: str) -> str:
    return re.sub(_WORD, lambda word: "" if word[0] in WEEKDAYS else word[0], core).strip(" ,.")


def _on_weekday(found: list[tuple[Order, Bounds]], core: str) -> list[tuple[Order, Bounds]]:
    """The readings that fall on the printed weekday, or all when none does or none is printed."""
    printed = {WEEKDAYS[word] for word in re.findall(_WORD, core) if word in WEEKDAYS}
    return [reading for reading in found if reading[1][0].weekday() in printed] or found


def _two_sides(core: str, today: date | None) -> Bounds | None:
    """`2018-08-30 to 2018-09-02`: two certain dates with a range sign between them."""
    sides = re.split(_RANGE, core)
    if len(sides) != 2:
        return None
    bounds = [numeric_readings(_without_weekday(side.strip()), today) for side in sides]
    if [len(found) for found in bounds] != [1, 1]:
        return None
    first, last = bounds[0][0][1][0], bounds[1][0][1][1]
    return (first, last) if first <= last else None


def _last_resort(core: str) -> Bounds | None:
    """A rarer arrangement, read by dateutil.

    It fills what is not printed from a default date: what two reads with different defaults agree on is
    printed. It takes `10 30 Aug 2018` for 2010, so the year and month it finds have to be the printed ones,
    and at most one more number may stand there.
    """
    months = [MONTHS[word] for word in re.findall(_WORD, core) if word in MONTHS]
    years = [int(year) for year in re.findall(_YEAR, core)]
    if len(months) != 1 or len(years) != 1 or len(re.findall(_BARE_NUMBER, core)) > 1:
        return None
    from dateutil import parser

    try:
        one, two = (
            parser.parse(core, default=default, ignoretz=True).date()
            for default in (datetime(2000, 1, 1), datetime(1996, 12, 30))
        )
        if {(one.year, one.month), (two.year, two.month)} != {(years[0], months[0])}:
            return None
        return spans.day(*one.timetuple()[:3]) if one == two else spans.month(one.year, one.month)
    except (ValueError, OverflowError):
        return None
