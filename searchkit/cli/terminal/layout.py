"""Text in columns of a terminal: styles, wrapping, and lines with something at either end.

A line is made of spans. `span` is the only way to make one and cleans its text, and `Layout.paint` is the
only place that writes escape sequences, so none but ours can reach a terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from searchkit.cli.terminal.sanitise import clean
from searchkit.textwidth import display_width, prefix_of_width

Style = Literal["", "title", "mark", "dim", "error", "good"]

# SGR, ECMA-48 8.3.117
_CODES: dict[Style, str] = {"title": "1", "mark": "1;31", "dim": "2", "error": "31", "good": "32"}
_ISOLATE, _POP = "\u2068", "\u2069"  # first strong isolate, pop directional isolate
_NARROWEST = 8  # columns; text is never squeezed into less
_RIGHT_TO_LEFT = {"R", "AL"}
_STRONG = {"L", *_RIGHT_TO_LEFT}
_UNSEEN_ROOM = 64  # combining marks of a line that count for nothing
_NO_LINE_STARTS_WITH = frozenset("、。，．：；？！）」』】〕》〉”’…—～ー々")


class Span(NamedTuple):
    """Clean text in one style. Make it with `span`."""

    text: str
    style: Style = ""


Line = Sequence[Span]


def span(text: str, style: Style = "") -> Span:
    """A run of text, cleaned of everything that could drive a terminal."""
    return Span(clean(text), style)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where text goes to: `width` columns (None: lines are never broken), with colour or without."""

    width: int | None = None
    colour: bool = False

    def marked(self, text: str, marks: Sequence[tuple[int, int]], style: Style = "") -> list[Span]:
        """Text with its marks: styled where there is colour, between « » where there is none."""
        spans, end = [], 0
        for start, stop in marks:
            spans.append(span(text[end:start], style))
            marked = text[start:stop]
            spans.append(span(marked, "mark") if self.colour else span(f"«{marked}»"))
            end = stop
        return [*spans, span(text[end:], style)]

    def wrap(
        self, line: Line, *, indent: int = 0, hanging: int | None = None, spare: int = 0
    ) -> Iterator[Line]:
        """The line, broken between words to fit.

        The first part starts `indent` columns in and leaves `spare` free at its end; the others start
        `hanging` columns in, or as the first.
        """
        if self.width is None:
            yield [Span(" " * indent), *line]
            return
        text = "".join(part.text for part in line)
        first = self.width - indent - spare
        margin = indent
        for start, end in _breaks(text, first, self.width - (indent if hanging is None else hanging)):
            yield [Span(" " * margin), *_slice(line, start, end)]
            margin = indent if hanging is None else hanging

    def ends(self, left: Line, right: Span, *, hanging: int = 0) -> Iterator[Line]:
        """`left`, wrapped, and `right` at the end of its first line."""
        if self.width is None:
            yield [*left, Span("  "), right]
            return
        taken = display_width(right.text)
        first, *rest = self.wrap(left, hanging=hanging, spare=taken + 2)
        used = sum(display_width(part.text) for part in first)
        yield [*_isolated(first), Span(" " * max(2, self.width - used - taken)), right]
        yield from map(_isolated, rest)

    def rule(self) -> Iterator[Line]:
        """What stands between two articles."""
        yield from ([], [Span("─" * (self.width or 40), "dim")], [])

    def paint(self, line: Line) -> str:
        """The line as it is written, without its end."""
        if not self.colour:
            return "".join(part.text for part in line).rstrip()
        return "".join(
            f"\x1b[{_CODES[part.style]}m{part.text}\x1b[0m" if part.style and part.text else part.text
            for part in line
        )


def _isolated(line: Line) -> Line:
    """The line, its words fenced off if they run right to left and would take along what stands around them."""
    directions = [{unicodedata.bidirectional(char) for char in part.text} for part in line]
    if not any(found & _RIGHT_TO_LEFT for found in directions):
        return line
    words = next(at for at, found in enumerate(directions) if found & _STRONG)
    return [*line[:words], Span(_ISOLATE), *line[words:], Span(_POP)]


def _slice(line: Line, start: int, end: int) -> Iterator[Span]:
    at = 0
    for part in line:
        text = part.text[max(0, start - at) : max(0, end - at)]
        if text:
            yield Span(text, part.style)
        at += len(part.text)


def _breaks(text: str, first: int, others: int) -> Iterator[tuple[int, int]]:
    """The lines of `text`, at most `first`, then `others` columns, without the spaces they are broken at."""
    start, room = 0, max(_NARROWEST, first)
    if not text:
        yield 0, 0
    while start < len(text):
        end = start + prefix_of_width(text[start : start + room + _UNSEEN_ROOM], room)
        if end < len(text):
            end = _last_break(text, start, end)
        yield start, start + len(text[start:end].rstrip())
        start, room = _skip_spaces(text, end), max(_NARROWEST, others)


def _last_break(text: str, start: int, end: int) -> int:
    """The last place in `start:end`, or at `end`, where a line may end; `end` itself if there is none."""
    for at in range(end, start, -1):
        before, after = text[at - 1], text[at]
        if " " in (before, after) or (before == "-" and after.isalpha() and text[at - 2 : at - 1].isalpha()):
            return at
        if _is_wide(before) and _is_wide(after) and after not in _NO_LINE_STARTS_WITH:
            return at
    return end


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in {"W", "F"}


def _skip_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at
