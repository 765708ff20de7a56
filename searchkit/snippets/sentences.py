"""A paragraph -> its sentences."""

from __future__ import annotations

import re

from searchkit.analysis import is_stop

Span = tuple[int, int]

_CLOSING = "\"'”’»)\\]"
_OPENING = "\"'“‘«([—–- "
_STOP = re.compile(rf"[.!?…؟۔।]+[{_CLOSING}]*|[。！？｡]+[」』”’）]*")
_WIDE_STOPS = "。！？｡"
_LONGEST_ABBREVIATION = 24  # code points looked at before a full stop


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BEFORE_NAMES = _listed(  # never the last word of a sentence
    """
    Mr Mrs Ms Mx Dr Prof Gen Lt Col Maj Capt Cmdr Cdr Adm Brig Sgt Cpl Pvt Gov Sen Sens Rep Reps Hon Rev Fr
    Pres Amb Supt Insp Det Atty Messrs Mme Mlle vs viz cf
    """
)
_BEFORE_NUMBERS = _listed("No Nos Art Fig Sec Ch Vol no nos art fig sec ch vol pp")
_ABBREVIATIONS = _listed(  # the last word of a sentence only where the next begins like one
    """
    Inc Corp Co Cos Ltd LLC Plc Bros Jr Sr St Ave Blvd Rd Mt Ft Dept Univ Assn Est etc al approx
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri
    """
)


def sentences(text: str) -> list[Span]:
    """The sentences of one paragraph, `start:end` in code points, without the white space between them."""
    found = []
    start = _skip_space(text, 0)
    for stop in _STOP.finditer(text):
        if _ends(text, start, stop):
            found.append((start, stop.end()))
            start = _skip_space(text, stop.end())
    end = len(text.rstrip())
    if start < end:
        found.append((start, end))
    return found


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    after = stop.end()
    if stop[0][0] in _WIDE_STOPS:
        return True
    if not text[after : after + 1].isspace():
        return False
    following = text[after : after + 40].lstrip().lstrip(_OPENING)
    if following[:1].islower():
        return False
    if stop[0] != ".":
        return True
    before = text[max(start, stop.start() - _LONGEST_ABBREVIATION) : stop.start()].split()
    word = before[-1].lstrip(_OPENING) if before else ""
    if stop.start() - len(word) <= start and (word.isdigit() or len(word) <= 1):
        return False  # "1." and "a." number a paragraph
    if word in _BEFORE_NAMES or (word in _BEFORE_NUMBERS and following[:1].isdigit()):
        return False
    if len(word) == 1 or "." in word or word in _ABBREVIATIONS:
        return not following or is_stop(following.split(maxsplit=1)[0])
    return True


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
