"""Text -> words -> index terms: stated once, used by every engine, by snippets and by the query parser.

A word is a run of letters and digits. Case and accents are folded (Erdoğan is erdogan), a possessive 's is
dropped (Iran's is iran), other apostrophes join (O'Neill is oneill), dotted initials join (U.N. is un), and a
hyphen parts two words that stand side by side (F-35 is f, 35). Scripts written without spaces give one word
a character, so that any run of them can be found as a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from searchkit.stemming import OTHER_INITIAL, stem

__all__ = [
    "ANALYSIS_VERSION",
    "LONGEST_WORD",
    "POSITION_GAP",
    "STOP_WORDS",
    "Token",
    "fold",
    "is_stop",
    "partial",
    "raw_words",
    "slots",
    "stem",
    "stems_like",
    "tokens",
    "words",
]

ANALYSIS_VERSION = 2
"""Goes up whenever the same text gives other words or stems; an index of another version must be rebuilt."""

POSITION_GAP = 128
"""Positions left free between paragraphs (and between authors), so that nothing matches across them."""

LONGEST_WORD = 128
"""Code points of a word that count; text without spaces (encoded data, say) must not make endless terms."""

_SPACELESS = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1780-\u17d3"  # Thai, Lao, Myanmar, Khmer
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"  # kana and iteration marks
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"  # Han, half-width kana
)
_MARKS = (  # combining marks, which the regular expression engine does not count as parts of words
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0980-\u09f1\u0a01-\u0a75\u0a81-\u0aef\u0b01-\u0b77"
    "\u0b82-\u0bf2\u0c00-\u0c63\u0c81-\u0cf2\u0d01-\u0d63\u0d81-\u0df3\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f"
)
_APOSTROPHES = "'\u2019\u02bc\uff07"

_ASCII_WORD = re.compile(
    r"[A-Za-z](?:\.[A-Za-z])+(?![A-Za-z0-9])(?:\.?'[Ss](?![A-Za-z0-9])|\.)?"  # U.N. and its possessive
    r"|[0-9]+(?:[.,][0-9]+)+"
    r"|[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")

_LETTERS = str.maketrans(  # letters that have no decomposition, and different code points of one letter
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h", "ŧ": "t",
        "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": "", "ʿ": "", "ʾ": "", "ʻ": "", "ʹ": "",
    }
)  # fmt: skip

_DROPPED = str.maketrans("", "", _APOSTROPHES + ".,")


@cache
def _any_word() -> re.Pattern[str]:
    """The words of text in any script; compiled when first needed, which plain English never does."""
    letter = rf"[^\W\d_{_SPACELESS}]"
    return re.compile(
        rf"[{_SPACELESS}]"
        rf"|{letter}(?:\.{letter})+(?![^\W_])(?:\.?[{_APOSTROPHES}][Ss](?![^\W_])|\.)?"
        r"|\d+(?:[.,]\d+)+"
        rf"|[^\W_{_SPACELESS}]+(?:[{_APOSTROPHES}]?[^\W_{_SPACELESS}]+|[{_MARKS}])*"
    )


@cache
def _spaceless() -> re.Pattern[str]:
    return re.compile(f"[{_SPACELESS}]")


def _pattern(text: str) -> re.Pattern[str]:
    return _ASCII_WORD if text.isascii() else _any_word()


class Token(NamedTuple):
    """A word of a text: folded, and where it stands (`start:end`, code points)."""

    word: str
    start: int
    end: int


def raw_words(text: str) -> list[str]:
    """The words of a text as written; `fold` makes index terms of them."""
    return _pattern(text).findall(text)


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [fold(word) for word in raw_words(text)]


def tokens(text: str) -> Iterator[Token]:
    """The folded words of a text with their places."""
    for match in _pattern(text).finditer(text):
        yield Token(fold(match[0]), match.start(), match.end())


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """One word as written -> the exact form under which it is indexed; never empty."""
    word = word[:LONGEST_WORD]
    if word.isascii():
        plain = word.lower()
    elif _spaceless().match(word):
        return unicodedata.normalize("NFKC", word)
    else:
        plain = _fold_letters(word)
    if plain.isalnum():
        return plain
    if plain[-2:-1] in _APOSTROPHES and plain[-1:] == "s" and len(plain) > 2:
        plain = plain[:-2]
    if plain[0].isdigit() and "." in plain.strip("."):
        return plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else plain
    # Apostrophes alone: whichever they are, it is one word.
    return plain.translate(_DROPPED) or word.lower().replace("\u2019", "'")


def _fold_letters(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold()).translate(_LETTERS)
    # Accents and vowel points go; the vowel signs of Indic scripts are letters to their readers and stay.
    kept = (c for c in decomposed if not unicodedata.combining(c) or "\u0900" <= c < "\u1ab0")
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in kept)
    return unicodedata.normalize("NFC", plain) or word.lower()


def is_stop(word: str) -> bool:
    """Whether a word as typed is one of the commonest English words."""
    return word.lower() in STOP_WORDS or fold(word) in STOP_WORDS


def slots(text: str, *, stemmed: bool) -> Sequence[str]:
    """The index terms of a query text: stems, or exact forms, that must stand side by side."""
    return [stem(word) for word in words(text)] if stemmed else words(text)


def partial(text: str) -> Sequence[str]:
    """What of a query text is worth finding by itself, if not everything can be found.

    Text in a script without spaces, where a sentence looks like one word, gives every two neighbours (Nie et al.
    2000, on Chinese retrieval); all else is found as a whole.
    """
    if text.isascii():
        return [text]
    found: list[str] = []
    for match in re.finditer(rf"[{_SPACELESS}]+|[^{_SPACELESS}]+", text):
        run = match[0]
        if len(run) > 2 and _spaceless().match(run):
            found += (run[i : i + 2] for i in range(len(run) - 1))
        elif raw_words(run):
            found.append(run)
    return found


def stems_like(text: Sequence[str], wanted: Iterable[str]) -> list[str]:
    """The stems of folded words, but "" for a word whose stem is certainly none of the wanted: most words.

    A stem starts with the letter its word starts with, but for ae and oe, and a short list.
    """
    starts = {each[:1] for each in wanted}
    if "e" in starts:
        starts |= {"ae", "oe"}
    any_of = tuple(starts)
    return [stem(word) if word.startswith(any_of) or word in OTHER_INITIAL else "" for word in text]


# Snowball's English stop words; the contractions whose folded form is a word of its own (we'll, she'd) are left out.
STOP_WORDS = frozenset(
    """
    i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
    it its itself they them their theirs themselves what which who whom this that these those am is are was were be
    been being have has had having do does did doing would should could ought im youre hes shes theyre ive youve weve
    theyve youd theyd youll theyll isnt arent wasnt werent hasnt havent hadnt doesnt dont didnt wouldnt shant shouldnt
    cannot couldnt mustnt lets thats whos whats heres theres whens wheres whys hows a an the and but if or because as
    until while of at by for with about against between into through during before after above below to from up down
    in out on off over under again further then once here there when where why how all any both each few more most
    other some such no nor not only own same so than too very
    """.split()  # noqa: SIM905  a list of 160 would fill three screens
)
