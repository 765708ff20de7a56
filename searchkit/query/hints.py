"""What to do about a mistake in a query: the second sentence of its error."""

from __future__ import annotations

from datetime import date

from searchkit.errors import QuerySyntaxError

from .tokens import Token


def for_bracket(tokens: list[Token], bracket: Token) -> str:
    """How to look for a bracket itself: quoted, with the word it touches."""
    place = tokens.index(bracket)
    word = tokens[place + 1 if bracket.kind == "open" else place - 1]
    if word.kind != "word":
        return "To look for the mark itself, quote it with a word"
    quoted = f'"({word.text}"' if bracket.kind == "open" else f'"{word.text})"'
    return f"To look for the mark itself, quote it: {quoted}"


def for_operator(operator: Token) -> str:
    """How to look for the words and, or, not."""
    return "" if operator.kind == "minus" else f"For the word itself write it small: {operator.text.lower()}"


def for_value(line: str, name: Token, following: Token) -> str:
    """What to write after the colon of a field or date that nothing touches."""
    typed = line[name.position : name.end]
    value = line[following.position : following.end]
    if line.startswith("-", name.end):
        return f"To exclude, put the hyphen first: -{typed}{value}"
    if following.kind in ("word", "phrase"):
        return f"Write {typed}{value} without a space"
    return "The value touches the colon: author:bolton, date:2018"


def for_date(line: str, name: Token, words: list[Token], today: date) -> str:
    """The quotes that `date:30 Aug 2018` lacks; empty if the words after the colon make no date together."""
    from .dates import parse_period

    typed = line[name.position : name.end]
    for count in range(2, len(words) + 1):
        if any(word.kind != "word" for word in words[:count]):
            break
        text = " ".join(word.text for word in words[:count])
        try:
            parse_period(text, today=today)
        except QuerySyntaxError:
            continue
        return f'Quote a date of several words: {typed}"{text}"'
    return ""
