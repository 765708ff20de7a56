"""One line a record, as a template says: `{rank} {title:40} {date}`.

A field is a name in braces, and behind a colon the columns it fills: `{title:40}` is padded to 40 (`{rank:>4}` on
its left), `{title:.40}` cut to 40, `{score:.2}` a number with 2 decimals. Nothing of it is Python: no attributes,
no items, no conversions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from searchkit.cli.printers.base import Answer, Record
from searchkit.cli.printers.table import cell
from searchkit.cli.terminal.console import Console
from searchkit.cli.terminal.sanitise import clean
from searchkit.errors import UsageError
from searchkit.textwidth import display_width, truncate

_PART = re.compile(
    r"(?P<escape>\\[nt\\]|\{\{|\}\})"
    r"|\{(?P<name>[a-z_]+)(?::(?P<align>[<>]?)(?P<width>[0-9]{1,3})?(?:\.(?P<most>[0-9]{1,3}))?)?\}"
    r"|(?P<plain>[^{}\\]+|\\)"
)
_ESCAPES = {r"\n": "\n", r"\t": "\t", "\\\\": "\\", "{{": "{", "}}": "}"}


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a record in `width` columns at least, `most` at most (None: as it comes)."""

    name: str
    right: bool = False
    width: int = 0
    most: int | None = None

    def of(self, value: object) -> str:
        if isinstance(value, float) and self.most is not None:
            text = f"{value:.{self.most}f}"
        else:
            text = cell(value) if self.most is None else truncate(cell(value), self.most)
        padding = " " * (self.width - display_width(text))
        return padding + text if self.right else text + padding


@dataclass(frozen=True, slots=True)
class Template:
    """An output form that the user has written: text as it stands, and fields."""

    parts: tuple[str | _Field, ...]


@dataclass(frozen=True, slots=True)
class TemplatePrinter:
    """Prints the records of an answer as a template says, each followed by `end`."""

    template: Template
    end: str = "\n"

    def __call__(self, answer: Answer, console: Console) -> None:
        """Print all records. Raises UsageError for a field that they do not have."""
        for record in answer.records if answer.key else (answer.head,):
            console.out.write(self._line(_with_short_names(record)) + self.end)
        console.notes(answer.notes)

    def _line(self, record: Record) -> str:
        parts = self.template.parts
        return "".join(part if isinstance(part, str) else part.of(_value(record, part)) for part in parts)


def read_template(text: str) -> Template:
    """The template a text is. Raises UsageError for a brace that is no field's."""
    parts: list[str | _Field] = []
    at = 0
    while at < len(text):
        match = _PART.match(text, at)
        if match is None:
            raise UsageError(
                f"--format cannot read {text[at : at + 20]!r}.",
                "A field is written {title} or {title:40}, a brace of its own is doubled: {{.",
            )
        parts.append(_part(match))
        at = match.end()
    return Template(tuple(parts))


def _part(match: re.Match[str]) -> str | _Field:
    if match["escape"]:
        return _ESCAPES[match["escape"]]
    if match["plain"]:
        return clean(match["plain"])
    most = int(match["most"]) if match["most"] else None
    return _Field(match["name"], match["align"] == ">", int(match["width"] or 0), most)


def _with_short_names(record: Record) -> Record:
    """The record, with the names for what is long or oddly named in it."""
    short: dict[str, Any] = {}
    if "published" in record:
        short["date"] = record["published"]
    if "snippets" in record:
        short["snippet"] = _sentence(record["snippets"])
    return {**record, **short}


def _sentence(snippets: Sequence[Mapping[str, Any]]) -> str:
    """The first sentence of the text that matches, else the title if that does."""
    texts = sorted(snippets, key=lambda snippet: bool(snippet["field"] == "title"))
    return str(texts[0]["text"]) if texts else ""


def _value(record: Record, part: _Field) -> object:
    if part.name not in record:
        raise UsageError(f"--format has no field {{{part.name}}} here.", f"There are: {', '.join(record)}.")
    return record[part.name]
