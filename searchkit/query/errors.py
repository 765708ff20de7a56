"""Where the mistake in a query is, drawn as two lines."""

from __future__ import annotations

from searchkit.errors import QuerySyntaxError
from searchkit.textwidth import display_width, prefix_of_width

_SHOWN = 60  # columns of a long query; leaves room for an indent on a terminal of 80
_BEFORE = 30  # of them, how many may stand before the mistake


def caret_lines(error: QuerySyntaxError) -> tuple[str, str]:
    """The query and carets under its mistake, aligned in terminal columns.

    Characters that cannot be printed (controls, line ends) are shown as spaces, and a long query is cut to
    the part around the mistake, "…" standing for the rest.

        iran AND (talks OR
                 ^
    """
    line = "".join(char if char.isprintable() else " " for char in error.query)
    start = _window_start(line, error.position)
    end = start + prefix_of_width(line[start:], _SHOWN)
    before = ("…" if start else "") + line[start : error.position]
    marked = line[error.position : min(error.position + error.length, end)]
    after = line[error.position + len(marked) : end] + ("…" if end < len(line) else "")
    carets = "^" * max(1, display_width(marked))
    return before + marked + after, " " * display_width(before) + carets


def _window_start(line: str, position: int) -> int:
    if display_width(line) <= _SHOWN:
        return 0
    taken = 0
    for start in range(position, 0, -1):
        taken += display_width(line[start - 1])
        if taken > _BEFORE:
            return start
    return 0
