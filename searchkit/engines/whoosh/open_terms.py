"""Open terms (prefixes, wildcards, words nearly alike) -> the words of a segment's dictionaries that they fit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from searchkit.engines.whoosh.postings import View
from searchkit.engines.whoosh.segment import Field
from searchkit.query.nodes import Fuzzy, Prefix, Wildcard
from searchkit.query.occurrences import fits, fold_pattern, wildcard_pattern
from searchkit.query.said import words

Open = Prefix | Wildcard | Fuzzy


def fitting(view: View, name: str, field: Field, term: Open) -> Sequence[int]:
    """The dictionary words of a field that an open term fits."""
    if isinstance(term, Prefix):
        return field.terms.prefixed(fold_pattern(term.text))
    found: Sequence[int] = view.remember((name, term), lambda: _scan(view, name, field, term))
    return found


def _scan(view: View, name: str, field: Field, term: Wildcard | Fuzzy) -> Sequence[int]:
    if isinstance(term, Fuzzy):
        folded = "".join(words(term.text))
        letters, edits = set(folded), term.edits
        shortest, longest_near = len(folded) - edits, len(folded) + edits
        # Every edit changes the length by at most one, and at most two of the letters a word has.
        every = _texts(view, name, field)
        near = (
            i
            for i, text in enumerate(every)
            if shortest <= len(text) <= longest_near and len(letters.symmetric_difference(text)) <= 2 * edits
        )
        return [i for i in near if fits(term, every[i])]
    parts = re.split(r"[*?]+", fold_pattern(term.pattern))
    which = field.terms.prefixed(parts[0])
    longest = max(parts, key=len)
    matches = wildcard_pattern(term.pattern).fullmatch
    likely = field.terms.containing(longest, which) if longest else which
    return [i for i in likely if matches(field.terms.text_at(i))]


def _texts(view: View, name: str, field: Field) -> list[str]:
    texts: list[str] = view.remember(("texts", name), field.terms.texts)
    return texts
