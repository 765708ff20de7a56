"""What of a tree scores: its distinct terms, and the exact forms that say a word stands as typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from searchkit.analysis import slots
from searchkit.query.nodes import (
    And,
    Fuzzy,
    Most,
    Near,
    Or,
    Phrase,
    Prefix,
    Query,
    Same,
    Selection,
    Term,
    Wildcard,
    Word,
    terms,
    unfolded,
)
from searchkit.query.occurrences import fold_pattern
from searchkit.query.said import words

_LETTER = re.compile("[A-Za-z]")


class ScoringTerm(NamedTuple):
    """A distinct term of a query. `field` is "" (title and text) or "title", `qtf` how often it was said."""

    field: str
    term: Term
    qtf: int


class ExactForm(NamedTuple):
    """A word as typed, folded but not stemmed."""

    field: str
    word: str
    qtf: int


class Scoring(NamedTuple):
    """All that scores, in order of first appearance; scores are summed in this order."""

    terms: tuple[ScoringTerm, ...]
    exact: tuple[ExactForm, ...]


def scoring(tree: Selection) -> Scoring:
    """The scoring terms of a tree.

    Words of one stem count as one term said more than once. Letters that follow each other (u s, j f k) count
    as the initials they spell, written together, with dots or apart. A letter by itself counts where it stands
    beside the same word as in the query (vitamin d, t test): elsewhere it is some name's initial. Of the forms
    of one thing, those that the query also says word by word (tss time sharing system) count only as these words.
    """
    said = _said_once(list(terms(_spelled(unfolded(tree)))))
    first: dict[tuple[str, tuple[Any, ...]], Term] = {}
    for field, term in said:
        first.setdefault((field, identity(term)), term)
    times = Counter((field, identity(term)) for field, term in said)
    exact = Counter((field, form) for field, term in said for form in _exact_form(term))
    return Scoring(
        tuple(ScoringTerm(key[0], term, times[key]) for key, term in first.items()),
        tuple(ExactForm(field, word, qtf) for (field, word), qtf in exact.items()),
    )


def _said_once(said: list[tuple[str, Term]]) -> list[tuple[str, Term]]:
    if not any(isinstance(term, Same) for _, term in said):
        return said
    alone = {(field, stem) for field, term in said if isinstance(term, Word) for stem in identity(term)[1:]}

    def once(field: str, term: Term) -> Term:
        if not isinstance(term, Same):
            return term
        first, *others = term.clauses
        new = [c for c in others if not {(field, stem) for stem in slots(c.text, stemmed=True)} <= alone]
        return Same((first, *new)) if new else first

    return [(field, once(field, term)) for field, term in said]


def _spelled(tree: Query) -> Query:
    match tree:
        case And(clauses):
            return And(_letters_read(tuple(map(_spelled, clauses))))
        case Most(clauses, minimum):
            return Most(_letters_read(tuple(map(_spelled, clauses))), minimum)
        case Or(clauses):
            return Or(tuple(map(_spelled, clauses)))
        case _:
            return tree


def _letters_read(clauses: tuple[Query, ...]) -> tuple[Query, ...]:
    return tuple(_runs_read(clauses)) if any(map(_is_letter, clauses)) else clauses


def _runs_read(clauses: Sequence[Query]) -> Iterator[Query]:
    parts = [list(run) for _, run in groupby(clauses, _is_letter)]
    for before, run, after in zip([[], *parts], parts, [*parts[1:], []], strict=False):
        letters = [clause.text for clause in run if isinstance(clause, Word)] if _is_letter(run[0]) else []
        if len(letters) > 1:
            yield Same((Word("".join(letters)), Phrase(" ".join(letters))))
        elif letters:
            yield _beside(letters[0], before[-1:], after[:1])
        else:
            yield from run


def _beside(letter: str, before: Sequence[Query], after: Sequence[Query]) -> Term:
    """A letter where it has the same neighbour as in the query, if that is a word."""
    phrases = [Phrase(f"{word.text} {letter}") for word in before if isinstance(word, Word)]
    phrases += [Phrase(f"{letter} {word.text}") for word in after if isinstance(word, Word)]
    match phrases:
        case []:
            return Word(letter)
        case [phrase]:
            return phrase
        case _:
            return Same(tuple(phrases))


def _is_letter(clause: Query) -> bool:
    return isinstance(clause, Word) and _LETTER.fullmatch(clause.text) is not None


@lru_cache(maxsize=4096)
def identity(term: Term) -> tuple[Any, ...]:
    """Equal for terms that mean the same."""
    match term:
        case Word(text):
            return ("word", *slots(text, stemmed=True))
        case Phrase(text):
            return ("phrase", *words(text))
        case Near(text, slop):
            return ("near", slop, *sorted(set(words(text))))
        case Prefix(text):
            return ("prefix", fold_pattern(text))
        case Wildcard(pattern):
            return ("wildcard", fold_pattern(pattern))
        case Fuzzy(text, edits):
            return ("fuzzy", edits, *words(text))
        case Same(clauses):
            return ("same", *(identity(clause) for clause in clauses))


def constituents(term: Term) -> tuple[Word | Phrase, ...]:
    """The single words a term of several is made of; it must weigh at least as much as each of them."""
    match term:
        case Word(text):
            parts = words(text)
            return tuple(map(Word, parts)) if len(parts) > 1 else ()
        case Phrase(text) | Near(text, _):
            return tuple(map(Phrase, dict.fromkeys(words(text))))
        case _:
            return ()


def _exact_form(term: Term) -> tuple[str, ...]:
    match term:
        case Word(text) | Fuzzy(text, _):
            forms = words(text)
            return forms if len(forms) == 1 else ()
        case Same(clauses):
            return tuple(form for clause in clauses for form in _exact_form(clause))
        case _:
            return ()
