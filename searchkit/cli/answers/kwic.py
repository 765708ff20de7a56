"""A concordance: what stands to the left and right of every match, matches one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from searchkit.cli.answers.wording import articles_found, counted, printed_date
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span
from searchkit.textwidth import display_width, truncate

if TYPE_CHECKING:
    from searchkit.archive import SearchResults
    from searchkit.archive.looking.kwic import Concordance, Occurrence

_WIDEST_ID = 24
_ELLIPSIS = "…"


def kwic_answer(results: SearchResults, concordance: Concordance, width: int) -> Answer:
    """The answer of `kwic`, with `width` columns (in JSON: code points) on either side."""
    lines = concordance.occurrences
    notes = results.notes
    if concordance.read < results.total and lines:
        notes = (*notes, f"from the first {concordance.read:,} of {counted(results.total, 'article')}")
    head = {"query": results.text, "total": results.total, "folded": results.folded, "notes": list(notes)}
    found = articles_found(results.total, results.folded)
    return Answer(
        "lines",
        head,
        (_record(line, width) for line in lines),
        results.total,
        partial(_view, lines, width),
        heading=f"{counted(len(lines), 'line')} · {found}" if results.total else found,
        notes=notes,
    )


def _record(line: Occurrence, width: int) -> dict[str, Any]:
    place, published = line.place, line.article.published
    return {
        "id": line.article.id,
        "published": published.iso if published else None,
        "paragraph": place.paragraph + 1,
        "start": place.start,
        "end": place.end,
        "left": place.text[max(0, place.start - width) : place.start],
        "match": place.text[place.start : place.end],
        "right": place.text[place.end : place.end + width],
    }


def _view(lines: Sequence[Occurrence], width: int, layout: Layout) -> Iterator[Line]:
    names = [span(line.article.id).text for line in lines]
    if layout.width:
        names = [truncate(name, min(_WIDEST_ID, layout.width // 4)) for name in names]
    labels = [(printed_date(line.article.published), name) for line, name in zip(lines, names, strict=True)]
    dates, ids = (max((display_width(label[i]) for label in labels), default=0) for i in (0, 1))
    if layout.width:
        width = min(width, max(8, (layout.width - dates - ids - 6) * 2 // 5))
    for line, (day, article_id) in zip(lines, labels, strict=True):
        place = line.place
        left = _end_of(span(place.text[max(0, place.start - 4 * width) : place.start]).text, width)
        head = f"{' ' * (dates - display_width(day))}{day}  {article_id}"
        head += " " * (ids - display_width(article_id))
        used = dates + ids + 4 + width
        match = span(place.text[place.start : place.end]).text
        if layout.width:
            match = truncate(match, max(1, layout.width - used - 2))  # 2: where there is no colour, « and »
        matched = layout.marked(match, [(0, len(match))])
        used += sum(display_width(part.text) for part in matched)
        room = width if layout.width is None else min(width, layout.width - used)
        right = truncate(span(place.text[place.end : place.end + 4 * width]).text, max(0, room))
        padding = " " * (width - display_width(left))
        yield [span(f"{head}  ", "dim"), span(f"{padding}{left}"), *matched, span(right)]


def _end_of(text: str, width: int) -> str:
    """The end of a text, in at most `width` columns, with an ellipsis if it is cut."""
    if display_width(text) <= width:
        return text
    while text and display_width(text) > width - 1:
        text = text[max(1, (display_width(text) - width + 1) // 2) :]
    return _ELLIPSIS + text
