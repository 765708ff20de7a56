"""Where the terms of a query stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from searchkit.analysis import fold, raw_words, slots, stems_like, words
from searchkit.query.nodes import Near, Phrase, Same, Term, Word
from searchkit.query.occurrences import occurrences

Span = tuple[int, int]


class Sought(NamedTuple):
    """A term to look for. It cannot stand where any of the `stems` or `words` is missing.

    `number` is the same for the alternatives of a `Same`, which are one term.
    """

    number: int
    term: Term
    stems: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def sought(terms: Iterable[Term]) -> tuple[Sought, ...]:
    """What to look for, worked out once for all paragraphs."""
    return tuple(
        _sought(number, single)
        for number, term in enumerate(dict.fromkeys(terms))
        for single in (term.clauses if isinstance(term, Same) else (term,))
    )


def _sought(number: int, term: Term) -> Sought:
    match term:
        case Word(text):
            return Sought(number, term, stems=frozenset(slots(text, stemmed=True)))
        case Phrase(text) | Near(text, _):
            return Sought(number, term, words=frozenset(words(text)))
        case _:
            return Sought(number, term)


class Found(NamedTuple):
    """One occurrence of a term: `start:end` in code points. `marks` are the parts of it to mark.

    `term` is the number of the term. All of an occurrence is marked, but of `Near` only the words.
    """

    start: int
    end: int
    term: int
    marks: tuple[Span, ...]


def find(wanted: Sequence[Sought], text: str) -> list[Found]:
    """The occurrences of all terms in one paragraph or title, by place."""
    raw = raw_words(text)
    folded = [fold(word) for word in raw]
    there = list(set(folded))
    stems = dict(zip(there, stems_like(there, [each for one in wanted for each in one.stems]), strict=True))
    possible = [one for one in wanted if one.words <= stems.keys() and one.stems <= set(stems.values())]
    spans = [(one, span) for one in possible for span in _spans(one, folded, stems)]
    if not spans:
        return []
    last_word = max(last for _, (_, last) in spans)
    places = _places(text, raw[: last_word + 1])
    found = (
        Found(places[first][0], places[last][1], one.number, _marks(one, folded, places, first, last))
        for one, (first, last) in spans
    )
    return sorted(found, key=lambda occurrence: (occurrence.start, occurrence.end))


def _spans(one: Sought, folded: list[str], stems: dict[str, str]) -> list[Span]:
    """First and last word of every occurrence; the stems of all words are known where they can matter."""
    if not isinstance(one.term, Word) or len(words(one.term.text)) > 1:
        return occurrences(one.term, folded)
    forms = {word for word, stem in stems.items() if stem in one.stems}
    return [(i, i) for i, word in enumerate(folded) if word in forms]


def _places(text: str, raw: Sequence[str]) -> list[Span]:
    """Where each word stands. Between words there are no letters, so the next place of a word is its own."""
    places = []
    end = 0
    for word in raw:
        start = text.index(word, end)
        end = start + len(word)
        places.append((start, end))
    return places


def _marks(one: Sought, folded: list[str], places: list[Span], first: int, last: int) -> tuple[Span, ...]:
    if not isinstance(one.term, Near):
        return ((places[first][0], places[last][1]),)
    return tuple(places[i] for i in range(first, last + 1) if folded[i] in one.words)


class Mark(NamedTuple):
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
