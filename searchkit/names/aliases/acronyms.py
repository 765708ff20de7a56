"""Whether a short form can stand for a long one, by its letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from searchkit.names.rules.words import is_capital

SMALL = frozenset([
    "a", "an", "the", "of", "for", "and", "&", "in", "on", "to", "de", "del", "la", "le", "les", "du", "des",
    "der", "die", "das", "el", "al", "y", "et", "und", "fur",
])  # fmt: skip
_ACRONYM = re.compile(r"[^\W\d_][\w&.’'-]{0,11}\w\.?$")
_TICKER = re.compile(r"\w+\.[A-Z]{1,2}$")  # HD.N: a share and its exchange
_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|an|at|az|ash|ul|d|l)[-'’]", re.IGNORECASE)
_NUMBERS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20",
}  # fmt: skip
# Short forms in brackets that say where a text or a person comes from, not what the words before them mean.
NEVER = frozenset([
    "AP", "AFP", "UPI", "DPA", "EFE", "ANSA", "PTI", "PA", "TASS", "ITAR", "CNN", "BBC",
    "USA", "US", "UK", "UAE", "EU", "USSR", "R", "D", "I", "L", "ENG", "FRA", "GER", "ITA", "ESP",
])  # fmt: skip


def is_acronym(text: str) -> bool:
    """Whether a word is written as a short form: two to twelve signs, half of its letters capitals."""
    if not _ACRONYM.match(text) or (is_ticker(text) and len(text) > 3):
        return False
    letters = [c for c in text if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    if any(c.isdigit() for c in text) and len(letters) <= 2:
        return upper >= 1
    return upper >= 2 and upper * 2 >= len(letters) and text[0].isalnum()


def is_ticker(text: str) -> bool:
    """Whether a word is written as a share and its exchange: HD.N; "U.N" of "U.N." looks the same."""
    return bool(_TICKER.match(text))


def letters_of(short: str) -> str:
    """The letters and digits of a short form in lower case, without a plural s: "ngo" of "NGOs"."""
    stripped = short[:-1] if len(short) > 2 and short[-1] == "s" and short[-2].isupper() else short
    return "".join(c for c in stripped.casefold() if c.isalnum())


def spells(words: Sequence[str], short: str) -> bool:
    """Whether the letters of `short` are the initials of `words` in order.

    Small words ("of", "and") may lend their first letters or not. The parts of a word after a hyphen may too.
    Number words count as digits, "Group of Seven" spells G7, and a short word in capitals may give all its
    letters: "Australia Pacific LNG" spells APLNG.
    """
    letters = letters_of(short)
    needed = sum(word.casefold() not in SMALL for word in words)
    if needed > len(letters) or len(words) == 0:
        return False
    return _spells(_units(words), letters)


def spells_loosely(words: Sequence[str], short: str) -> bool:
    """Whether `short` spells `words` but for one: in lower case among capitals, or the second after an "and".

    MHRA for "Medicines and Healthcare products Regulatory Agency", CMS for "Centers for Medicare and Medicaid
    Services".
    """
    if len(letters_of(short)) < 3 or not all(is_capital(words[i]) for i in (0, -1)):
        return False
    inner = range(1, len(words) - 1)
    plain = [i for i in inner if not is_capital(words[i]) and words[i].casefold() not in SMALL]
    if len(plain) > 1:
        return False
    left_out = plain or [i for i in inner if words[i - 1] in {"and", "&"}]
    return any(spells([*words[:i], *words[i + 1 :]], short) for i in left_out)


class _Unit(NamedTuple):
    """A part of a word in lower case; `needed` if it must give a letter, `whole` if it may give all."""

    text: str
    needed: bool
    whole: bool


def _units(words: Sequence[str]) -> list[_Unit]:
    units: list[_Unit] = []
    for word in words:
        plain = _ARTICLE.sub("", word.casefold(), count=1)
        if word.casefold() in SMALL:
            units.append(_Unit(plain or word.casefold(), needed=False, whole=word == "of"))
            continue
        capitals = word.isupper() and 2 <= len(word) <= 4
        parts = [part for part in re.split(r"[-/]", plain) if part]
        for place, part in enumerate(parts):
            number = _NUMBERS.get(part, part)
            units.append(_Unit(number, place == 0 and len(parts) < 3, capitals or number.isdigit()))
    return units


def _spells(units: Sequence[_Unit], letters: str) -> bool:
    """Reachable positions in `letters` after each unit; a unit takes one letter, a number all its digits."""
    reached = {0}
    for text, needed, whole in units:
        step = set() if needed else set(reached)
        if not text.isdigit():
            step |= {at + 1 for at in reached if letters.startswith(text[0], at)}
        if whole:
            step |= {at + len(text) for at in reached if letters.startswith(text, at)}
        reached = step
        if not reached:
            return False
    return len(letters) in reached


def resembles(words: Sequence[str], short: str) -> bool:
    """Whether a short form may stand for a name although it does not spell it.

    "IRGC" for "Revolutionary Guards" (the name's initials in order inside the short form), "FARC" for
    "Revolutionary Armed Forces of Colombia" (the same initials in another order), "PKK" for "Kurdistan
    Workers' Party" (most letters the same). Only for capitalised names of two words and more.
    """
    letters = letters_of(short)
    units = _units(words)
    if len(letters) < 3 or not letters.isalpha() or sum(unit.needed for unit in units) < 2:
        return False
    with_small = "".join(unit.text[0] for unit in units)
    own = "".join(unit.text[0] for unit in units if unit.needed)
    if any(letters_in_order(some, letters) and len(some) * 2 >= len(letters) for some in (own, with_small)):
        return True
    shared = sum((Counter(own) & Counter(letters)).values())
    return len(own) >= 3 and shared * 3 >= 2 * max(len(own), len(letters))


def letters_in_order(some: str, letters: str) -> bool:
    """Whether the letters of `some` stand in `letters` in the same order, others between them or not."""
    rest = iter(letters)
    return all(letter in rest for letter in some)
