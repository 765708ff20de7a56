"""Whether a short form can stand for a long one, by its letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "and",
        "in",
        "on",
        "to",
        "de",
        "del",
        "la",
        "le",
        "les",
        "du",
        "des",
        "der",
        "die",
        "das",
        "el",
        "al",
        "y",
        "et",
        "und",
        "fur",
    ]
)
_ACRONYM = re.compile(r"[^\W\d_][\w&.’'-]{0,11}\w\.?$")
_TICKER = re.compile(r"\w{2,}\.[A-Z]{1,2}$")  # HD.N: a share and its exchange
_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|an|at|az|ash|ul|d|l)[-'’]", re.IGNORECASE)
_NUMBERS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20",
}  # fmt: skip
# Short forms in brackets that say where a text or a person comes from, not what the words before them mean.
NEVER = frozenset(
    [
        "AP",
        "AFP",
        "UPI",
        "DPA",
        "EFE",
        "ANSA",
        "PTI",
        "PA",
        "TASS",
        "ITAR",
        "CNN",
        "BBC",
        "USA",
        "US",
        "UK",
        "UAE",
        "EU",
        "USSR",
        "R",
        "D",
        "I",
        "L",
        "ENG",
        "FRA",
        "GER",
        "ITA",
        "ESP",
    ]
)


def is_acronym(text: str) -> bool:
    """Whether a word is written as a short form: two to twelve signs, half of its letters capitals."""
    if not _ACRONYM.match(text) or _TICKER.match(text):
        return False
    letters = [c for c in text if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    if any(c.isdigit() for c in text) and len(letters) <= 2:
        return upper >= 1
    return upper >= 2 and upper * 2 >= len(letters) and text[0].isalnum()


def letters_of(short: str) -> str:
    """The letters and digits of a short form in lower case, without a plural s: "ngo" of "NGOs"."""
    stripped = short[:-1] if len(short) > 2 and short[-1] == "s" and short[-2].isupper() else short
    return "".join(c for c in stripped.casefold() if c.isalnum())


def spells(words: Sequence[str], short: str) -> bool:
    """Whether the letters of `short` are the initials of `words` in order.

    Small words ("of", "and") may lend their first letters or not. The parts of a word after a hyphen may too,
    and so may the letters after the first of a word where two or more words are left whole ("Hamas" is not
    checked, "UNICEF" is not spelt). Number words count as digits: "Group of Seven" spells G7.
    """
    letters = letters_of(short)
    needed = sum(word.casefold() not in SMALL for word in words)
    if needed > len(letters) or len(words) == 0:
        return False
    return _spells(_units(words), letters)


def _units(words: Sequence[str]) -> list[tuple[str, bool]]:
    """The parts of the words in lower case, and whether each must give a letter."""
    units: list[tuple[str, bool]] = []
    for word in words:
        plain = _ARTICLE.sub("", word.casefold(), count=1)
        if word.casefold() in SMALL:
            units.append((plain or word.casefold(), False))
            continue
        parts = [part for part in re.split(r"[-/]", plain) if part]
        for place, part in enumerate(parts):
            units.append((_NUMBERS.get(part, part), place == 0 and len(parts) < 3))
    return units


def _spells(units: Sequence[tuple[str, bool]], letters: str) -> bool:
    """Reachable positions in `letters` after each unit; a unit takes one letter, a number all its digits."""
    reached = {0}
    for text, needed in units:
        step = set() if needed else set(reached)
        size = len(text) if text.isdigit() else 1
        step |= {at + size for at in reached if letters.startswith(text[:size], at)}
        if text == "of":
            step |= {at + 2 for at in reached if letters.startswith("of", at)}
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
    own = "".join(text[0] for text, needed in _units(words) if needed)
    if len(own) < 2 or len(letters) < 3 or not letters.isalpha():
        return False
    rest = iter(letters)
    if all(letter in rest for letter in own) and len(own) * 2 >= len(letters):
        return True
    shared = sum((Counter(own) & Counter(letters)).values())
    return len(own) >= 3 and shared * 3 >= 2 * max(len(own), len(letters))
