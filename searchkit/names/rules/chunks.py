"""Where a run must be cut before anything else, and which words at its start are no part of a name."""

from __future__ import annotations

import re

from searchkit.names import gazetteer as gaz
from searchkit.names.gazetteer import flags
from searchkit.names.rules.looks import known_look
from searchkit.names.rules.words import RunWords

_COMPOUND = re.compile(r"-([a-z]{3,})$")
_PREFIXES = frozenset(["co", "re", "pre", "non", "anti", "counter", "inter", "multi", "vice"])
_NAMEISH = (
    gaz.FIRST
    | gaz.PLACE
    | gaz.ORGANISATION
    | gaz.TITLE
    | gaz.MODIFIER
    | gaz.DEMONYM
    | gaz.ORG_HEAD
    | gaz.DIRECTION
    | gaz.PLACE_LEAD
    | gaz.LEAD_PARTICLE
)


def chunks(words: RunWords) -> list[tuple[int, int]]:
    """Cut at days and months, at words like "Moscow-backed", and where a full stop ended a sentence."""
    found, first = [], 0
    total = len(words.tokens)
    for i in range(total):
        mark, word = words.marks[i], words.word(i)
        if mark & gaz.CALENDAR and not _month_as_name(words, i):
            found.append((first, i))
            first = i + 1
        elif _is_compound(word):
            start = i
            stem = word[: word.rindex("-")]
            for back in range(max(first, i - 3), i):
                if flags(words.text(back, i) + " " + stem) & (gaz.PLACE | gaz.ORGANISATION):
                    start = back
                    break
            found.append((first, start))
            first = i + 1
        elif i and words.word(i - 1).endswith(".") and _after_full_stop(mark, words.marks[i - 1]):
            found.append((first, i))
            first = i
    found.append((first, total))
    return [(a, b) for a, b in found if a < b]


def _after_full_stop(mark: int, before: int) -> bool:
    """Whether a word after an abbreviation begins something new: "Halden Corp. | The", "Halden Corp. | Oakes"."""
    return bool(mark & gaz.STARTER or (before & gaz.CORPORATE and not mark & gaz.ORG_TAIL))


def _month_as_name(words: RunWords, i: int) -> bool:
    """True in "Theresa May", "August Wilson": a month that stands beside a given or family name."""
    before = i > 0 and words.marks[i - 1] & gaz.FIRST and not words.marks[i - 1] & gaz.STARTER
    return bool(before and words.word(i) in {"May", "March", "April", "June", "August"})


def _is_compound(word: str) -> bool:
    """True for "Lebanon-based", "Iranian-led", "U.S.-Soviet-style", but not "Kim Young-sam"."""
    match = _COMPOUND.search(word)
    if not match:
        return False
    last = match[1]
    if word[: match.start()].lower() in _PREFIXES:
        return False
    return (
        last.endswith(("ed", "ing")) or (len(last) >= 3 and bool(flags(last) & gaz.COMMON)) or len(last) > 5
    )


def skip_starters(words: RunWords, a: int, b: int, initial: bool) -> int:
    """Where the name of a chunk begins, words such as "The" and "Yesterday" left out."""
    while a < b:
        if b - a > 1 and (known_look(words, a, b) or words.word(a + 1) in "'’"):
            break
        mark = words.marks[a]
        if mark & gaz.STARTER:
            if initial and b - a == 1 and mark & (gaz.ORGANISATION | gaz.PLACE):
                break
            if not initial and mark & gaz.FIRST and b - a > 1:
                break
        elif not (initial and mark & gaz.COMMON and _capital_by_place(words, a, b)):
            break
        initial = False
        a = words.next_capital(a + 1, b)
    return a


def _capital_by_place(words: RunWords, a: int, b: int) -> bool:
    """Whether the ordinary word at `a`, first of its sentence, is unlikely to belong to the name after it."""
    if words.marks[a] & _NAMEISH or words.word(a).isupper() or b - a == 1:
        return False
    return not words.marks[b - 1] & (gaz.ORG_TAIL | gaz.PLACE_TAIL | gaz.EVENT | gaz.COMMON)
