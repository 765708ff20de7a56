"""Words to compare, of a quotation or of an article.

Compared are words as they are indexed, case and accents aside, but with their possessive 's. In a quotation,
an ellipsis (…, ..., [...]) stands for words left out, and brackets for what the writer put in: "[t]he" is "the",
"[the minister]" stands for a few words or none, "[sic]" for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from searchkit.analysis import tokens
from searchkit.article import Article

ANYWHERE = 1_000_000
"""The reach of an ellipsis, in words."""

_IN_BRACKETS = 20  # words that brackets may stand for
_MOST_EDITS = 50  # of a quotation; any more are read as text
_EDITED = re.compile(r"\[[^\[\]]*\]|\(\s?(?:…|\.\s?\.\s?\.)\s?\)|…|\.(?:\s?\.){2,3}")
_ELLIPSIS = re.compile(r"[\[(]?\s*(?:…|\.(?:\s?\.){2,3})?\s*[\])]?")
_SAYS_NOTHING = re.compile(r"\[\s*(?:sic\b.*|[\^@].*|(?:emphasis|italics)\b.*)\]", re.IGNORECASE)
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+\Z")
_LETTERS_AFTER = re.compile(r"[^\W\d_]+")
_MOST_LETTERS = 64  # of a word beside brackets


class Unit(NamedTuple):
    """A word of a quotation by the `key` it is compared by, or a gap (an empty key) of at most `reach` words.

    `start:end` are code points of the text.
    """

    key: str
    start: int
    end: int
    reach: int = 0


class Place(NamedTuple):
    """A word of an article: its key, its paragraph (from 0; the title is -1) and its code points there."""

    key: str
    paragraph: int
    start: int
    end: int


def units(text: str) -> tuple[Unit, ...]:
    """The words and gaps of a quotation, in order; no gap at either end."""
    plain = list(text)
    gaps: list[Unit] = []
    moved: dict[int, int] = {}  # where a word with its first letter in brackets starts -> the bracket
    for found in islice(_EDITED.finditer(text), _MOST_EDITS):
        start, end = found.span()
        letter = found[0][1:-1].strip() if found[0].startswith("[") else ""
        before = _LETTERS_BEFORE.search(text, max(0, start - _MOST_LETTERS), start)
        after = _LETTERS_AFTER.match(text, end)
        if len(letter) == 1 and letter.isalpha() and after and not before:
            plain[start:end] = " " * (end - start - 1) + letter
            moved[end - 1] = start
            continue
        if not _SAYS_NOTHING.fullmatch(found[0]):
            reach = ANYWHERE if _ELLIPSIS.fullmatch(found[0]) else _IN_BRACKETS
            if (
                reach == _IN_BRACKETS
            ):  # "reduc[ed]": the letters beside the brackets belong to what they stand for
                start = before.start() if before else start
                end = after.end() if after else end
            gaps.append(Unit("", start, end, reach))
        plain[start:end] = " " * (end - start)
    words = [
        Unit(_key(token.word, text, token.end), moved.get(token.start, token.start), token.end)
        for token in tokens("".join(plain))
    ]
    return tuple(_without_ends(sorted([*words, *gaps], key=lambda unit: unit.start)))


def _without_ends(found: Sequence[Unit]) -> Sequence[Unit]:
    words = [number for number, unit in enumerate(found) if unit.key]
    return found[words[0] : words[-1] + 1] if words else ()


def countable(text: str) -> int:
    """How many words of a quotation can be compared."""
    return sum(bool(unit.key) for unit in units(text))


def runs(quotation: Sequence[Unit]) -> list[list[Unit]]:
    """The words of a quotation that must stand side by side."""
    found: list[list[Unit]] = [[]]
    for unit in quotation:
        if unit.key:
            found[-1].append(unit)
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def places(article: Article) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The words of the title, and those of all paragraphs, as a quotation may run over several."""
    title = tuple(_places(article.title, -1))
    body = (place for number, text in enumerate(article.paragraphs) for place in _places(text, number))
    return title, tuple(body)


def _places(text: str, paragraph: int) -> Iterator[Place]:
    for token in tokens(text):
        yield Place(_key(token.word, text, token.end), paragraph, token.start, token.end)


def _key(word: str, text: str, end: int) -> str:
    """The word with its 's, which an index leaves off."""
    possessive = text[end - 1 : end] in ("s", "S") and text[end - 2 : end - 1] in ("'", "’", "ʼ", "＇")
    return f"{word}'s" if possessive else word
