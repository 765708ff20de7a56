"""Where the terms of a query stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from searchkit.analysis import fold, raw_words, words
from searchkit.query.nodes import Near, Term
from searchkit.query.occurrences import occurrences

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """One occurrence of a term: `start:end` in code points. `marks` are the parts of it to mark.

    `term` is the number of the term. All of an occurrence is marked, but of `Near` only the words.
    """

    start: int
    end: int
    term: int
    marks: tuple[Span, ...]


def find(terms: Sequence[Term], text: str) -> list[Found]:
    """The occurrences of all terms in one paragraph or title, by place."""
    raw = raw_words(text)
    folded = [fold(word) for word in raw]
    spans = [(number, term, span) for number, term in enumerate(terms) for span in occurrences(term, folded)]
    if not spans:
        return []
    places = list(_places(text, raw))
    return sorted(
        (
            Found(places[first][0], places[last][1], number, _marks(term, folded, places, first, last))
            for number, term, (first, last) in spans
        ),
        key=lambda found: (found.start, found.end),
    )


def _places(text: str, raw: Sequence[str]) -> Iterator[Span]:
    """Where each word stands. Between words there are no letters, so the next place of a word is its own."""
    end = 0
    for word in raw:
        start = text.index(word, end)
        end = start + len(word)
        yield start, end


def _marks(term: Term, folded: list[str], places: list[Span], first: int, last: int) -> tuple[Span, ...]:
    if not isinstance(term, Near):
        return ((places[first][0], places[last][1]),)
    wanted = set(words(term.text))
    return tuple(places[i] for i in range(first, last + 1) if folded[i] in wanted)


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of text to mark, and the number of the term that stands there."""

    start: int
    end: int
    term: int


def apart(found: Iterable[Found]) -> list[Mark]:
    """The marks of some occurrences, none over another: the one that starts first, then the longest, wins."""
    marks = sorted(
        (Mark(start, end, f.term) for f in found for start, end in f.marks),
        key=lambda mark: (mark.start, -mark.end, mark.term),
    )
    return list(_apart(marks))


def _apart(marks: list[Mark]) -> Iterator[Mark]:
    free = 0
    for mark in marks:
        if mark.start >= free:
            yield mark
            free = mark.end
