"""The part of a query that is being typed: the name of a field, or the value behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

FIELDS = {
    "author": "who wrote it",
    "title": "in the title",
    "name": "a person, organisation or place",
    "person": "a person",
    "org": "an organisation",
    "place": "a place",
    "source": "where it was published",
    "topic": "what it is about",
    "lang": "its language",
    "date": "a day, month, year or span",
    "since": "not older",
    "until": "not newer",
    "before": "older",
    "after": "newer",
    "on": "of this day, month or year",
    "id": "one article",
    "atleast": "that often: atleast:5 iran",
    "most": "that many of: most:2 (a b c)",
}
"""What may stand before a colon, and what it says."""

_FACETS = frozenset(("author", "name", "person", "org", "place", "source", "topic", "lang", "id"))
_OTHER_NAMES = {"entity": "name", "language": "lang", "organisation": "org", "organization": "org"}
_ONE_WORD = re.compile(r"\w+(?:-\w+)*")
_QUOTES = re.compile('["“”„‟«»]')


@dataclass(frozen=True, slots=True)
class Part:
    """What is being typed at the end of a query: `before` is all that is finished.

    `field` is empty while there is no colon; `typed` is the beginning of the value, or of the field's name.
    """

    before: str
    field: str
    typed: str

    @property
    def facet(self) -> str:
        """The facet (or `id`) whose values may stand here, empty if they are not known."""
        name = _OTHER_NAMES.get(self.field, self.field)
        return name if name in _FACETS else ""


def last_part(query: str) -> Part:
    """The part of a query that the cursor stands behind."""
    start, quoted = 0, False
    for at, char in enumerate(query):
        if char == '"':
            quoted = not quoted
        elif not quoted and (char.isspace() or char == "("):
            start = at + 1
    if query.startswith("-", start):
        start += 1
    label, colon, value = query[start:].partition(":")
    if colon and label.isalpha():
        return Part(query[: start + len(label) + 1], label.lower(), value.removeprefix('"'))
    return Part(query[:start], "", query[start:])


def as_query_value(value: str) -> str:
    """A value as it stands behind a colon: in quotes unless it is one plain word."""
    if _ONE_WORD.fullmatch(value):
        return value
    return f'"{" ".join(re.sub(_QUOTES, " ", value).split())}"'
