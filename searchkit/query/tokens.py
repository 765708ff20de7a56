"""A line of text -> tokens, each with its place in the line as typed.

A run of characters ends at white space, a quote or a bracket; what the run looks like says what it is:

    bolton  F-35  U.N.  AT&T  12:30  http://x.org/a?b   word      kept as typed, analysed by the engine
    sanction*   wild*card  b?ll   sanctinos~2           prefix, wildcard, fuzzy
    "state of war"   “state of war”   "a b"~5           phrase, near; any quotation mark opens, any closes
    AND  OR  NOT  ( )                                   operators, upper case only, and brackets
    -iraq   -"a b"   -(a b)                             minus, only at the start of a word
    author:   since:   atleast:5   most:2   same:       what follows belongs to it
    –   &   …   - alone   -- anywhere                   punctuation: says nothing, gives no token

A question mark at the end of a word is punctuation unless the word has another wildcard: `who is bolton?`
asks for "bolton". A colon is a field's only after plain letters and before a value: `12:30`, `std::map` and
`Iran: a year on` are words, and so is all of an address such as `http://x.org/a?b`.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from searchkit.errors import QuerySyntaxError

from .fields import DATE_FIELDS, FIELDS, example, unknown_field

QUOTES = '"“”„‟«»'
MAX_SLOP = 99
MAX_COUNT = 9999

Kind = Literal[
    "word", "prefix", "wildcard", "fuzzy", "phrase", "near", "everything",
    "and", "or", "not", "minus", "open", "close",
    "field", "date", "atleast", "most", "same",
    "mark", "end",
]  # fmt: skip


class Token(NamedTuple):
    """One token at `position`, `length` code points of the line long.

    `text` is what is looked for, or the name of a field; `number` is the edits of `fuzzy`, the slop of `near`
    and the count of `atleast` and `most`.
    """

    kind: Kind
    text: str
    position: int
    length: int
    number: int = 0

    @property
    def end(self) -> int:
        """The place after the last character."""
        return self.position + self.length


_RUN = re.compile(rf"[^\s(){QUOTES}]+")
_LABEL = re.compile(r"([A-Za-z_]+):")
_SLOP = re.compile(r"~([0-9]*)")
# What few queries have, compiled when one does:
_VERBATIM = rf"(?:[^\s(){QUOTES}]|\([^\s(){QUOTES}]*\))+"  # brackets only in pairs: Foo_(bar)
_ADDRESS = r"[A-Za-z][A-Za-z0-9+.-]*://.|www\.\w"
_COUNT = r"[0-9]{1,4}(?![^\s()" + QUOTES + "])"
_FUZZY = r"([^~]+)~([0-9]*)"
_EDGES = ".,;:!…'‘’/|&[]{}<>#@"
_OPERATORS: dict[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not"}


def tokenize(line: str) -> list[Token]:
    """The tokens of a line, punctuation left out, an "end" token last.

    Raises QuerySyntaxError for what cannot be a token: an open quote, an unknown field, a misplaced `~`.
    """
    tokens: list[Token] = []
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        after_id = tokens and tokens[-1].text == "id" and tokens[-1].end == at and tokens[-1].kind == "field"
        token = _id_value(line, at) if after_id else _token(line, at)
        at = token.end
        if token.kind != "mark":
            tokens.append(token)
    return [*tokens, Token("end", "", len(line), 0)]


def searchable(text: str) -> bool:
    """Whether there is anything in a text that an engine can look for."""
    from searchkit.query.said import words  # not above: completion and --help need no stemmer

    return bool(words(text))


def _token(line: str, at: int) -> Token:
    if line[at] in QUOTES:
        return _quoted(line, at)
    if line[at] in "()":
        return Token("open" if line[at] == "(" else "close", line[at], at, 1)
    match = _RUN.match(line, at)
    assert match  # noqa: S101  the character is no space, quote or bracket
    run = match[0]
    if run in _OPERATORS:
        return Token(_OPERATORS[run], run, at, len(run))
    if run.startswith("-"):
        return _hyphen(line, at, run)
    if _is_address(run) and (address := re.compile(_VERBATIM).match(line, at)):
        return Token("word", address[0], at, len(address[0]))
    if (label := _LABEL.match(run)) and (token := _labelled(line, at, label[1], run)):
        return token
    if "~" in run:
        return _fuzzy(line, at, run)
    if "*" in run or "?" in run:
        return _pattern(line, at, run)
    return Token("word" if searchable(run) else "mark", run, at, len(run))


def _is_address(run: str) -> bool:
    return ("://" in run or "www." in run) and re.match(_ADDRESS, run) is not None


def _quoted(line: str, at: int) -> Token:
    text = _inside_quotes(line, at)
    if not searchable(text):
        what = "nothing" if not text.strip() else "no letter or digit"
        hint = "Put a word between them, or take them out"
        raise QuerySyntaxError(f"there is {what} between the quotes", line, at, len(text) + 2, hint)
    end = at + len(text) + 2
    text = " ".join(text.split())
    slop = _SLOP.match(line, end)
    if not slop:
        return Token("phrase", text, at, end - at)
    if not slop[1] or len(slop[1]) > 2 or line[slop.end() : slop.end() + 1].isalnum():
        hint = f'From 0 to {MAX_SLOP} other words may stand among them: "{text}"~5'
        raise QuerySyntaxError('"~" after a quote needs a number', line, end, len(slop[0]), hint)
    return Token("near", text, at, slop.end() - at, int(slop[1]))


def _inside_quotes(line: str, at: int) -> str:
    for end in range(at + 1, len(line)):
        if line[end] in QUOTES:
            return line[at + 1 : end]
    hint = "Put another one where the phrase ends, or take this one out"
    raise QuerySyntaxError(f"the quote {line[at]} is never closed", line, at, hint=hint)


def _hyphen(line: str, at: int, run: str) -> Token:
    """One hyphen before a word, quote or bracket excludes it; any other is a dash, and dashes say nothing."""
    body = run.lstrip("-")
    dashes = len(run) - len(body)
    starts_word = at == 0 or line[at - 1].isspace() or line[at - 1] == "("
    excludes = searchable(body) or "*" in body if body else line[at + 1 : at + 2] in tuple("(" + QUOTES)
    if dashes == 1 and starts_word and excludes:
        return Token("minus", "-", at, 1)
    return Token("mark", run[:dashes], at, dashes)


def _id_value(line: str, at: int) -> Token:
    if line[at] in QUOTES:
        text = _inside_quotes(line, at)
        if text.strip():
            return Token("word", text, at, len(text) + 2)
    elif line[at] != "(" and (value := re.compile(_VERBATIM).match(line, at)):
        return Token("word", value[0], at, len(value[0]))
    raise QuerySyntaxError("id: takes one id", line, at - 3, 3, "Several are written id:a01 OR id:a02")


def _labelled(line: str, at: int, label: str, run: str) -> Token | None:
    """`author:`, `since:`, `atleast:5` …; None if the colon is no field's."""
    name, length = label.lower(), len(label) + 1
    value = line[at + length : at + length + 1]
    if name in FIELDS:
        return Token("field", FIELDS[name], at, length)
    if name in DATE_FIELDS:
        return Token("date", DATE_FIELDS[name], at, length)
    if name == "same":
        return Token("same", name, at, length)
    if name == "atleast":
        return _counted(line, at, "atleast")
    if name == "most":
        return _counted(line, at, "most")
    if value.isalnum() or value in tuple("(" + QUOTES):
        raise unknown_field(line, at, label, run)
    return None


