"""A folded word -> its stem: Snowball English (Porter2), behind spelling rules and two short tables.

colours, organised, theatres        are spelled as in America: colors, organized, theaters
women, wives, sought, programmes    have the stem of their regular form: woman, wife, seek, program
majority, customs, important        have a stem of their own, where Snowball would join unlike words
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import Stemmer

from searchkit.stem_tables import APART, NOT_IZE, NOT_MAN, TOGETHER

# Without a cache of its own: `stem` has one.
_snowball: Callable[[str], str] = Stemmer.Stemmer("english", 0).stemWord

# Each is compiled when a word first needs it, not whenever the program starts.
_OUR = (
    "(arb|arm|avi|cand|clam|col|demean|eav|fav|ferv|flav|ghb|glam|hon|hum|lab|od|parl|ranc|rig|rum|sav|splend|succ"
    "|tum|val|vap|vig)our"
)
_ISE = "([a-z]{2,}[^aouw])is(e[drs]?|ers|ings?|ations?|ational|able)"
_RE = "(.*cent|.*lit|.*met|.*theat|calib|fib|lust|meag|sab|scept|somb|spect)re([ds]?)"
_CE = "(defen|licen|offen|preten)c(?=e|ing)"
_OGUE = "(anal|catal|dial|epil|monol|prol|travel)ogu(?=e|ing)"
_LATIN = (
    "ae(?=m[aio]|sth)|(?<=arch)ae|(?<=gyn)ae|(?<=medi)ae|(?<=p)ae(?=d)|(?<=pal)ae"
    "|(?<=f)oe(?=t)|(?<=rrh)oe|oe(?=soph|str)"
)

_NOT_MAN = frozenset(NOT_MAN.split())
_NOT_IZE = tuple(NOT_IZE.split())


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem that all forms of a word share; words of other alphabets, and numbers, are their own stem."""
    if not (word.isascii() and word.isalpha()):
        return word
    word = _american(word)
    return _STEMS.get(word) or _snowball(word)


def _american(word: str) -> str:
    """The American spelling of a British one, and the one plural or singular that rules can make of the other."""
    if "our" in word:
        word = re.sub(_OUR, r"\1or", word)
    if "is" in word:
        word = _zed(word)
    elif "lyz" in word:
        word = word.replace("lyz", "lys")
    if "re" in word and (match := re.fullmatch(_RE, word)):
        word = f"{match[1]}er{match[2].replace('d', 'ed')}"
    if "nc" in word:
        word = re.sub(_CE, r"\1s", word)
    if "ogu" in word:
        word = re.sub(_OGUE, r"\1og", word)
    if "ae" in word or "oe" in word:
        word = re.sub(_LATIN, "e", word)
    if word.endswith("men") and len(word) > 4 and word not in _NOT_MAN:
        word = word[:-2] + "an"
    return word


def _zed(word: str) -> str:
    if word.endswith("sis") and len(word) > 5 and word[-4] in "aeioy":
        return word[:-2] + "es"  # analysis, crisis
    match = re.fullmatch(_ISE, word)
    return f"{match[1]}iz{match[2]}" if match and not match[1].endswith(_NOT_IZE) else word


def _exceptions() -> Iterator[tuple[str, str]]:
    """Word and stem of both tables, whose words are spelled as in America."""
    for line in TOGETHER.split("\n"):
        first, *others = line.split() or [""]
        for word in others:
            yield word, _snowball(first)
    for line in APART.split("\n"):
        base, _, endings = line.partition(":")
        for ending in endings.split():
            word = ending[1:] if ending.startswith("=") else base + ending.removeprefix("-")
            yield word, base


_STEMS = dict(_exceptions())

OTHER_INITIAL = frozenset(word for word, found in _STEMS.items() if word[0] != found[0])
"""Words whose stem starts with another letter (ate, eat). British ae and oe come on top: their stem starts with e."""
