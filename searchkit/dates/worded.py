"""Dates with words in them: `30 Aug 2018`, `Q3 2018`, `October 1-2, 2018`, `early August 2018`.

A text becomes tokens, the tokens a shape such as `MDY`, and the shape says which reader takes the values.
Every word has to be known, so prose has no shape. Kinds: M month, D number of two digits, d of one, Y year
of four digits or with an apostrophe, S season, P part, Q and H quarter and half (`q3`, `h1`), K and L the
words for them, W week.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from . import spans
from .spans import Bounds
from .words import FILLERS, MONTHS, ORDINALS, SEASONS, THIRDS, WEEKDAYS, ZONES

Token = tuple[str, int]

# A string: `re` compiles and keeps it when it is first used, so importing this costs nothing.
_PIECE = (
    r"(?a)(?P<number>\d+)(?:st|nd|rd|th|er|[oae°](?![a-z]))?(?![a-z])|'(?P<short>\d\d)(?!\d)"
    r"|(?P<coded>[qhw]\d{1,2}|\d[qh])|(?P<word>[a-z]+)|(?P<bar>\.\.|[-/])|(?P<space>[\s.,;:()|]+)|(?P<other>.)"
)
_WORD_KINDS: tuple[tuple[str, Mapping[str, int]], ...] = (
    ("M", MONTHS),
    ("P", THIRDS),
    ("S", SEASONS),
    ("D", ORDINALS),
)
_RANGE_WORDS = frozenset({"to", "through", "until", "till", "bis", "au", "al"})
_LENGTHS = {"quarter": ("K", 0), "half": ("L", 0)}
_DROPPED = FILLERS | ZONES | frozenset(WEEKDAYS)

_SHAPES: dict[str, Callable[..., Bounds]] = {
    "MDY": lambda m, d, y: spans.day(y, m, d),
    "DMY": lambda d, m, y: spans.day(y, m, d),
    "YMD": spans.day,
    "YDM": lambda y, d, m: spans.day(y, m, d),
    "MY": lambda m, y: spans.month(y, m),
    "YM": spans.month,
    "Y": spans.year,
    "SY": lambda s, y: spans.season(y, s),
    "YS": spans.season,
    "PMY": lambda p, m, y: spans.third_of_month(y, m, p),
    "PY": lambda p, y: spans.third_of_year(y, p),
    "QY": lambda q, y: spans.quarter(y, q),
    "YQ": spans.quarter,
    "DKY": lambda q, y: spans.quarter(y, q),
    "HY": lambda h, y: spans.half(y, h),
    "YH": spans.half,
    "DLY": lambda h, y: spans.half(y, h),
    "YW": spans.week,
    "WY": lambda w, y: spans.week(y, w),
}
_HYPHENED = frozenset({"D-M-Y", "M-D-Y", "Y-M-D", "M-Y", "Y-M", "P-Y", "P-MY", "Y-Q", "Q-Y", "Y-W"})
_PARTIALS = {"D", "MD", "DM", "M", "DY", "MY", "DMY", "MDY", "Y", "YM", "YMD"}


def read_worded(core: str, today: date | None) -> Bounds | None:
    """The bounds of a date in words, or None. `core` is folded text without a time of day.

    Raises ValueError when it names a day that cannot be.
    """
    tokens = _tokens(core, today)
    if not tokens:
        return None
    shape = "".join(kind for kind, _ in tokens)
    if shape in ("DMD", "dMD", "D-M-D", "d-M-D"):
        tokens[-1] = ("Y", spans.full_year(tokens[-1][1], today))
    elif shape.startswith("SY") and shape[2:] in ("-D", "/D", "-Y", "/Y") and tokens[0][1] == 12:
        return spans.winter(tokens[1][1], tokens[3][1])
    shape = "".join(kind for kind, _ in tokens).upper().replace("/", "-")
    if shape in _HYPHENED:
        shape = shape.replace("-", "")
    if reader := _SHAPES.get(shape):
        return reader(*(value for kind, value in tokens if kind not in "-/KL"))
    return _range(shape, tokens)


def _tokens(core: str, today: date | None) -> list[Token]:
    """The tokens of a date, without weekdays, zones and fillers; none if anything in it is unknown."""
    tokens: list[Token] = []
    for match in re.finditer(_PIECE, core):
        kind, text = match.lastgroup, match[match.lastgroup or 0]
        if kind == "number":
            token = _number(text)
        elif kind == "short":
            token = ("Y", spans.full_year(int(text), today))
        elif kind == "coded":
            token = _coded(text)
        elif kind == "word":
            token = _word(text)
        elif kind == "bar":
            token = ("-" if text == ".." else text, 0)
        else:
            token = ("", 0) if kind == "space" else None
        if token is None:
            return []
        if token[0]:
            tokens.append(token)
    while tokens and tokens[-1][0] in "-/":
        tokens.pop()
    while tokens and tokens[0][0] in "-/":
        tokens.pop(0)
    return tokens


def _number(text: str) -> Token | None:
    if len(text) <= 2:
        return "dD"[len(text) - 1], int(text)
    return ("Y", int(text)) if len(text) == 4 else None


def _coded(text: str) -> Token | None:
    """`q3`, `3q`, `h1`, `1h` and `w35`."""
    letter, number = (text[-1], text[:-1]) if text[0].isdigit() else (text[0], text[1:])
    limit = {"q": 4, "h": 2, "w": 53}[letter]
    return (letter.upper(), int(number)) if 1 <= int(number) <= limit else None


def _word(text: str) -> Token | None:
    for kind, words in _WORD_KINDS:
        if text in words:
            return kind, words[text]
    if text in _RANGE_WORDS:
        return "-", 0
    if text in _LENGTHS:
        return _LENGTHS[text]
    return ("", 0) if text in _DROPPED else None


def _range(shape: str, tokens: list[Token]) -> Bounds | None:
    """`MD-DY`, `D-DMY`, `MY-MY`: what one end does not print it borrows from the other."""
    left_shape, bar, right_shape = shape.partition("-")
    if not bar or left_shape not in _PARTIALS or right_shape not in _PARTIALS:
        return None
    cut = len(left_shape)
    left_year, *left = _parts(left_shape, tokens[:cut])
    right_year, *right = _parts(right_shape, tokens[cut + 1 :])
    for one, other in ((left, right), (right, left)):
        one[0] = one[0] or (other[0] if one[1] else 0)
    year = right_year or left_year
    if not year or [bool(part) for part in left] != [bool(part) for part in right]:
        return None
    first, last = _bounds(left_year or year, *left)[0], _bounds(year, *right)[1]
    if left[0] > right[0] and not left_year:  # Dec 30 - Jan 2, 2019
        first = _bounds(year - 1, *left)[0]
    if first > last:
        raise ValueError("the range ends before it starts")
    return first, last


def _parts(shape: str, tokens: list[Token]) -> tuple[int, int, int]:
    """Year, month and day of one end of a range, 0 where nothing is printed."""
    values = {kind: value for kind, (_, value) in zip(shape, tokens, strict=True)}
    return values.get("Y", 0), values.get("M", 0), values.get("D", 0)


def _bounds(year: int, month: int, day: int) -> Bounds:
    if day:
        return spans.day(year, month, day)
    return spans.month(year, month) if month else spans.year(year)
