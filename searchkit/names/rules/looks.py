"""What one likely name looks like by its own words."""

from __future__ import annotations

import re

from searchkit.names import gazetteer as gaz
from searchkit.names.gazetteer import flags
from searchkit.names.rules.words import ORGANISATION, PLACE, UNKNOWN, WEAK, RunWords, is_capital

_GENERATIONS = frozenset(["Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"])
INITIAL = re.compile(r"(?:\w\.)+$")
_ROLE_ONLY = gaz.TITLE | gaz.MODIFIER | gaz.REJECT | gaz.EVENT | gaz.DIRECTION | gaz.PLACE_TAIL | gaz.STARTER


def known_look(words: RunWords, a: int, b: int) -> str:
    """The look of a chunk that is in the lists as a whole, or an empty string."""
    text = words.text(a, b)
    mark = flags(text)
    if b - a == 1:
        return ""
    if mark & gaz.ORGANISATION:
        return ORGANISATION
    if mark & gaz.PLACE:
        return PLACE
    if words.run.isupper() and flags(gaz.title_case(text)) & gaz.SURE_PLACE:
        return PLACE
    return ""


def look_of_word(words: RunWords, i: int, initial: bool) -> str:
    """What one capitalised word looks like; an empty string rejects it."""
    word, mark = words.word(i), words.marks[i]
    if mark & gaz.GROUP_PEOPLE:
        return ORGANISATION
    if mark & gaz.REJECT or (len(word.rstrip(".")) < 2):
        return ""
    if mark & (gaz.COUNTRY | gaz.REGION):
        return PLACE
    if mark & gaz.ORGANISATION:
        return ORGANISATION
    if mark & gaz.DEMONYM:
        return ""
    if _acronym(word):
        return PLACE if _place_in_capitals(word) else "o"
    if mark & _ROLE_ONLY:
        return WEAK
    if mark & gaz.CITY_LARGE:
        return "l"
    if mark & (gaz.ORG_TAIL | gaz.ORG_HEAD):
        return WEAK
    if mark & gaz.COMMON and initial:
        return WEAK
    if mark & gaz.FIRST:
        return "p"
    return "l" if mark & gaz.CITY_SMALL else UNKNOWN


def look_of_words(words: RunWords, a: int, b: int) -> str:
    """What a plain name of two words and more looks like."""
    marks = words.marks[a:b]
    if words.word(b - 1) in _GENERATIONS or any(INITIAL.match(words.word(i)) for i in range(a, b - 1)):
        return "p"
    if marks[0] & gaz.FIRST and b - a <= 4:
        return "p"
    if any(not is_capital(words.word(i)) for i in range(a, b)) and not marks[0] & gaz.COMMON:
        return "p"
    if marks[0] & gaz.PLACE_LEAD:
        return "l"
    if any(mark & gaz.ORG_HEAD for mark in marks) or all(_acronym(words.word(i)) for i in range(a, b)):
        return "o"
    if marks[0] & gaz.DIRECTION and marks[-1] & gaz.PLACE:
        return PLACE
    return UNKNOWN


def _place_in_capitals(word: str) -> bool:
    mark = flags(gaz.title_case(word))
    return bool(mark & gaz.COUNTRY or (len(word) > 3 and mark & gaz.SURE_PLACE and not mark & gaz.COMMON))


def _acronym(word: str) -> bool:
    return (
        len(word) > 1 and word.isupper() and word.replace(".", "").replace("-", "").replace("&", "").isalnum()
    )
