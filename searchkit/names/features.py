"""What the model sees of a likely name: its words, the words beside it, and its company in the article.

A feature is a short string; the same functions serve training (`tools/train_names.py`) and recognition.
"""

from __future__ import annotations

import re
from functools import lru_cache

from searchkit.names import gazetteer as gaz
from searchkit.names.gazetteer import flags

_SHAPE_RUNS = re.compile(r"(.)\1+")
_WHOLE = (
    ("C", gaz.COUNTRY),
    ("R", gaz.REGION),
    ("T", gaz.CITY_LARGE),
    ("t", gaz.CITY_SMALL),
    ("O", gaz.ORGANISATION),
)
_FIRST_WORD = (
    ("F", gaz.FIRST),
    ("D", gaz.DEMONYM),
    ("1", gaz.SURE_PLACE),
    ("P", gaz.PLACE_LEAD),
    ("d", gaz.DIRECTION),
)
_LAST_WORD = (("S", gaz.ORG_TAIL), ("L", gaz.PLACE_TAIL), ("l", gaz.LAST), ("E", gaz.EVENT))
_WORD_CLASSES = (
    ("O", gaz.ORG_TAIL | gaz.ORG_HEAD),
    ("P", gaz.COUNTRY | gaz.REGION | gaz.CITY_LARGE),
    ("D", gaz.DEMONYM),
    ("L", gaz.PLACE_TAIL),
    ("c", gaz.COMMON),
    ("F", gaz.FIRST),
    ("N", gaz.LAST),
)
_NEIGHBOUR_CLASSES = (
    ("T", gaz.TITLE),
    ("M", gaz.MODIFIER),
    ("D", gaz.DEMONYM),
    ("P", gaz.PLACE),
    ("V", gaz.SPEECH),
    ("I", gaz.PLACE_PREPOSITION),
    ("O", gaz.ORG_CONTEXT),
    ("A", gaz.ORG_APPOSITION),
    ("L", gaz.PLACE_CONTEXT),
    ("C", gaz.CALENDAR),
    ("F", gaz.FIRST),
)


@lru_cache(maxsize=50_000)
def shape(word: str) -> str:
    """`Xx` for McDonald, `Xd` for G7, `X.X.` for U.N.; runs of one sort shortened, six signs at most."""
    signs = "".join(
        "X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in word[:20]
    )
    return _SHAPE_RUNS.sub(r"\1", signs)[:6]


@lru_cache(maxsize=50_000)
def group(text: str) -> str:
    """The classes of a name in letters: of the whole, of its first word, of its last."""
    words = text.split(" ")
    whole, first, last = flags(text), flags(words[0]), flags(words[-1])
    letters = [letter for letter, bit in _WHOLE if whole & bit]
    letters += [letter for letter, bit in _FIRST_WORD if first & bit]
    letters += [letter for letter, bit in _LAST_WORD if last & bit]
    return "".join(letters)


def inside(text: str, look: str) -> list[str]:
    """Features of the name itself.

    Args:
        text: the name as printed.
        look: what the rules take it for, one letter of `segment`.
    """
    words = text.replace("\u00a0", " ").split()
    lower = [word.lower() for word in words]
    count = min(len(words), 5)
    letters = group(text)
    first, last = lower[0], lower[-1]
    shapes = " ".join([shape(word) for word in words[:4]])
    classes = "".join([_word_class(word) for word in words[:5]])
    common = sum([flags(word) & gaz.COMMON > 0 for word in words[:6]])
    found = [
        "bias",
        f"r={look}",
        f"n={count}",
        f"rn={look}{count}",
        f"g={letters}",
        f"gr={letters},{look}",
        f"gn={letters},{count}",
        f"fw={first}",
        f"lw={last}",
        f"s={text.lower()}",
        f"p3={first[:3]}",
        f"x2={last[-2:]}",
        f"x3={last[-3:]}",
        f"x4={last[-4:]}",
        f"sh={shapes}",
        f"k={classes}",
        f"cm={common},{count}",
    ]
    found += [f"G={letter}" for letter in letters]
    found += [f"w={word}" for word in lower]
    if text.isupper():
        found.append(f"up={min(len(text), 6)}")
    return found


def left(letters: str, look: str, near: str) -> list[str]:
    """Features of the word before a name, empty where the paragraph begins; `letters` are the name's `group`."""
    near_class = neighbour_class(near)
    near = _plain(near)
    return [
        f"l={near}",
        f"gl={letters},{near}",
        f"rl={look},{near}",
        f"lc={near_class}",
        f"rlc={look},{near_class}",
        f"glc={letters},{near_class}",
        f"lsh={shape(near)}",
    ]


def further_left(near: str, far: str) -> list[str]:
    """Features of the two words before a name; `near` is the nearest."""
    near, far = _plain(near), _plain(far)
    return [f"ll={far}_{near}", f"l2={far}"]


def right(letters: str, look: str, near: str) -> list[str]:
    """Features of the word after a name, empty where the paragraph ends; `letters` are the name's `group`."""
    near_class = neighbour_class(near)
    near = _plain(near)
    return [
        f"t={near}",
        f"gt={letters},{near}",
        f"rt={look},{near}",
        f"tc={near_class}",
        f"rtc={look},{near_class}",
    ]


def further_right(near: str, far: str) -> list[str]:
    """Features of the two words after a name; `near` is the nearest."""
    far_class = neighbour_class(far)
    near, far = _plain(near), _plain(far)
    return [f"tt={near}_{far}", f"t2={far}", f"ttc={near}_{far_class}"]


def both(before: str, after: str) -> list[str]:
    """Features of the words on both sides together."""
    return [f"b={_plain(before)}_{_plain(after)}", f"bc={neighbour_class(before)}_{neighbour_class(after)}"]


def company(looks: str, ends: str, starts: str, count: int) -> list[str]:
    """Features of the other mentions in the article.

    Args:
        looks: the looks under which the same text occurs, sorted, each once.
        ends: the looks of longer names that end with it, sorted, each once.
        starts: the looks of longer names that begin with it, sorted, each once.
        count: how often it occurs, 4 for more.
    """
    found = [f"dl={looks}", f"dn={count}"]
    found += [f"de={look}" for look in ends]
    found += [f"ds={look}" for look in starts]
    return found


@lru_cache(maxsize=50_000)
def neighbour_class(word: str) -> str:
    """The classes of a word beside a name, in letters; `0` for a number, `^` for nothing."""
    if not word:
        return "^"
    if word[0].isdigit():
        return "0"
    mark = flags(word)
    letters = "".join(letter for letter, bit in _NEIGHBOUR_CLASSES if mark & bit)
    if word.islower() and flags(word.capitalize()) & gaz.TITLE:
        letters += "t"
    return letters


@lru_cache(maxsize=50_000)
def _word_class(word: str) -> str:
    mark = flags(word)
    for letter, bit in _WORD_CLASSES:
        if mark & bit:
            return letter
    if len(word) == 2 and word.endswith("."):
        return "i"
    return "u" if word[0].isupper() else "-"


def _plain(word: str) -> str:
    if not word:
        return "^"
    return "0" if word[0].isdigit() else word.lower()
