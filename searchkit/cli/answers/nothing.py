"""Why nothing was found, for people and for programs."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from searchkit.cli.answers.wording import counted
from searchkit.cli.printers import Answer
from searchkit.query import Query, show
from searchkit.textwidth import display_width

if TYPE_CHECKING:
    from searchkit.archive.nothing import LeftOut, Looked, Nothing


def with_reasons(answer: Answer, nothing: Nothing, labels: Mapping[Query, str], command: str) -> Answer:
    """An answer that has nothing to show, with the reasons why.

    Args:
        answer: the answer.
        nothing: the reasons.
        labels: how filters were given, if as options.
        command: the command to try with another query.
    """
    said = (*_lines(nothing, labels), *_try(nothing, command))
    return replace(
        answer, head={**answer.head, "nothing": _record(nothing, labels)}, notes=(*answer.notes, *said)
    )


def _lines(nothing: Nothing, labels: Mapping[Query, str]) -> Iterator[str]:
    looked = [each for each in nothing.looked if each.query not in labels or not each.articles]
    names = [labels.get(each.query, show(each.query)) for each in looked]
    widest = max(map(display_width, names), default=0)
    digits = max((len(f"{each.articles:,}") for each in looked), default=0)
    for name, each in zip(names, looked, strict=True):
        padding = " " * (widest - display_width(name))
        yield f"    {name}{padding}  {each.articles:>{digits},}{_meant(each)}"
    yield from (f"    {_left_out(blamed, labels)}" for blamed in nothing.left_out)


def _meant(looked: Looked) -> str:
    if not looked.near:
        return ""
    near = ", ".join(f"{show(each.query)} ({each.articles:,})" for each in looked.near)
    return f"  did you mean {near}?"


def _left_out(each: LeftOut, labels: Mapping[Query, str]) -> str:
    filters = " and ".join(labels.get(query, show(query)) for query in each.filters)
    matches = "matches" if each.without == 1 else "match"
    return f"{counted(each.without, 'article')} {matches} without {filters}"


def _try(nothing: Nothing, command: str) -> Iterator[str]:
    if nothing.instead:
        text = show(nothing.instead)
        dashes = "-- " if text.startswith("-") else ""
        yield f"Try: searchkit {command} {dashes}{shlex.quote(text)}"


def _record(nothing: Nothing, labels: Mapping[Query, str]) -> dict[str, Any]:
    return {
        "looked_for": [
            {
                "query": show(each.query),
                "articles": each.articles,
                "near": [{"query": show(near.query), "articles": near.articles} for near in each.near],
            }
            for each in nothing.looked
        ],
        "left_out_by": [
            {
                "filters": [show(query) for query in each.filters],
                "options": [labels[query] for query in each.filters if query in labels],
                "without": each.without,
            }
            for each in nothing.left_out
        ],
        "instead": show(nothing.instead) if nothing.instead else None,
    }
