"""One author's name: is it one, and what is its usual form."""

from __future__ import annotations

import re

from .words import (
    AGENCIES,
    CONNECTORS,
    DEGREES,
    GENERATIONS,
    MEANINGFUL,
    NOT_NAMES,
    ORGANISATIONS,
    PARTICLES,
    RANKS,
    ROLE_STARTS,
    ROLES,
    TITLES,
    VERBS,
    WEAK_ROLES,
)

MAX_NAME = 60  # code points
_MAX_WORDS = 7
_ATTACHED = re.compile(r"(?:al|el|ul|as|ar|ad|an|at|az|ash|d|l|o|n|t|de)[-'’]\w", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}")
_WORD = re.compile(r"[^\W\d_][\w.'’\-]*|['’]t")
_SMALL = ORGANISATIONS | CONNECTORS | PARTICLES  # the words an institute may print in small letters
_CHIEF = r"(?i)(?:bureau|desk) chief$"
_DOMAIN = r"\w\.[a-z]{2,4}\b"
_FOREIGN = ORGANISATIONS | AGENCIES | NOT_NAMES
_WEAK_ROLE = re.compile(rf"\b(?:{'|'.join(sorted(WEAK_ROLES))})\b.* (?:of|at|for|in|to)\b", re.IGNORECASE)


def bare(word: str) -> str:
    """A word in small letters without dots, for look-ups: `Ph.D.` is `phd`."""
    return word.replace(".", "").strip(",'’()").lower()


def is_role(piece: str) -> bool:
    """Whether a piece says what somebody does: `Senior Fellow`, `head of research`."""
    words = {bare(word) for word in re.split(r"[\s/]+", piece)}
    named = words & ROLES or _WEAK_ROLE.search(piece) or re.search(_CHIEF, piece)
    return not words & VERBS and bool(named)


def is_organisation(piece: str) -> bool:
    """Whether a piece names an institute, a medium, an agency or a desk."""
    words = piece.split()
    if (
        not words
        or not piece[0].isupper()
        or any(word[0].islower() and bare(word) not in _SMALL for word in words)
    ):
        return False
    if bare(words[0]) in AGENCIES or is_acronym(piece) or _is_broadcaster(words[0]):
        return True
    known = any(bare(word) in ORGANISATIONS for word in words)
    return known or re.match(r"The [A-Z]", piece) is not None or re.search(_DOMAIN, piece) is not None


def is_acronym(piece: str) -> bool:
    """`CNN`, `PBS`: one word of two to five capitals."""
    return 2 <= len(piece) <= 5 and piece.isalpha() and piece.isupper()


def _is_broadcaster(word: str) -> bool:
    """`CNN`, `BBC`, `NPR`: capitals without a vowel, which no name is."""
    return len(word) > 2 and is_acronym(word) and not set(word) & set("AEIOUY")


def is_name(piece: str, *, least: int = 2) -> bool:
    """Whether a piece can be a person's name of at least `least` words, in normal case or capitals."""
    words = piece.split()
    if not least <= len(words) <= _MAX_WORDS or len(piece) > MAX_NAME:
        return False
    if bare(words[0]) in ROLE_STARTS:
        return False
    if len(words) > 1 and not piece.isupper() and (_is_broadcaster(words[0]) or _is_broadcaster(words[-1])):
        return False
    if (
        _ends_in_capitals(words)
        or is_role(piece)
        or any(bare(word) in _FOREIGN and not _is_initial(word) for word in words)
    ):
        return False
    if not all(_WORD.fullmatch(word) for word in words):
        return False
    capital = [_is_capital(word) for word in words]
    named = any(yes and bare(word) not in PARTICLES for word, yes in zip(words, capital, strict=True))
    return named and all(yes or bare(word) in PARTICLES for word, yes in zip(words, capital, strict=True))


def is_plain_name(text: str) -> bool:
    """Whether a text is sure to be one name in its usual form: most are, and need no closer look.

    It has two or three words of ASCII letters in normal case, none of which means anything else in a byline.
    """
    return (
        len(text) <= MAX_NAME
        and _PLAIN_NAME.fullmatch(text) is not None
        and MEANINGFUL.isdisjoint(text.lower().split())
    )


def _ends_in_capitals(words: list[str]) -> bool:
    """A name in normal case with a medium after it (Ann Lee USA TODAY)."""
    return (
        len(words) > 3
        and not words[1].isupper()
        and all(len(word) > 2 and word.isupper() for word in words[-2:])
    )


def _is_initial(word: str) -> bool:
    return len(bare(word)) == 1 and word[0].isupper()


def _is_capital(word: str) -> bool:
    attached = _ATTACHED.match(word)
    return not word[0].islower() or (attached is not None and not word[attached.end() - 1].islower())


def is_suffix(piece: str) -> bool:
    """Whether a piece is `Jr.`, `PhD` or several of the kind."""
    words = [bare(word) for word in piece.split()]
    return bool(words) and all(word in GENERATIONS or (word in DEGREES and len(piece) > 1) for word in words)


def usual_form(printed: str) -> str:
    """A name as it is usually written: no title, no degree, normal case, `Jr.` without a comma."""
    words = printed.replace(",", " ").split()
    while len(words) > 1 and bare(words[0]) in TITLES and (bare(words[0]) not in RANKS or "." in words[0]):
        del words[0]
    while len(words) > 2 and bare(words[-1]) in DEGREES and words[-1] != words[-1].lower():
        del words[-1]
    if len(words) > 2 and bare(words[-1]) in GENERATIONS:
        words[-1] = GENERATIONS[bare(words[-1])]
    if len(words[-1]) > 3 and words[-1].count(".") == 1:
        words[-1] = words[-1].rstrip(".")
    return " ".join(_normal_case(words))


def first_name_first(swapped: str) -> str:
    """`de la Cruz, María, PhD` -> `María de la Cruz PhD`."""
    last, first, *suffix = (part.strip() for part in swapped.split(",", 2))
    return " ".join([first, last, *suffix])


def _normal_case(words: list[str]) -> list[str]:
    """Capitals and small letters where a name is all of one kind, and for a surname in capitals."""
    text = " ".join(words)
    if text.islower() and len(words) > 1:
        return [_capitalised(word, particles=True) for word in words]
    shouted = text.isupper() and (len(words) > 1 or len(text) > 5)
    return [
        _capitalised(word, particles=shouted and 0 < at < len(words) - 1)
        if word.isupper() and _is_shouted(word, shouted)
        else word
        for at, word in enumerate(words)
    ]


def _is_shouted(word: str, all_shouted: bool) -> bool:
    """Whether capitals are only loudness: not in initials (`J.R.R.`, `TJ`), `III` or an acronym."""
    letters = re.sub(r"\W", "", word)
    if "." in word.rstrip(".") or bare(word) in GENERATIONS or bare(word) in AGENCIES - {"reuters"}:
        return False
    if all_shouted:
        return len(letters) > 2 or (len(letters) == 2 and any(vowel in letters for vowel in "AEIOUY"))
    return len(letters) > 3


def _capitalised(word: str, *, particles: bool) -> str:
    if particles and bare(word) in PARTICLES:
        return word.lower()
    parts = re.split(r"([-'’])", word.lower())
    # The s of a possessive stays small, the B of O'Brien does not.
    word = "".join(part.capitalize() if len(part) > 1 or not at else part for at, part in enumerate(parts))
    word = re.sub(r"^Mc([a-z])", lambda mc: "Mc" + mc[1].upper(), word)
    return re.sub(r"^(Al|El)-", lambda article: article[0].lower(), word) if particles else word
