"""What an index holds, how it was built, and whether it is up to date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from searchkit.cli.answers.bars import Row, Scale, bars
from searchkit.cli.answers.wording import counted, size
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span

if TYPE_CHECKING:
    from searchkit.archive.looking.around import Facet
    from searchkit.archive.looking.overview import Changes, Overview
    from searchkit.settings import Archive

_LABEL = 10  # columns
_MOST = 5  # authors and sources
_MOST_YEARS = 20


def status_answer(info: Mapping[str, Any], overview: Overview, archive: Archive, now: datetime) -> Answer:
    """The answer of `status`; `info` is what the index says of itself."""
    view = partial(_view, info, overview, archive, now)
    return Answer("", _head(info, overview, archive), (), int(info["articles"]), view)


def _head(info: Mapping[str, Any], overview: Overview, archive: Archive) -> dict[str, Any]:
    changes = overview.changes
    return {
        "index": str(archive.index),
        "corpus": str(archive.corpus) if archive.corpus else None,
        **{key: value for key, value in info.items() if key != "index"},
        "stories": overview.stories,
        "undated": overview.years.undated,
        "years": {str(period.first.year): period.articles for period in overview.years.periods},
        "authors": _values(overview.authors),
        "sources": _values(overview.sources),
        "files": {
            "found": changes.files,
            "new": changes.new,
            "newer": changes.newer,
            "gone": changes.gone,
            "unreachable": list(changes.unreachable),
        },
    }


def _values(facet: Facet) -> dict[str, Any]:
    top = [{"value": value.text, "articles": value.articles} for value in facet.values[:_MOST]]
    return {"total": len(facet.values), "top": top}


def _view(
    info: Mapping[str, Any], overview: Overview, archive: Archive, now: datetime, layout: Layout
) -> Iterator[Line]:
    for label, text in _facts(info, overview, archive, now):
        yield from layout.wrap([span(f"{label:<{_LABEL}}", "dim"), span(text)], hanging=_LABEL)
    groups = [
        ("years", _years(overview), ""),
        ("authors", _rows(overview.authors), _left(overview.authors)),
        ("sources", _rows(overview.sources), _left(overview.sources)),
    ]
    scale = Scale.of([row for _, rows, _ in groups for row in rows], layout)
    for title, rows, left in groups:
        if rows:
            yield from ([], [span(title, "title"), span(left, "dim")])
            yield from bars(rows, scale)


def _facts(
    info: Mapping[str, Any], overview: Overview, archive: Archive, now: datetime
) -> Iterator[tuple[str, str]]:
    copies = info["articles"] - overview.stories
    also = [f"{copies:,} of them copies"] if copies else []
    also += ["no names"] if not info.get("names", True) else []
    yield "articles", " · ".join([f"{info['articles']:,}", *also])
    segments = counted(int(info["segments"]), "segment")
    yield (
        "index",
        f"{archive.index} · {size(int(info['bytes']))} · {segments} · generation {info['generation']}",
    )
    yield "made of", ", ".join(map(str, info["built_from"]))
    yield "made", _made(str(info["made"]), now)
    yield "files", _changed(overview.changes)


def _made(made: str, now: datetime) -> str:
    then = datetime.fromisoformat(made)
    return f"{then.astimezone(now.tzinfo):%Y-%m-%d %H:%M} · {_ago((now - then).total_seconds())}"


def _ago(seconds: float) -> str:
    """`just now`, `5 minutes ago`, `3 days ago`."""
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= length:
            return f"{counted(int(seconds // length), unit)} ago"
    return "just now"


def _changed(changes: Changes) -> str:
    """By names and times only: an update compares what the files say."""
    parts = [
        f"{number:,} {word}"
        for number, word in ((changes.new, "new"), (changes.newer, "changed"), (changes.gone, "gone"))
        if number
    ]
    said = (
        f"{', '.join(parts)} since then: searchkit update"
        if parts
        else "none new, changed or gone since then"
    )
    missing = [f"{path} is not there" for path in changes.unreachable]
    return " · ".join([f"{changes.files:,} by name and time", said, *missing])


def _years(overview: Overview) -> list[Row]:
    """The last years one by one, those without articles too; then what is older, and what has no date."""
    periods = {period.first.year: period.articles for period in overview.years.periods}
    last = max(periods, default=0)
    first = max(min(periods, default=0), last - _MOST_YEARS + 1)
    rows = [Row(str(year), periods.get(year, 0)) for year in range(first, last + 1)] if periods else []
    older = sum(count for year, count in periods.items() if year < first)
    rows = [Row(f"to {first - 1}", older), *rows] if older else rows
    unclear = (("several years", overview.years.vague), ("undated", overview.years.undated))
    return [*rows, *(Row(label, count) for label, count in unclear if count)]


def _rows(facet: Facet) -> Sequence[Row]:
    return [Row(value.text, value.articles) for value in facet.values[:_MOST]]


def _left(facet: Facet) -> str:
    left = len(facet.values) - _MOST
    return f"  {left:,} more" if left > 0 else ""
