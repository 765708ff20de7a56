"""One printed author -> given names, family name and what came with them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from searchkit.analysis import fold
from searchkit.names import gazetteer as gaz
from searchkit.names.gazetteer import flags

_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_ARTICLES = re.compile(r"^(al|el|ad|ar|as|an|at|az|ash|ul|d|l)[-'’](?=\w)", re.IGNORECASE)
_INITIALS = re.compile(r"[^\W\d_]\.?$")
_GLUED = re.compile(r"^([^\W\d_])\.(?=[^\W\d_]{2})")  # "A.Bolton"
_PLACE_AFTER = re.compile(r" (?:in|at|from) [^\W\d_].*$")
_NOT_A_NAME = re.compile(r"[\d@/|:;&]|www\.| and ")
_SPLIT = re.compile(r"[\s\u00a0]+")


@dataclass(frozen=True, slots=True)
class ParsedAuthor:
    """An author as printed, in parts; every word folded.

    `given` holds first and middle names (initials as one letter), `family` the family name without particles,
    `particles` what stands before it ("von der", "al"), `suffix` jr, sr, ii … or nothing. An agency, desk or
    other institution is no `person`; all its words are in `family` then. `marked` tells that the printing
    itself shows which is the family name, by a comma or by capitals. `display` is the name in natural order.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    particles: tuple[str, ...] = ()
    suffix: str = ""
    person: bool = True
    marked: bool = False
    display: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Given and family names in natural order."""
        return self.given + self.family


@lru_cache(maxsize=16_384)  # every author is asked for twice: to be told apart, and to be looked up
def parse_author(printed: str) -> ParsedAuthor:
    """The parts of one author as printed.

    Understands "John R. Bolton", "Bolton, John R.", "BOLTON, John", "JOHN BOLTON", "KIM Jong-un",
    "Dr. John Bolton Jr.", "By John Bolton in Washington". A family name in capitals beside others that are
    not marks the order.
    """
    text = " ".join(_SPLIT.split(printed.strip(" ,;.-–—|")))
    if is_institution(text):
        return ParsedAuthor((), tuple(_fold_all(text.split(" "))), person=False, display=text)
    text = _PLACE_AFTER.sub("", text)
    pieces = [piece.strip() for piece in text.split(",")]
    head, suffix = _without_extras(_words(pieces[0]))
    tails = []
    for piece in pieces[1:]:
        rest, more = _without_extras(_words(piece))
        suffix = suffix or more
        if rest:
            tails.append(rest)
    if tails:
        return _parts(tails[0], head, suffix, marked=True)
    family_at = _capital_family(head)
    if family_at is not None:
        first, last = family_at
        parsed = _parts(head[:first] + head[last:], head[first:last], suffix, marked=True)
        return parsed if first else replace(parsed, display=" ".join(_cased(word) for word in head))
    start = _family_start(head)
    return _parts(head[:start], head[start:], suffix, marked=False)


def is_institution(text: str) -> bool:
    """Whether an author is an agency, a desk or another body rather than a person."""
    plain = _GLUED.sub(r"\1. ", text.removeprefix("By ").removeprefix("by "))
    family, comma, given = plain.partition(", ")
    if comma and "," not in given:
        plain = f"{given} {family}"
    words = plain.split(" ")
    if not plain or _NOT_A_NAME.search(plain) or flags(plain) & gaz.ORGANISATION:
        return True
    known = [fold(word) in gaz.word_list("author_institution") for word in words]
    if len(words) == 1:
        return (
            known[0]
            or not flags(fold(plain).capitalize()) & (gaz.FIRST | gaz.LAST)
            or (plain.isupper() and len(plain) < 6)
        )
    first_is_given = bool(flags(fold(words[0]).capitalize()) & gaz.FIRST) and not known[0]
    if fold(words[0]) == "the":
        return True
    if first_is_given and len(words) == 2:
        return known[1] and fold(words[1]) in {
            "staff",
            "desk",
            "news",
            "newsroom",
            "bureau",
            "agency",
            "team",
            "editors",
        }
    return any(known) or any(flags(word) & gaz.ORGANISATION and word.isupper() for word in words)


def _words(text: str) -> list[str]:
    """The words of a name, initials written together taken apart: "J.R. Bolton" gives three."""
    found = []
    for word in re.sub(r"\.(?!-)", ". ", text).split():
        if word.strip(".") == "":
            continue
        found.append(word)
    if found and _two_initials(found[0]) and not all(w.isupper() for w in found):
        return [*found[0], *found[1:]]
    return found


def _two_initials(word: str) -> bool:
    """Whether a word is initials: "JR" before words that are not all in capitals."""
    return len(word) == 2 and word.isupper() and word.isalpha() and not set(word) & set("AEIOUY")


def _without_extras(words: list[str]) -> tuple[list[str], str]:
    """The words without titles before and honours after, and the generation suffix."""
    suffix = ""
    while (
        words
        and fold(words[0]) in gaz.word_list("author_title")
        and (len(words) > 1 or fold(words[0]) in {"dr", "prof", "by"})
    ):
        words = words[1:]
    while (
        words
        and (fold(words[-1]) in _SUFFIXES or fold(words[-1]) in gaz.word_list("author_honour"))
        and not _is_lone_initial(words)
    ):
        suffix = _SUFFIXES.get(fold(words[-1]), suffix)
        words = words[:-1]
    return words, suffix


def _is_lone_initial(words: list[str]) -> bool:
    return bool(_INITIALS.match(words[-1]))


def _capital_family(words: list[str]) -> tuple[int, int] | None:
    """Where the one run of words in capitals stands, if the others are not in capitals: "KIM Jong-un"."""
    capital = [w.isupper() and max(map(len, re.split(r"[.\-]", w))) > 1 for w in words]
    if (
        not any(capital)
        or sum(not c and not _INITIALS.match(w) for c, w in zip(capital, words, strict=True)) == 0
    ):
        return None
    first = capital.index(True)
    last = first
    while last < len(words) and capital[last]:
        last += 1
    if any(capital[last:]):
        return None
    while (
        first > 0
        and words[first - 1].lower() in gaz.word_list("author_particle")
        and words[first - 1].islower()
    ):
        first -= 1
    return first, last


def _family_start(words: list[str]) -> int:
    """Where the family name begins in natural order: the last word and the particles before it."""
    start = max(len(words) - 1, 0)
    while start > 1 and fold(words[start - 1]) in gaz.word_list("author_particle"):
        start -= 1
    return start


def _parts(given: list[str], family: list[str], suffix: str, *, marked: bool) -> ParsedAuthor:
    while len(given) > 1 and given[-1].islower() and fold(given[-1]) in gaz.word_list("author_particle"):
        family = [given[-1], *family]  # "Leyen, Ursula von der"
        given = given[:-1]
    family = [*family]
    particles: list[str] = []
    while len(family) > 1 and fold(family[0]) in gaz.word_list("author_particle"):
        particles.append(family.pop(0))
    article = _ARTICLES.match(family[0]) if family else None
    if article and not particles:
        particles.append(article[1])
        family[0] = family[0][article.end() :]
    names = given + family
    before = [article[0]] if article else [p.lower() if p.isupper() else p for p in particles]
    display = " ".join(_cased(word) for word in [*given, *before, *family])
    if article:
        display = display.replace(article[0] + " ", article[0])
    if suffix:
        display += f" {suffix.capitalize()}." if suffix in {"jr", "sr"} else f" {suffix.upper()}"
    return ParsedAuthor(
        _fold_all(given), _fold_all(family), tuple(map(fold, particles)), suffix, bool(names), marked, display
    )


def _cased(word: str) -> str:
    """A word in capitals with only its first letters left so: "AL-ASSAD" is "Al-Assad"; initials stay."""
    bare = word.strip(".")
    if len(bare) < 2 or not word.isupper() or _two_initials(word):
        return f"{bare}." if len(bare) == 1 and bare.isupper() else word
    return re.sub(r"[^\W\d_]+", lambda m: m[0][0] + m[0][1:].lower(), word)


def _fold_all(words: list[str]) -> tuple[str, ...]:
    """Folded words, those with hyphens taken apart: "Jean-Paul" is jean, paul."""
    return tuple(
        fold(part) for word in words for part in re.split(r"[-‐–]", word.strip(".")) if part.strip(".'’")
    )
