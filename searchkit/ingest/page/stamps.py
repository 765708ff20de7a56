"""Reading the date in a text of the page, with what is said before it: an update is no publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from searchkit.article import DateSpan
from searchkit.dates import find_printed, parse_printed, readings

BEFORE = 30  # characters before a date that may say what it is the date of
_FIRST_DAY = date(1970, 1, 2)  # stamps up to the first of January 1970 are empty clocks

_IN_FIGURES = re.compile(
    r"(?<![\d./-])(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2})(?![\d/]|[.-]\d)"
    r"|(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
)
_OF_SOMETHING_ELSE = re.compile(
    r"updat|modif|edited|revis|last change|retriev|access|copyright|©|expire|event|deadline"
    r"|until|\bbis\b|jusqu|hasta|since\b|aktualisier|geändert|bearbeitet|mis à jour|actualiza|aggiornat"
    r"|\bborn\b|birth|\bdied\b|death|gebor|gestorben|naissance|décès|\bnacid|nacimiento|fallec|nascita|出生|逝世",
    re.IGNORECASE,
)
_OF_PUBLICATION = re.compile(
    r"(?:\bpubli(?:shed|cation|shing|é|ée|cado|cada|cación|cação|catie)\b|\bpubblicat[oa]\b|\bposted\b|\bparue? "
    r"|\berschienen\b|\bveröffentlich(?:t|ung)\b|\bgepubliceerd\b|\bgeplaatst\b)"
    r"(?: ?\b(?:date|on|at|am|vom|den|le|el|il|em|op|the|datum|tag)\b|\W){0,4}(?:[^\W\d]{2,12}[,.]? ){0,2}$",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_PART = re.compile(r"(?<![^|·•,(])\s?\d{1,2}[\s-][^\W\d_]{3,10}\.?[\s-]\d\d\s?(?![^|·•,)])")
# An instant in universal time: the day it was there may have been another where the page was printed.
_UNIVERSAL = re.compile(r"\d{4}-\d\d-\d\d[T ](\d\d):(\d\d).{0,14}?(?:Z|UTC|GMT|[+-]00:?00)$")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date one place of the page names, and how much that place is worth."""

    span: DateSpan
    weight: int
    elsewhere: str = ""  # the ISO form of another day that it may have been there, if it is an instant

    @property
    def is_day(self) -> bool:
        """Whether it names a day, and not only a month or year."""
        return self.span.first == self.span.last


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads printed dates with what the page shows about the order of day and month."""

    day_first: bool | None
    today: date
    refused: list[str] = field(default_factory=list)  # dates not believed, each with its place and why

    def read(self, text: str, weight: int, origin: str, *, label: str = "", said: int = 0) -> Iterator[Stamp]:
        """The first date in a text that is no update or the like nor yet to come, if any.

        Args:
            text: the text, of one line.
            weight: what a day found there is worth; a month or year is worth less.
            origin: the place, to be named in the evidence.
            label: what stands before the text on the page.
            said: what a day is worth at least that is said there to be that of publication.
        """
        text = text.strip()
        for start, span in self._dates(text, origin):
            before = f"{label} {text[:start]}"[-BEFORE:]
            is_said = _OF_PUBLICATION.search(before) is not None
            if not is_said and _OF_SOMETHING_ELSE.search(before):
                continue
            if span.first > self.today:
                self.refused.append(f"{origin}: {span.iso} is yet to come")
            elif span.first >= _FIRST_DAY:
                worth = max(weight, said) if is_said else weight
                is_day = span.first == span.last
                other = _other_day(text, span) if is_day else ""
                yield Stamp(replace(span, origin=origin), worth if is_day else weight // 3, other)
                return

    def _dates(self, text: str, origin: str) -> Iterator[tuple[int, DateSpan]]:
        whole = parse_printed(text, day_first=self.day_first, today=self.today)
        if whole is not None:
            figure = _FIGURE.search(text)  # words such as "published on" may be a part of it
            yield figure.start() if figure else 0, whole
            return
        spots = [(start, span) for start, _, span in find_printed(text)] or list(self._parts(text))
        for match in _IN_FIGURES.finditer(text):
            # Full stops between the figures are a day-first habit; only month-first pages break it.
            order = True if self.day_first is None and "." in match[0] else self.day_first
            span = parse_printed(match[0], day_first=order, today=self.today)
            if span is not None:
                spots.append((match.start(), span))
            elif len(both := readings(match[0], today=self.today)) > 1:
                self.refused.append(f"{origin}: {match[0]!r} may be {both[0].iso} or {both[1].iso}")
        yield from sorted(spots, key=lambda spot: spot[0])

    def _parts(self, text: str) -> Iterator[tuple[int, DateSpan]]:
        """The parts of a line that are a day with the month in words, which may have a year of two figures."""
        for match in _PART.finditer(text):
            span = parse_printed(match[0].strip(), day_first=self.day_first, today=self.today)
            if span is not None and span.first == span.last:
                yield match.start(), span


def is_said_of_something_else(label: str) -> bool:
    """Whether a text or the name of an element speaks of an update or the like."""
    return _OF_SOMETHING_ELSE.search(label) is not None


def _other_day(text: str, span: DateSpan) -> str:
    """The ISO form of the day it may have been elsewhere at an instant in universal time; empty for none.

    Noon divides: west of Greenwich it was still the day before, east of it already the day after.
    """
    match = _UNIVERSAL.search(text)
    if match is None or match[1] + match[2] == "0000":  # midnight stands for a day without a time
        return ""
    return (span.first + timedelta(days=-1 if int(match[1]) < 12 else 1)).isoformat()
