"""The canonical text of a query tree: `parse(show(tree)) == tree` for every tree that `parse` makes."""

from __future__ import annotations

from .nodes import (
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
    Wildcard,
    Word,
)
from .tokens import QUOTES, Token, tokenize

_NO_QUOTES = str.maketrans(dict.fromkeys(QUOTES, " "))


def show(tree: Selection) -> str:
    """The tree as a line that can be typed; a tree built by hand comes out as the nearest such line."""
    match tree:
        case Word(text):
            return text if _is_word(text) else _quoted(text)
        case Phrase(text):
            return _quoted(text)
        case Near(text, slop):
            return f"{_quoted(text)}~{slop}"
        case Prefix(text):
            return f"{text}*"
        case Wildcard(pattern):
            return pattern
        case Fuzzy(text, edits):
            return f"{text}~" if edits == 1 else f"{text}~{edits}"
        case DateRange():
            return _date(tree)
        case FieldMatch("id", Word(text)):
            return f"id:{text if _is_id(text) else _quoted(text)}"
        case FieldMatch(field, clause):
            return f"{field}:{_unit(clause)}"
        case And(clauses):
            return " ".join(_bracketed(clause, And, Or) for clause in clauses)
        case Or(clauses):
            return " OR ".join(_bracketed(clause, And, Or) for clause in clauses)
        case Most(clauses, minimum):
            return f"most:{minimum} ({_listed(clauses)})"
        case Same(clauses):
            return f"same:({_listed(clauses)})"
        case Not(Not() as clause):
            return f"NOT {show(clause)}"
        case Not(clause):
            return f"-{_bracketed(clause, And, Or)}"
        case AtLeast(count, clause):
            return f"atleast:{count} {show(clause)}"
        case Everything():
            return "*"
        case Folded(clause):
            return show(clause)


def _listed(clauses: tuple[Query, ...]) -> str:
    return " ".join(_bracketed(clause, And, Or) for clause in clauses)


def _bracketed(clause: Query, *kinds: type) -> str:
    return f"({show(clause)})" if isinstance(clause, kinds) else show(clause)


def _unit(clause: Query) -> str:
    """A field's value: one term as it stands, anything else in brackets."""
    return _bracketed(clause, And, Or, Not, Most, AtLeast, FieldMatch, DateRange)


def _quoted(text: str) -> str:
    return f'"{" ".join(text.translate(_NO_QUOTES).split())}"'


def _is_word(text: str) -> bool:
    """Whether the text, typed, is one word again."""
    from searchkit.errors import QuerySyntaxError

    try:
        return tokenize(text)[:-1] == [Token("word", text, 0, len(text))]
    except QuerySyntaxError:
        return False


def _is_id(text: str) -> bool:
    from searchkit.errors import QuerySyntaxError

    line = f"id:{text}"
    try:
        return tokenize(line)[1:-1] == [Token("word", text, 3, len(text))]
    except QuerySyntaxError:
        return False


def _date(span: DateRange) -> str:
    """`since:2018` for a whole year or month to start with; a last day is always a day."""
    from searchkit.article import DateSpan

    first, last = span.first, span.last
    if first and last:
        return f"date:{DateSpan(first, last).iso}"
    if last:
        return f"until:{last.isoformat()}"
    if not first:
        return "*"
    start = first.isoformat()
    return f"since:{start[:4] if start.endswith('-01-01') else start[:7] if first.day == 1 else start}"