def _counted(line: str, at: int, name: Literal["atleast", "most"]) -> Token:
    start = at + len(name) + 1
    match = re.compile(_COUNT).match(line, start)
    if match and int(match[0]) >= 1:
        return Token(name, name, at, match.end() - at, int(match[0]))
    typed = _RUN.match(line, start)
    place, length = (start, len(typed[0])) if typed else (at, start - at)
    message = f"{name}: needs a number from 1 to {MAX_COUNT}"
    raise QuerySyntaxError(message, line, place, length, example(name))


def _fuzzy(line: str, at: int, run: str) -> Token:
    match = re.fullmatch(_FUZZY, run.strip(_EDGES))
    if not match or not searchable(match[1]):
        hint = 'It stands right after a word or a quote: sanctinos~  "a b"~5'
        raise QuerySyntaxError('"~" is in the wrong place', line, at + run.index("~"), hint=hint)
    if "*" in match[1] or "?" in match[1]:
        raise QuerySyntaxError("a word has either ~ or wildcards, not both", line, at, len(run))
    if match[2] not in ("", "1", "2"):
        place = at + run.index("~")
        hint = f"For example {match[1]}~2; more changes would make it another word"
        raise QuerySyntaxError("~ allows 1 or 2 changes", line, place, len(match[2]) + 1, hint)
    return Token("fuzzy", match[1], at, len(run), int(match[2] or 1))


def _pattern(line: str, at: int, run: str) -> Token:
    core = run.strip(_EDGES)
    if not any(c in "*?" for c in core.rstrip("?" + _EDGES)):
        return Token("word" if searchable(run) else "mark", run, at, len(run))
    if run.startswith("*") and line[at - 1 : at] in tuple(")" + QUOTES):
        hint = "A prefix is one word, without quotes: sanction*"
        raise QuerySyntaxError('"*" cannot follow a quote or a bracket', line, at, hint=hint)
    if not core.strip("*"):
        return Token("everything", "*", at, len(run))
    if not searchable(core):
        hint = "Add a part of the word, or use * alone for every article"
        raise QuerySyntaxError(f'"{run}" has no letter or digit', line, at, len(run), hint)
    if core.endswith("*") and core.count("*") == 1 and "?" not in core:
        return Token("prefix", core[:-1], at, len(run))
    return Token("wildcard", core, at, len(run))
