"""How a query was read, and why an article has its rank, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from searchkit.cli.answers.wording import counted
from searchkit.cli.layout import Layout, Line, span
from searchkit.cli.printers import Answer

if TYPE_CHECKING:
    from searchkit.archive import SearchResults
    from searchkit.archive.explain import Read, Reason
    from searchkit.engines.base import ScorePart

_LABEL = 10  # columns
_MOST_WORDS = 10  # of those a prefix or a pattern stands for


def explain_answer(results: SearchResults, typed: str, read: Sequence[Read], reason: Reason | None) -> Answer:
    """The answer of `explain`, with a reason if it was about an article."""
    head: dict[str, Any] = {
        "typed": typed,
        "query": results.text,
        "total": results.total,
        "notes": list(results.notes),
        "terms": [_term_record(term) for term in read],
    }
    if reason:
        head["article"] = _reason_record(reason)
    return Answer("", head, (), results.total, partial(_view, results, read, reason), notes=results.notes)


def _term_record(read: Read) -> dict[str, Any]:
    record: dict[str, Any] = {"term": read.text, "articles": read.articles}
    if read.stands_for:
        record["stands_for"] = [{"word": w.text, "articles": w.articles} for w in read.stands_for]
    return record


def _reason_record(reason: Reason) -> dict[str, Any]:
    return {
        "id": reason.article,
        "matches": reason.matches,
        "rank": reason.rank or None,
        "score": reason.score,
        "matched": reason.matched,
        "of": reason.known,
        "share": reason.share,
        "parts": [part._asdict() for part in reason.parts],
    }


def _view(
    results: SearchResults, read: Sequence[Read], reason: Reason | None, layout: Layout
) -> Iterator[Line]:
    yield from _labelled("read as", results.text, layout)
    yield from _labelled("found", counted(results.total, "article"), layout)
    for number, term in enumerate(read):
        yield from _labelled("" if number else "terms", _told(term), layout)
    if reason:
        yield []
        yield from _labelled(reason.article, _standing(reason), layout)
        for value, part in zip(_rounded(reason.parts), reason.parts, strict=True):
            yield from layout.wrap(
                [span(f"{value:>{_LABEL - 2}.2f}  ", "dim"), span(_part(part))], hanging=_LABEL
            )
        if reason.matched < reason.known:
            yield from _labelled("", _incomplete(reason), layout)


def _labelled(label: str, text: str, layout: Layout) -> Iterator[Line]:
    gap = "  " if len(label) > _LABEL - 2 else ""
    yield from layout.wrap([span(f"{label:<{_LABEL}}{gap}", "dim"), span(text)], hanging=_LABEL)


def _told(read: Read) -> str:
    told = f"{read.text} in {counted(read.articles, 'article')}"
    if not read.stands_for:
        return told
    words = ", ".join(f"{word.text} ({word.articles:,})" for word in read.stands_for[:_MOST_WORDS])
    left = len(read.stands_for) - _MOST_WORDS
    return f"{told}, stands for {words}" + (f" and {counted(left, 'word')} more" if left > 0 else "")


def _standing(reason: Reason) -> str:
    if not reason.matches:
        return "is not found by this query"
    rank = f"rank {reason.rank:,}" if reason.rank else "far down"
    return f"{rank}, score {reason.score:.2f}"


def _part(part: ScorePart) -> str:
    places = [
        f"{counted(count, 'time')} in the {where}"
        for count, where in ((part.title, "title"), (part.body, "text"))
        if count
    ]
    as_typed = " exactly as typed" if part.exact else ""
    return f"{part.term}{as_typed}: {' and '.join(places)}; in {counted(part.articles, 'article')}"


def _incomplete(reason: Reason) -> str:
    return f"has {reason.matched} of {reason.known} terms, and so {100 * reason.share:.0f} % of what each would count"


def _rounded(parts: Sequence[ScorePart]) -> Iterator[float]:
    """The values of parts in hundredths that add up to their rounded sum."""
    whole = told = 0.0
    for part in parts:
        whole += part.value
        yield round(whole, 2) - told
        told = round(whole, 2)
