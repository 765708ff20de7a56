"""Where a query term stands in a run of words: the meaning of every term, stated plainly.

The naive engine counts with it and snippets mark with it; a fast engine must agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from searchkit.analysis import slots, stems_like, words
from searchkit.query.nodes import Fuzzy, Near, Phrase, Prefix, Same, Term, Wildcard, Word

Span = tuple[int, int]
"""First and last word (both included) of one occurrence."""

Accepts = Callable[[Prefix | Wildcard | Fuzzy, str], bool]


def fits(term: Prefix | Wildcard | Fuzzy, word: str) -> bool:
    """Whether a folded word is one that an open term stands for."""
    match term:
        case Prefix(text):
            return word.startswith(fold_pattern(text))
        case Wildcard(pattern):
            return wildcard_pattern(pattern).fullmatch(word) is not None
        case Fuzzy(text, edits):
            return within_edits("".join(words(text)), word, edits)


def occurrences(
    term: Term, text: Sequence[str], *, stemmed: bool = True, accepts: Accepts = fits
) -> list[Span]:
    """Every place where `term` stands in `text`, the folded words of one paragraph, in order.

    `stemmed` is off in fields other than title and text: names are not stemmed.
    """
    match term:
        case Word(query):
            wanted = slots(query, stemmed=stemmed)
            return _adjacent(wanted, stems_like(text, wanted) if stemmed else text)
        case Phrase(query):
            return _adjacent(slots(query, stemmed=False), text)
        case Near(query, slop):
            return windows(dict.fromkeys(words(query)), list(enumerate(text)), slop)
        case Same(clauses):
            return sorted(s for c in clauses for s in occurrences(c, text, stemmed=stemmed, accepts=accepts))
        case Prefix() | Wildcard() | Fuzzy():
            return [(i, i) for i, word in enumerate(text) if accepts(term, word)]


def _adjacent(wanted: Sequence[str], text: Sequence[str]) -> list[Span]:
    length = len(wanted)
    if not length:
        return []
    wanted = list(wanted)
    starts = (i for i, word in enumerate(text) if word == wanted[0])
    return [(i, i + length - 1) for i in starts if list(text[i : i + length]) == wanted]


def windows(wanted: dict[str, None], text: Sequence[tuple[int, str]], slop: int) -> list[Span]:
    """The stretches that hold every wanted word and at most `slop` others, shortest first to end, not overlapping.

    `text` gives (position, word) in order; positions of different paragraphs lie far apart.
    """
    found: list[Span] = []
    last: dict[str, int] = {}
    for position, word in text:
        if word not in wanted:
            continue
        last[word] = position
        if len(last) == len(wanted):
            first = min(last.values())
            if position - first < len(wanted) + slop:
                found.append((first, position))
                last.clear()
    return found


def fold_pattern(text: str) -> str:
    """A prefix or a pattern, folded as words are, its `*` and `?` kept."""
    return "".join(
        part if part in "*?" else "".join(words(part)) for part in re.split(r"([*?])", text) if part
    )


@lru_cache(maxsize=256)
def wildcard_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern of `*` and `?` as a regular expression over folded words, linear on any word."""
    first, *others = (_letters(part) for part in re.split(r"\*+", fold_pattern(pattern)))
    if not others:
        return re.compile(first, re.DOTALL)
    # Atomic groups: for such patterns the earliest place of each part is as good as any other.
    middle = "".join(f"(?>.*?{part})" for part in others[:-1])
    return re.compile(f"{first}{middle}.*{others[-1]}", re.DOTALL)


def _letters(part: str) -> str:
    return "".join("." if c == "?" else re.escape(c) for c in part)


def within_edits(left: str, right: str, limit: int) -> bool:
    """Whether `left` becomes `right` by at most `limit` insertions, deletions, changes or neighbour swaps.

    The optimal string alignment distance (Boytsov, "Indexing methods for approximate dictionary searching", 2011).
    """
    if abs(len(left) - len(right)) > limit:
        return False
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return False
    return row[-1] <= limit
