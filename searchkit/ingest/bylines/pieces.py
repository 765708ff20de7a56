"""A line -> segments between bars, and a segment -> pieces between commas and "and"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from .names import bare, is_acronym, is_name, is_organisation, is_role, is_suffix
from .words import AGENCIES, PARTICLES, ROLE_STARTS

Kind = Literal["name", "swapped", "single", "desk", "role", "organisation", "suffix", "other"]


class Piece(NamedTuple):
    """A part of a byline and what it is.

    A "single" is one word that may be a name or a medium, a "desk" an organisation named beside people, and
    "swapped" a name with the last name first.
    """

    kind: Kind
    text: str


# What is no author: addresses, times of day, lengths of reading, counts, labels of other dates.
_JUNK = re.compile(
    r"[(<\[]?(?:mailto:|twitter:\s*)?(?:[\w.+-]+@[\w-]+\.[\w.-]+|https?://\S+|www\.\S+|(?<![\w.])@\s?\w*)[)>\]]?"
    r"|(?:\bat\s)?\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?(?:\s\(?[A-Z]{2,4}\b\)?)?|\b\d{1,2}\s?[ap]\.?m\b\.?"
    r"|\b\d{1,3}[\s-]?min(?:ute)?s?(?:\s(?:read|ago))?\b|(?:\b\d+\s)?\b(?:comments?|shares?|views?)\b"
    r"|\b(?:twitter|facebook|instagram|linkedin|e-?mail|bookmark|print|link copied|rss feed|full bio"
    r"|follow(?:ing)?)\b",
    re.IGNORECASE,
)
_SEGMENTS = re.compile(r"\s*[|•·‖¦●▪]+\s*|\s+[-–—―/]{1,2}\s+|\s{3,}|\s+(?=via [A-Z])")
_BY = re.compile(
    r"(?:(?:(?:story|words|text|report(?:ed|ing)?|written|posted|published|authored|analysis|opinion|essay"
    r"|commentary|column|review|compiled|interview|submitted|article|exclusive|op-ed)\s(?:and photos\s)?)?by"
    r"|(?:an?\s)?guest (?:post|column|essay|blog|commentary) by|authors?|byline|words|text|story|writers?"
    r"|as told to|von|par|por|door)\b\s*:?\s*(?=\S)|(?:著者|作者|文)\s*[:：]\s*",
    re.IGNORECASE,
)
# After a section, a button or a title: "News By Ann Lee".
_LATER_BY = re.compile(r"[^,.;]{1,60}?\s(?:By|BY)\b:?\s+(?=[A-Z])")
# From here on a line names people who did not write it.
_OTHERS = re.compile(
    r"[\s,;.(|-]*\b(?:(?:with )?additional (?:reporting|research|writing)|with (?:reporting|research|files|help)"
    r"|(?:with )?contributions?|assisted|edited|editing|photo(?:graph|graphy|graphs|s)?|pictures?"
    r"|illustrat(?:ed|ions?)|video|translat(?:ed|ion)|(?:fact[- ]?)?check(?:ed|ing)|(?:medically )?reviewed"
    r"|produced|graphics?|artwork|compiled and edited|updated|last updated|modified|filed under|posted in"
    r"|editors?|photographers?|illustrators?|translators?|tags|categories|topics)(?:\s(?:by|from|on|at|in)\b|\s*:)"
    r"(?:(?!\s[–—|-]\s(?:Written )?By\b).)*|,\s+who\s.*"
    r"|\s+and (?:(?:\d+ )?others|(?-i:the |our )?(?-i:[a-z]{0,12} ?(?:team|staff|services|agencies|reports)))"
    r"(?=\s*(?:$|[|•·]))",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\s*[;,]\s*(?:and\s+|&\s+|as told to\s+|with\s+(?=[A-Z]))?|\s+/\s+")
_AND = re.compile(r"\s*(?:&|\+|/|\b(?:and|with|und|et|avec|y|e|as told to)\b)\s*(?:by\s+)?", re.IGNORECASE)
_PARTICLE = frozenset(("y", "e"))  # "and" between two people, and a part of one name: Ramón y Cajal
_OF = re.compile(r"\s+(?:in|from|of|for|at|reporting (?:in|from))\s+", re.IGNORECASE)
_BETWEEN_SWAPPED = r"\s*;\s*|\s+(?:and|&)\s+"
_BESIDE_PEOPLE: dict[Kind, Kind] = {"single": "name", "organisation": "desk"}
_WRITTEN_FOR = re.compile(r"(?:special\s+)?(?:to|for)\s+(?-i:the\s+)?(?=[A-Z])", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")


def without_others(line: str) -> str:
    """A line up to the people who edited, pictured or translated, and to a date of update."""
    return _OTHERS.sub("", line)


def segments(line: str) -> list[str]:
    """The parts of a line between bars, bullets and spaced dashes, without addresses and times of day."""
    return [part for raw in _SEGMENTS.split(_JUNK.sub(" | ", line)) if (part := raw.strip(" \t,;:|-–—+"))]


def after_by(segment: str) -> str | None:
    """What follows "By", "Written by:" and the like at the start of a segment; None without them."""
    match = _BY.match(segment) or _LATER_BY.match(segment)
    return segment[match.end() :] if match else None


def pieces(segment: str) -> Iterator[Piece]:
    """The names, roles and organisations of a segment, in order."""
    if swapped := _last_first(segment):
        yield from (Piece("swapped", name) for name in swapped)
        return
    for part in _COMMA.split(_BRACKETS.sub(_unbracketed, segment).removeprefix("the ")):
        if workplace := _WRITTEN_FOR.match(part):
            yield Piece("organisation", part[workplace.end() :])
        elif part:
            yield from _joined(part.strip())


@lru_cache(maxsize=8192)  # an archive has few authors and many articles
def classify(text: str) -> Piece:
    """What one piece is."""
    if is_suffix(text):
        return Piece("suffix", text)
    if is_name(text):
        return Piece("name", text)
    if is_role(text):
        return Piece("role", text)
    if is_organisation(text):
        return Piece("organisation", text)
    first, _, more = text.partition(" ")
    if more and bare(first) in ROLE_STARTS:
        return Piece("role", text)
    return Piece("single" if is_name(text, least=1) else "other", text)


def _last_first(segment: str) -> list[str]:
    """The names of `Lee, Ann; Roe, John`; none if any of it is not last name, first name."""
    names = re.split(_BETWEEN_SWAPPED, segment)
    for part in names:
        last, comma, first = part.partition(",")
        first, _, suffix = first.partition(",")
        if suffix and not is_suffix(suffix):
            return []
        if not comma or not (
            _is_surname(last) and is_name(first.strip(), least=1) and len(first.split()) <= 3
        ):
            return []
    return names


def _is_surname(text: str) -> bool:
    *before, last = text.split() or [""]
    return all(bare(word) in PARTICLES for word in before) and is_name(last, least=1) and not is_acronym(last)


def _unbracketed(match: re.Match[str]) -> str:
    """An institute in brackets stands as between commas; anything else there says nothing of an author."""
    return f", {match[1]}, " if is_organisation(match[1]) else " "


def _joined(part: str) -> Iterator[Piece]:
    """The pieces of a part without commas. "and" parts people, never the words of a role or institute."""
    for match in _AND.finditer(part):
        left, right = part[: match.start()], part[match.end() :]
        if match[0].strip() == "&" and left.isalpha() and right.isalpha():
            yield Piece("organisation", part)  # Smith & Wesson; people are given more than one word each
            return
        if left and right and _parts_people(left, right, match[0].strip()):
            yield from _joined(left)
            for at, (kind, text) in enumerate(_joined(right)):
                beside = not at and match[0].strip() != "/"
                yield Piece(_BESIDE_PEOPLE.get(kind, kind) if beside else kind, text)
            return
        if left and right and is_role(left) and is_name(right):
            yield from (classify(left), classify(right))
            return
    yield from _attached(part)


def _parts_people(left: str, right: str, word: str) -> bool:
    """Whether a word stands between two people, and not within the name of one."""
    if word in _PARTICLE:
        return is_name(left) and is_name(right)
    return _is_person(left) and not is_name(f"{left} {word} {right}")


def _is_person(text: str) -> bool:
    return is_name(text, least=1) or [piece.kind for piece in _attached(text)][:1] == ["name"]


def _attached(part: str) -> Iterator[Piece]:
    """A name with what stands by it without a comma: `Ann Lee in Beirut`, `Ann Lee Staff Writer`."""
    piece = classify(part)
    if piece.kind == "name":
        yield piece
        return
    words = part.split()
    yield from _with_place(part) or _with_medium(words) or _with_role(words) or _after_role(words) or [piece]


def _with_place(part: str) -> list[Piece]:
    """A name and, after "of", "for" or "at", an organisation. A place after "in" is left out."""
    for match in _OF.finditer(part):
        name, sign, rest = part[: match.start()], match[0].strip().lower(), part[match.end() :]
        if is_name(name):
            workplace = (
                [Piece("organisation", rest.removeprefix("the "))] if sign in ("of", "for", "at") else []
            )
            return [Piece("name", name), *workplace]
    return []


def _with_medium(words: list[str]) -> list[Piece]:
    """`ANN LEE Reuters`, `Ann Lee CNN`, `Ann Lee The Chronicle`, `Ann Lee DAILY NEWS`, `Ann Lee MS RD`."""
    for cut in range(min(4, len(words) - 1), 1, -1):
        name, rest = " ".join(words[:cut]), " ".join(words[cut:])
        if is_suffix(rest) and rest.isupper() and is_name(name):
            return [Piece("name", name), Piece("suffix", rest)]
        case_changes = name.isupper() and not rest.isupper()
        if cut == 2 and len(words) > 3:
            case_changes = name.isupper() != rest.isupper()
        medium = is_acronym(words[cut]) or bare(words[cut]) in AGENCIES or words[cut] == "The"
        if is_name(name) and (case_changes or (medium and not is_acronym(words[cut - 1]))):
            return [Piece("name", name), Piece("role" if is_role(rest) else "organisation", rest)]
    return []


def _with_role(words: list[str]) -> list[Piece]:
    """`Ann Lee Staff Writer` and `Ann Lee Chronicle Writer`."""
    for cut in range(2, min(5, len(words))):
        name, rest = " ".join(words[:cut]), " ".join(words[cut:])
        begins_role = bare(words[cut]) in ROLE_STARTS or is_role(words[cut])
        of_medium = cut == 2 and len(words) > 3 and is_role(words[-1])
        if is_name(name) and is_role(rest) and (begins_role or of_medium):
            return [Piece("name", name), Piece("role", rest)]
    return []


def _after_role(words: list[str]) -> list[Piece]:
    """`Staff Writer Ann Lee`."""
    for cut in range(len(words) - 2, 0, -1):
        name = " ".join(words[cut:])
        if is_role(words[cut - 1]) and is_name(name):
            return [Piece("name", name), Piece("role", " ".join(words[:cut]))]
    return []
