"""A line of Markdown (CommonMark), with the anchor by which `searchkit show` finds the place again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from searchkit.archive.cite.reference import Citation, Reference, days, single_quotes, years
from searchkit.article import DateSpan

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|#~!$]")


def cite(references: Sequence[Reference]) -> list[Citation]:
    """A line each."""
    return [Citation(_line(one)) for one in references]


def _line(one: Reference) -> str:
    title = _escaped(one.title)
    parts = [
        _escaped(", ".join(author.natural for author in one.authors)),
        f"[{title}]({_target(one.url)})" if one.url else f"“{single_quotes(title)}”",
        f"*{_escaped(one.source)}*" if one.source else "",
        _date(one.published),
        "" if one.paragraph is None else f"¶{one.paragraph + 1}",
    ]
    return f"{', '.join(filter(None, parts))} ({_code(one.anchor)})"


def _date(span: DateSpan | None) -> str:
    """`August 14, 2018`, as much of it as is known, or else `n.d.`."""
    if span is None:
        return "n.d."
    within = days(span)
    comma = ", " if any(char.isdigit() for char in within) else " "
    return f"{within}{comma}{years(span)}" if within else years(span)


def _target(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")


def _code(text: str) -> str:
    """A code span, fenced by more backticks than the text has in a row."""
    text = " ".join(text.split())
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
