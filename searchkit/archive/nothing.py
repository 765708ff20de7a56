"""Why a search found nothing: which words the archive has, what was probably meant, which filter is to blame."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from searchkit.analysis import is_stop, stem, words
from searchkit.archive.answer import Filters, Index, Mode
from searchkit.query import And, FieldMatch, Fuzzy, Most, Or, Phrase, Query, Word, show, terms

_MOST_NEAR = 3
_SHORTEST = 3
_SHORT = 6
"""Letters below which a word is near only by one edit: by two, a short word is near to anything."""

_FIELDS = {
    **{field: (field,) for field in ("", "title", "author", "person", "org", "place", "source", "topic")},
    "name": ("person", "org", "place"),
}
"""Where words near to those of a field are to be looked for."""


@dataclass(frozen=True, slots=True)
class Near:
    """A query that was probably meant, and how many articles match it."""

    query: Query
    articles: int


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing that was looked for, how many articles have it, and if none has, what is near to it."""

    query: Query
    articles: int
    near: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A filter (or several, if only all together are to blame), and how many articles match without it."""

    filters: tuple[Query, ...]
    without: int


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why nothing was found. `instead` is a query that finds something, None if a few letters do not help."""

    looked: tuple[Looked, ...]
    left_out: tuple[LeftOut, ...]
    instead: Query | None


Count = Callable[[Sequence[Query], Mode], int]


def why_nothing(
    index: Index,
    text: str,
    *,
    mode: Mode = "auto",
    filters: Filters | None = None,
    aliases: bool = True,
    variants: bool = True,
    copies: bool = False,
) -> Nothing:
    """Why a search with these arguments found nothing. Raises QuerySyntaxError."""
    count = _counter(index, aliases=aliases, variants=variants, copies=copies)
    tree, _ = index.read(text, "all", filters, aliases=False, variants=False)
    clauses = tree.clauses if isinstance(tree, And) else (tree,)
    looked = tuple(_look(index, leaf, count) for leaf in dict.fromkeys(_leaves(tree)))
    meant = {each.query: each.near[0].query for each in looked if each.near}
    corrected = tuple(_replaced(clause, meant) for clause in clauses)
    if corrected != clauses and count(corrected, mode):
        return Nothing(looked, (), _together(corrected))
    left_out = tuple(_left_out(clauses, corrected, mode, count))
    if corrected == clauses or not left_out:
        return Nothing(looked, left_out, None)
    kept = [c for clause, c in zip(clauses, corrected, strict=True) if clause not in left_out[0].filters]
    return Nothing(looked, left_out, _together(kept) if kept and kept != list(clauses) else None)


def unknown(index: Index, tree: Query) -> Iterator[Looked]:
    """What a query looks for that no article has."""
    count = _counter(index)
    looked = (_look(index, leaf, count) for leaf in dict.fromkeys(_leaves(tree)))
    return (each for each in looked if not each.articles)


def _counter(index: Index, *, aliases: bool = True, variants: bool = True, copies: bool = False) -> Count:
    def count(clauses: Sequence[Query], mode: Mode) -> int:
        line = show(_together(clauses)) if clauses else "*"
        return index.search(line, limit=0, mode=mode, aliases=aliases, variants=variants, copies=copies).total

    return count


def _together(clauses: Sequence[Query]) -> Query:
    flat = [each for clause in clauses for each in (clause.clauses if isinstance(clause, And) else (clause,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def _leaves(tree: Query) -> Iterator[Query]:
    """Everything that is looked for: the terms of text, and the values of fields with their field."""
    match tree:
        case And(clauses) | Or(clauses) | Most(clauses, _):
            for clause in clauses:
                yield from _leaves(clause)
        case FieldMatch():
            yield tree
        case _ if any(terms(tree)):
            yield tree
        case _:
            return


def _replaced(tree: Query, meant: Mapping[Query, Query]) -> Query:
    """The tree with what was meant in place of what was said."""
    match tree:
        case Or(clauses):
            return Or(tuple(_replaced(clause, meant) for clause in clauses))
        case Most(clauses, minimum):
            return Most(tuple(_replaced(clause, meant) for clause in clauses), minimum)
        case _:
            return meant.get(tree, tree)


def _look(index: Index, leaf: Query, count: Count) -> Looked:
    articles = count([leaf], "all")
    return Looked(leaf, articles, () if articles else tuple(_near(index, leaf, count)))


def _near(index: Index, leaf: Query, count: Count) -> Iterator[Near]:
    """What was probably meant by something that no article has, the nearest first."""
    field, term = (leaf.field, leaf.clause) if isinstance(leaf, FieldMatch) else ("", leaf)
    if not isinstance(term, Word | Phrase):
        return
    candidates: list[Query] = []
    said = list(dict.fromkeys(words(term.text)))
    unknown = [word for word in said if not count([_in_field(field, Phrase(word))], "all")]
    if unknown:
        nearest = {word: _nearest_words(index, word, field) for word in unknown}
        for number in range(min(map(len, nearest.values()))):
            text = " ".join(nearest[word][number] if word in nearest else word for word in words(term.text))
            candidates.append(_in_field(field, type(term)(text)))
    elif len(apart := [word for word in said if not is_stop(word)]) > 1:  # they stand, but not as a phrase
        candidates.append(_together([_in_field(field, Word(word)) for word in apart]))
    for candidate in candidates:
        if articles := count([candidate], "all"):
            yield Near(candidate, articles)


def _in_field(field: str, term: Query) -> Query:
    return FieldMatch(field, term) if field else term


def _nearest_words(index: Index, word: str, field: str) -> list[str]:
    """Words of the archive that are one edit away, else two: the most frequent first, one of each stem."""
    if len(word) < _SHORTEST or not word.isalpha():
        return []
    for edits in (1, 2) if len(word) >= _SHORT else (1,):
        found = [s for f in _FIELDS.get(field, ()) for s in index.engine.words_like(Fuzzy(word, edits), f)]
        found.sort(key=lambda stats: -stats.articles)
        best: dict[str, str] = {}
        for stats in found:
            if not is_stop(stats.text):
                best.setdefault(stem(stats.text), stats.text)
        if best:
            return list(best.values())[:_MOST_NEAR]
    return []


def _left_out(
    clauses: Sequence[Query], corrected: Sequence[Query], mode: Mode, count: Count
) -> Iterator[LeftOut]:
    """The filters without which something would be found, as they were given."""
    pairs = list(zip(clauses, corrected, strict=True))
    filters = tuple(clause for clause in clauses if not any(terms(clause)))
    groups: list[tuple[Query, ...]] = [(each,) for each in filters]
    if not any(_without(group, pairs, mode, count) for group in groups):
        groups = [filters] if len(filters) > 1 else []
    for group in groups:
        if without := _without(group, pairs, mode, count):
            yield LeftOut(group, without)


def _without(filters: Sequence[Query], pairs: Sequence[tuple[Query, Query]], mode: Mode, count: Count) -> int:
    return count([better for clause, better in pairs if clause not in filters], mode)
