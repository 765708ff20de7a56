"""Whole days printed inside a line of other text, such as a byline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from searchkit.article import DateSpan

from .printed import parse_printed
from .words import MONTHS

_MONTH = r"(?:" + "|".join(sorted((m for m in MONTHS if len(m) > 2), key=len, reverse=True)) + r")\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.)?"
# A string: `re` compiles and keeps it when it is first used.
_DAYS = (
    rf"(?ai)(?<![\w/-])(?:(?:{_MONTH}\s{{0,2}}{_DAY}(?:\s?[-–]\s?\d{{1,2}})?,?\s{{1,2}}\d{{4}}"
    rf"|{_DAY}(?:\s?[-–]\s?\d{{1,2}})?[\s-](?:of\s|de\s)?{_MONTH},?[\s-](?:de\s)?\d{{4}}"
    r"|\d{4}/\d\d/\d\d|\d{4}-\d\d-\d\d)(?![\w/]|-\d)|\d{4}-\d\d-\d\d(?=T\d\d:))"
)


def find_printed(text: str) -> Iterator[tuple[int, int, DateSpan]]:
    """The days printed in a line, in order, each with its start and end in code points.

    They are month names with day and year, and ISO dates.

    Dates in figures of doubtful order, months and years alone are left out: in prose they are too often
    something else.
    """
    for match in re.finditer(_DAYS, text):
        if span := parse_printed(match[0]):
            yield match.start(), match.end(), span
