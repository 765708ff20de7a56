"""Queries that ask for less: without stop words, with any of the words, with most of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from searchkit.analysis import is_stop, partial

from .nodes import And, Most, Query, Word, terms
from .said import words

_STEPS = 20
_SECOND_HALVES = frozenset(("s", "t", "d", "m", "ll", "re", "ve"))


def drop_stop_words(tree: Query) -> tuple[Query, tuple[str, ...]]:
    """The tree without its bare stop words, and those words as typed, each once.

    They go from `And` and `Most` only (inside each other too), never from quotes, `Or`, `Not`, `AtLeast` or a
    field, and only while some other text is left. As nearly every article has them, a `Most` asks for one
    clause fewer for each one that goes, but for one at least.
    """
    dropped: list[str] = []
    kept = _without_stop_words(tree, dropped)
    if kept is None or not any(terms(kept)):
        return tree, ()
    return kept, tuple(dict.fromkeys(dropped))


def join_any(tree: Query) -> Query:
    """The tree asking for any of the text clauses of its top-level `And`; filters stay required."""
    texts, filters = _parts(tree)
    return _most(texts, filters, 1) if len(texts) > 1 else tree


def relaxations(tree: Query) -> Iterator[tuple[Query, int, int]]:
    """Ever easier trees (tree, k, n): k of the n text clauses of a top-level `And`, from n - 1 down to 1.

    There are at most about `_STEPS`, however long the query.
    """
    texts, filters = _parts(tree)
    step = 1 + len(texts) // _STEPS
    for minimum in (*range(len(texts) - 1, 1, -step), 1)[: len(texts) - 1]:
        yield _most(texts, filters, minimum), minimum, len(texts)


def _parts(tree: Query) -> tuple[tuple[Query, ...], tuple[Query, ...]]:
    """The clauses of a top-level `And` that score, in parts if they have any, and those that only select."""
    texts: list[Query] = []
    filters: list[Query] = []
    for clause in tree.clauses if isinstance(tree, And) else (tree,):
        if isinstance(clause, Word):
            texts += map(Word, partial(clause.text))
        else:
            (texts if any(terms(clause)) else filters).append(clause)
    return tuple(texts), tuple(filters)


def _most(texts: tuple[Query, ...], filters: tuple[Query, ...], minimum: int) -> Query:
    most = Most(texts, minimum)
    return And((most, *filters)) if filters else most


def _without_stop_words(tree: Query, dropped: list[str]) -> Query | None:
    """The tree without stop words, None if nothing is left; what goes is added to `dropped`."""
    match tree:
        case Word(text) if is_stop_word(text):
            dropped.append(text)
            return None
        case And(clauses):
            return _joined(_kept(clauses, dropped), None)
        case Most(clauses, minimum):
            kept = _kept(clauses, dropped)
            return _joined(kept, max(1, minimum - len(clauses) + len(kept)))
        case _:
            return tree


def is_stop_word(text: str) -> bool:
    """Whether a text as typed is one word, and that a stop word."""
    found = words(text)
    return len(found) == 1 and is_stop(found[0])


def _kept(clauses: tuple[Query, ...], dropped: list[str]) -> tuple[Query, ...]:
    apart = _contractions(clauses)
    left: list[Query] = []
    for place, clause in enumerate(clauses):
        if place in apart:
            dropped.append(apart[place])
        elif (kept := _without_stop_words(clause, dropped)) is not None:
            left.append(kept)
    return tuple(left)


def _contractions(clauses: tuple[Query, ...]) -> dict[int, str]:
    """Both halves of stop words that have lost their apostrophe (don t, i m), by their places."""
    found: dict[int, str] = {}
    for place, (first, second) in enumerate(pairwise(clauses)):
        if not isinstance(first, Word) or not isinstance(second, Word):
            continue
        if second.text.lower() in _SECOND_HALVES and is_stop_word(f"{first.text}'{second.text}"):
            found |= {place: first.text, place + 1: second.text}
    return found


def _joined(clauses: tuple[Query, ...], minimum: int | None) -> Query | None:
    """An `And` (`minimum` None) or `Most` of what is left, without a shell around a single clause."""
    if not clauses:
        return None
    if len(clauses) == 1:
        return clauses[0]
    return And(clauses) if minimum is None else Most(clauses, minimum)
