"""The names that stand before a colon in a query, and what to say about a name that is none."""

from __future__ import annotations

from searchkit.errors import QuerySyntaxError

from .nodes import TEXT_FIELDS

FIELDS = {name: name for name in TEXT_FIELDS} | {
    "entity": "name",
    "language": "lang",
    "organisation": "org",
    "organization": "org",
}
"""Every name of a text field -> the field."""

DATE_FIELDS = {name: name for name in ("date", "since", "until", "before", "after")} | {"on": "date"}
"""Every name of a date filter -> the filter."""

_EXAMPLES = {"atleast": "atleast:5 iran", "most": "most:2 (iran iraq syria)", "same": "same:(uk britain)"}

# What other programs call our fields.
_ELSEWHERE = {
    "by": "author", "byline": "author", "from": "author", "headline": "title", "subject": "title",
    "site": "source", "outlet": "source", "publisher": "source", "tag": "topic", "year": "date",
    "published": "date", "to": "until", "people": "person", "location": "place", "country": "place",
}  # fmt: skip


def example(name: str) -> str:
    """How `atleast:`, `most:` or `same:` is written."""
    return f"For example {_EXAMPLES[name]}"


def unknown_field(line: str, at: int, label: str, typed: str) -> QuerySyntaxError:
    """The error for `label:` at `at`: the nearest name that exists, and how to search for `typed` itself."""
    from difflib import get_close_matches

    name = label.lower()
    known = [*FIELDS, *DATE_FIELDS, *_EXAMPLES]
    near = [_ELSEWHERE[name]] if name in _ELSEWHERE else get_close_matches(name, known, 1, 0.65)
    message = f'there is no field "{label}:"' + (f', did you mean "{near[0]}:"?' if near else "")
    hint = f'To look for the text itself, quote it: "{typed}"'
    if not near:
        hint += f"; fields are {' '.join(f'{field}:' for field in (*TEXT_FIELDS, *DATE_FIELDS))}"
    return QuerySyntaxError(message, line, at, len(label) + 1, hint)
