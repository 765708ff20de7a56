"""Saved searches: the list of them, and what is new in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from searchkit.article import DateSpan
from searchkit.cli.answers.several import Part
from searchkit.cli.answers.wording import counted, printed_date
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span
from searchkit.textwidth import display_width

if TYPE_CHECKING:
    from searchkit.archive.keeping.looked import Looked
    from searchkit.archive.keeping.searches import Saved

_GAP = 2


def saved_answer(kept: Sequence[Saved], known: Mapping[str, Looked]) -> Answer:
    """The answer of `saved list`."""
    return Answer(
        "searches",
        {"total": len(kept)},
        (_record(each, known.get(each.name)) for each in kept),
        len(kept),
        partial(_view, kept, known),
        heading="" if kept else "No saved searches yet: searchkit saved add NAME QUERY",
    )


def new_part(shown: Answer, left: int, name: str, last: Looked | None, found: int) -> Part:
    """What is new of the `found` articles of a saved search: `shown` lists it, `left` are new and not listed."""
    facts = {"new_since": last.when.isoformat() if last else None, "of": found}
    more = f"{left:,} more {'is' if left == 1 else 'are'} new: searchkit saved run {name} --new"
    answer = replace(shown, head={"saved": name, **shown.head, **facts}, footer=more if left else "")
    return Part(name, answer, _told(shown.total, last, found))


def _told(new: int, last: Looked | None, found: int) -> str:
    if last is None:
        return f"looked at for the first time: the {counted(found, 'article')} there count as seen"
    day = printed_date(DateSpan(last.day, last.day))
    return f"{new:,} new since {day} (of {found:,})"


def _record(kept: Saved, last: Looked | None) -> dict[str, Any]:
    return {
        "name": kept.name,
        "query": kept.query,
        "options": list(kept.flags),
        "looked": last.when.isoformat() if last else None,
        "seen": len(last.ids) if last else 0,
    }


def _view(kept: Sequence[Saved], known: Mapping[str, Looked], layout: Layout) -> Iterator[Line]:
    widest = max((display_width(each.name) for each in kept), default=0)
    for each in kept:
        last = known.get(each.name)
        name = each.name + " " * (widest - display_width(each.name) + _GAP)
        day = f"looked {printed_date(DateSpan(last.day, last.day))}" if last else "not looked yet"
        yield from layout.ends(
            [span(name, "title"), span(each.line)], span(day, "dim"), hanging=widest + _GAP
        )
