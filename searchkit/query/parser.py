"""A line of text -> the query tree.

    query    = and { "OR" and }
    and      = unary { [ "AND" ] unary }
    unary    = { "NOT" | "-" } primary
    primary  = term | group | field | date | atleast | most
    group    = "(" query ")"
    term     = WORD | PREFIX | WILDCARD | FUZZY | PHRASE | NEAR | "*" | same
    same     = "same:" "(" ( WORD | PHRASE ) ( WORD | PHRASE ) { WORD | PHRASE } ")"
    field    = NAME ":" ( term | group )             no field, date or atleast inside; id: takes one value
    date     = ( "date:" | "since:" | "until:" | "before:" | "after:" ) ( WORD | PHRASE )
    atleast  = "atleast:" N term
    most     = "most:" N "(" unary unary { unary } ")"

A field or date and its value touch. One example through every stage is in `nodes`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from searchkit.errors import QuerySyntaxError

from . import hints
from .fields import example
from .nodes import (
    And,
    AtLeast,
    DateRange,
    Everything,
    FieldMatch,
    Fuzzy,
    Most,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Same,
    Term,
    Wildcard,
    Word,
)
from .tokens import Kind, Token, tokenize

MAX_LENGTH = 10_000  # code points; longer lines are pasted by mistake
MAX_TERMS = 1_000
MAX_DEPTH = 100  # brackets and NOTs inside each other; keeps recursion over a tree far from Python's limit

_TERMS: frozenset[Kind] = frozenset(
    ("word", "phrase", "near", "prefix", "wildcard", "fuzzy", "everything", "same")
)

T = TypeVar("T")


def parse(text: str, *, today: date | None = None) -> Query:
    """The tree of a query.

    Args:
        text: The query as typed.
        today: What relative dates such as "last summer" count from; the day of the call by default.

    Raises:
        QuerySyntaxError: The query cannot be read; the error covers the mistake.
    """
    if len(text) > MAX_LENGTH:
        message = f"the query is longer than {MAX_LENGTH:,} characters"
        raise QuerySyntaxError(message, text, MAX_LENGTH, len(text) - MAX_LENGTH)
    tokens = tokenize(text)
    if len(tokens) == 1:
        message = "there is no word to look for" if text.strip() else "the query is empty"
        raise QuerySyntaxError(message, text, 0, len(text), hint="* finds every article")
    return _Parser(text, tokens, today or date.today()).parse()


class _Parser:
    """Recursive descent over the tokens of one line."""

    def __init__(self, line: str, tokens: list[Token], today: date) -> None:
        self._line = line
        self._tokens = tokens
        self._today = today
        self._at = 0
        self._depth = 0
        self._brackets: list[Token] = []
        self._terms = 0
        self._field = ""

    def parse(self) -> Query:
        tree = self._query()
        token = self._peek()
        if token.kind != "end":
            raise self._error('")" closes nothing', token, hints.for_bracket(self._tokens, token))
        return tree

    def _query(self) -> Query:
        clauses = [self._and()]
        while self._peek().kind == "or":
            self._take()
            clauses.append(self._and())
        return clauses[0] if len(clauses) == 1 else Or(tuple(clauses))

    def _and(self) -> Query:
        clauses = [self._unary()]
        while self._peek().kind not in ("or", "close", "end"):
            if self._peek().kind == "and":
                self._take()
            clauses.append(self._unary())
        return clauses[0] if len(clauses) == 1 else And(tuple(clauses))

    def _unary(self) -> Query:
        negations = 0
        while self._peek().kind in ("not", "minus"):
            self._deeper(self._take())
            negations += 1
        tree = self._primary()
        for _ in range(negations):
            tree = Not(tree)
        self._depth -= negations
        return tree

    def _primary(self) -> Query:
        token = self._peek()
        if token.kind in _TERMS:
            return self._term()
        if token.kind == "open":
            return self._group()
        if token.kind not in ("field", "date", "atleast", "most"):
            raise self._no_operand()
        self._take()
        if token.kind == "most":
            return self._most(token)
        if self._field:
            message = f"{token.text}: cannot stand inside {self._field}:( )"
            raise self._error(message, token, "Close the bracket first")
        if token.kind == "field":
            return self._field_match(token)
        return self._date(token) if token.kind == "date" else self._at_least(token)

    def _group(self) -> Query:
        self._open()
        tree = self._query()
        self._close()
        return tree

    def _term(self) -> Term | Everything:
        token = self._take()
        self._terms += 1
        if self._terms > MAX_TERMS:
            raise self._error(f"the query has more than {MAX_TERMS:,} terms", token)
        text = token.text
        match token.kind:
            case "phrase":
                return Phrase(text)
            case "near":
                return Near(text, token.number)
            case "prefix":
                return Prefix(text)
            case "wildcard":
                return Wildcard(text)
            case "fuzzy":
                return Fuzzy(text, token.number)
            case "everything":  # in a field: whatever it has
                return Wildcard("*") if self._field else Everything()
            case "same":
                return self._same(token)
            case _:
                return Word(text)

    def _field_match(self, token: Token) -> Query:
        value = self._value(token)
        self._field = token.text
        clause = self._group() if value.kind == "open" else self._term()
        self._field = ""
        return FieldMatch(token.text, clause)

    def _date(self, token: Token) -> DateRange:
        from .dates import date_range

        value = self._value(token)
        if value.kind == "open":
            hint = "Several are written date:2016 OR date:2018"
            raise self._error(f"{token.text}: takes one date", value, hint)
        if value.kind not in ("word", "phrase"):
            raise self._error(f"{token.text}: takes a date as it is, without wildcards or ~", value)
        self._take()
        words = [value, *self._tokens[self._at : self._at + 3]]
        try:
            found = date_range(token.text, value.text, today=self._today)
        except QuerySyntaxError as error:
            hint = hints.for_date(self._line, token, words, self._today) or error.hint
            raise self._error(error.message, value, hint) from None
        if value.text.isalpha() and (hint := hints.for_date(self._line, token, words, self._today)):
            raise self._error(f'"{value.text}" is only a part of the date', value, hint)
        return found

    def _at_least(self, token: Token) -> AtLeast:
        clause = self._term() if self._peek().kind in _TERMS else None
        if clause is None or isinstance(clause, Everything):
            message = "atleast: needs a word or a phrase after its number"
            raise self._error(message, token, example("atleast"))
        return AtLeast(token.number, clause)

    def _most(self, token: Token) -> Most:
        clauses = self._list(token, self._unary)
        if token.number > len(clauses):
            raise self._error(f"most:{token.number} asks for more than the {len(clauses)} it lists", token)
        return Most(clauses, token.number)

    def _same(self, token: Token) -> Same:
        return Same(self._list(token, self._spelling))

    def _spelling(self) -> Word | Phrase:
        token = self._peek()
        clause = self._term() if token.kind in ("word", "phrase") else None
        if not isinstance(clause, Word | Phrase):
            raise self._error("same: lists words and phrases only", token, example("same"))
        return clause

    def _list(self, token: Token, clause: Callable[[], T]) -> tuple[T, ...]:
        """The bracketed list of `most:` or `same:`."""
        if self._peek().kind != "open":
            raise self._error(f"{token.text}: needs a list in brackets", token, example(token.text))
        opening = self._open()
        clauses: list[T] = []
        while self._peek().kind not in ("close", "end"):
            if self._peek().kind in ("and", "or"):
                message = f'"{self._peek().text}" cannot stand in the list of {token.text}:'
                raise self._error(message, self._peek(), "Put brackets around what belongs together")
            clauses.append(clause())
        closing = self._close()
        if len(clauses) < 2:
            span = _span(opening, closing)
            raise self._error(f"{token.text}: needs two or more in its brackets", span, example(token.text))
        return tuple(clauses)

    def _open(self) -> Token:
        opening = self._take()
        self._deeper(opening)
        self._brackets.append(opening)
        if self._peek().kind == "close":
            hint = "Put a word between them, or take them out"
            raise self._error("there is nothing between the brackets", _span(opening, self._peek()), hint)
        return opening

    def _close(self) -> Token:
        if self._peek().kind != "close":
            raise self._unclosed()
        self._depth -= 1
        self._brackets.pop()
        return self._take()

    def _value(self, token: Token) -> Token:
        """What touches the colon of a field or date; not taken yet."""
        value = self._peek()
        if value.position == token.end and (value.kind in _TERMS or value.kind == "open"):
            return value
        name = self._line[token.position : token.end]
        hint = hints.for_value(self._line, token, value)
        raise self._error(f"{name} has nothing after it", token, hint)

    def _no_operand(self) -> QuerySyntaxError:
        """What stands here cannot begin a clause: an operator before, or this one, lacks its operand."""
        token = self._peek()
        before = self._tokens[self._at - 1] if self._at else None
        if token.kind == "end" and self._brackets:
            return self._unclosed()
        if before and before.kind in ("and", "or", "not", "minus"):
            return self._error(f'"{before.text}" has nothing after it', before, hints.for_operator(before))
        if token.kind == "close":
            return self._error('")" closes nothing', token, hints.for_bracket(self._tokens, token))
        return self._error(f'"{token.text}" has nothing before it', token, hints.for_operator(token))

    def _unclosed(self) -> QuerySyntaxError:
        opening = self._brackets[-1]
        return self._error('"(" is never closed', opening, hints.for_bracket(self._tokens, opening))

    def _deeper(self, token: Token) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(f"brackets and NOTs stand more than {MAX_DEPTH} deep", token)

    def _peek(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _error(self, message: str, token: Token, hint: str = "") -> QuerySyntaxError:
        return QuerySyntaxError(message, self._line, token.position, token.length, hint)


def _span(opening: Token, closing: Token) -> Token:
    return Token("open", "", opening.position, closing.end - opening.position)
