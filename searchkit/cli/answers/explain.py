"""How a query was read, and why an article has its rank, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from searchkit.cli.answers.wording import counted
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span
from searchkit.ranking import DEFAULT, OWN_SHARE, Formula

if TYPE_CHECKING:
    from searchkit.archive import SearchResults
    from searchkit.archive.explain import Read, Reason
    from searchkit.archive.smoothing import Smoothed
    from searchkit.engines.base import ScorePart

_LABEL = 10  # columns
_MOST_WORDS = 10  # of those a prefix or a pattern stands for


def explain_answer(
    results: SearchResults,
    typed: str,
    read: Sequence[Read],
    reason: Reason | None,
    formula: Formula = DEFAULT,
) -> Answer:
    """The answer of `explain`, with a reason if it was about an article; `formula` is what made the scores."""
    head: dict[str, Any] = {
        "typed": typed,
        "query": results.text,
        "total": results.total,
        "notes": list(results.notes),
        "terms": [_term_record(term) for term in read],
        "ranking": asdict(formula),
    }
    if reason:
        head["article"] = _reason_record(reason)
    return Answer(
        "", head, (), results.total, partial(_view, results, read, reason, formula), notes=results.notes
    )


def _term_record(read: Read) -> dict[str, Any]:
    record: dict[str, Any] = {"term": read.text, "articles": read.articles}
    if read.stands_for:
        record["stands_for"] = [{"word": w.text, "articles": w.articles} for w in read.stands_for]
    return record


def _reason_record(reason: Reason) -> dict[str, Any]:
    return {
        "id": reason.article,
        "matches": reason.matches,
        "copy_of": reason.copy_of or None,
        "rank": reason.rank or None,
        "score": reason.score,
        "matched": reason.matched,
        "of": reason.known,
        "share": reason.share,
        "freshness": reason.freshness,
        "parts": [part._asdict() for part in reason.parts],
        "smoothed": _smoothed_record(reason.smoothed) if reason.smoothed else None,
    }


def _smoothed_record(smoothed: Smoothed) -> dict[str, Any]:
    return {
        "own": smoothed.own,
        "own_share": OWN_SHARE,
        "mean": smoothed.mean,
        "neighbours": [asdict(neighbour) for neighbour in smoothed.neighbours],
    }


def _view(
    results: SearchResults, read: Sequence[Read], reason: Reason | None, formula: Formula, layout: Layout
) -> Iterator[Line]:
    yield from _labelled("read as", results.text, layout)
    yield from _labelled("found", counted(results.total, "article"), layout)
    for number, term in enumerate(read):
        yield from _labelled("" if number else "terms", _told(term), layout)
    if changed := _changed(formula):
        yield from _labelled("ranking", changed, layout)
    if reason:
        yield []
        yield from _labelled(reason.article, _standing(reason), layout)
        if reason.smoothed:
            yield from _told_smoothing(reason.smoothed, layout)
        for value, part in zip(_rounded(p.value for p in reason.parts), reason.parts, strict=True):
            yield from _valued(value, _part(part), layout)
        if reason.matched < reason.known:
            yield from _labelled("", _incomplete(reason), layout)
        if reason.freshness < 1:
            yield from _labelled("", _aged(reason, formula), layout)


def _labelled(label: str, text: str, layout: Layout) -> Iterator[Line]:
    gap = "  " if len(label) > _LABEL - 2 else ""
    yield from layout.wrap([span(f"{label:<{_LABEL}}{gap}", "dim"), span(text)], hanging=_LABEL)


def _valued(value: float, text: str, layout: Layout) -> Iterator[Line]:
    yield from layout.wrap([span(f"{value:>{_LABEL - 2}.2f}  ", "dim"), span(text)], hanging=_LABEL)


def _told_smoothing(smoothed: Smoothed, layout: Layout) -> Iterator[Line]:
    """The two parts of a smoothed score, and what the rest of the lines adds up to."""
    own, others = _rounded((OWN_SHARE * smoothed.own, smoothed.score - OWN_SHARE * smoothed.own))
    percent = f"{100 * OWN_SHARE:.0f} %"
    yield from _valued(own, f"{percent} of its own score, {smoothed.own:.2f}", layout)
    yield from _valued(others, _told_neighbours(smoothed), layout)
    yield from _labelled("", f"its own score, {smoothed.own:.2f}, is the sum of:", layout)


def _told_neighbours(smoothed: Smoothed) -> str:
    percent = f"{100 * (1 - OWN_SHARE):.0f} %"
    if not smoothed.neighbours:
        return f"{percent} of it again, as no other of the best articles is like it"
    near = ", ".join(f"{n.id} ({n.score:.2f}, {100 * n.likeness:.0f} % alike)" for n in smoothed.neighbours)
    return (
        f"{percent} of {smoothed.mean:.2f}, the mean score of the articles most like it among the best, "
        f"the more alike the more it counts: {near}"
    )


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
    if reason.copy_of:
        return f"is a copy of {reason.copy_of}, which stands for it; score {reason.score:.2f}"
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


def _aged(reason: Reason, formula: Formula) -> str:
    kept = f"{100 * reason.freshness:.2f} % of what each would count"
    return f"is older than the newest article, and so has {kept}: half for every {formula.half_life:g} days"


def _changed(formula: Formula) -> str:
    """What of the formula is not as usual."""
    pairs = zip(asdict(formula).items(), asdict(DEFAULT).values(), strict=True)
    return ", ".join(
        f"{name} {value:g} instead of {usual:g}" for (name, value), usual in pairs if value != usual
    )


def _incomplete(reason: Reason) -> str:
    return f"has {reason.matched} of {reason.known} terms, and so {100 * reason.share:.0f} % of what each would count"


def _rounded(values: Iterable[float]) -> Iterator[float]:
    """Values in hundredths that add up to their rounded sum."""
    whole = told = 0.0
    for value in values:
        whole += value
        yield round(whole, 2) - told
        told = round(whole, 2)
