"""A line of text -> a tree of frozen nodes -> canonical text."""

from __future__ import annotations

from .errors import caret_lines
from .nodes import (
    TEXT_FIELDS,
    And,
    AtLeast,
    DateRange,
    Everything,
    FieldMatch,
    Folded,
    Fuzzy,
    Most,
    Near,
    Not,
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
from .parser import parse
from .show import show

__all__ = [
    "TEXT_FIELDS",
    "And",
    "AtLeast",
    "DateRange",
    "Everything",
    "FieldMatch",
    "Folded",
    "Fuzzy",
    "Most",
    "Near",
    "Not",
    "Or",
    "Phrase",
    "Prefix",
    "Query",
    "Same",
    "Selection",
    "Term",
    "Wildcard",
    "Word",
    "caret_lines",
    "parse",
    "show",
    "terms",
    "unfolded",
]
