"""A query and its filters as one line of text, which means the same: `iran` since 2018 is `iran since:2018`.

Relative dates stay as they are: `since:yesterday` goes on meaning the day before the search.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from searchkit.archive.answer import Filters
from searchkit.errors import QuerySyntaxError, UsageError
from searchkit.query import Everything, FieldMatch, Phrase, parse, show
from searchkit.query.tokens import QUOTES

_NO_QUOTES = str.maketrans(dict.fromkeys(QUOTES, " "))


def one_line(text: str, filters: Filters, today: date) -> str:
    """The line that means what `text` does with the filters.

    Raises:
        QuerySyntaxError: the text, or a date of the filters, cannot be read.
        UsageError: the two cannot be said in one line.
    """
    tree = parse(text, today=today)
    text = " ".join(text.split())
    narrowed = filters.narrow(tree, today)
    fields = " ".join(_fields(filters))
    lines = (
        (fields,) if isinstance(tree, Everything) and fields else (f"{text} {fields}", f"({text}) {fields}")
    )
    for line in map(str.strip, lines):
        if _means(line, today) == show(narrowed):
            return line
    raise UsageError("This query and its filters cannot be said in one line.", f"It reads: {show(narrowed)}")


def dated_line(text: str, today: date) -> str:
    """The canonical form of a line, relative dates counted from `today`. Raises QuerySyntaxError."""
    return show(parse(text, today=today))


def _means(line: str, today: date) -> str:
    try:
        return dated_line(line, today)
    except QuerySyntaxError:
        return ""


def _fields(filters: Filters) -> Iterator[str]:
    for field, values in (
        ("author", filters.authors),
        ("name", filters.names),
        ("source", filters.sources),
        ("lang", filters.languages),
    ):
        matches = [show(FieldMatch(field, Phrase(value))) for value in values]
        if matches:
            yield matches[0] if len(matches) == 1 else f"({' OR '.join(matches)})"
    for field, text in (("since", filters.since), ("until", filters.until), ("date", filters.on)):
        if text:
            plain = " ".join(text.translate(_NO_QUOTES).split())
            yield f'{field}:"{plain}"' if " " in plain else f"{field}:{plain}"
