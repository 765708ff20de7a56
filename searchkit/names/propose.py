"""Likely names of an article with the words beside them: what the rules see before the model judges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from searchkit.names import gazetteer as gaz
from searchkit.names.dateline import dateline_end
from searchkit.names.gazetteer import flags
from searchkit.names.headline import headline_parts, is_title_case
from searchkit.names.joining import joined_runs
from searchkit.names.rules.words import ORGANISATION, PLACE
from searchkit.names.segment import Segment, segments

_WORD = r"['’][sS]\b|\w+(?:[-'’.]\w+)*|[^\s\w]"
_NEIGHBOUR = re.compile(_WORD)
_TWO_AFTER = re.compile(rf"\s*({_WORD})(?:\s*({_WORD}))?")
_OWNER = re.compile(r"\w+['’]s ")
_CLOSING = re.compile(r"[\"”’' )]*\Z")
_REACH = 32
_SENTENCE_ENDS = frozenset('.!?:;"“”‘*•·')


class Candidate(NamedTuple):
    """A likely name at `start:end` of a paragraph; neighbours are empty strings at the paragraph's ends."""

    paragraph: int
    start: int
    end: int
    text: str
    look: str
    left: str
    left2: str
    right: str
    right2: str


def candidates(paragraphs: Sequence[str]) -> list[Candidate]:
    """The likely names of every paragraph, in order of place."""
    found: list[Candidate] = []
    for number, paragraph in enumerate(paragraphs):
        if not is_headline(paragraph):
            _propose(number, paragraph, found)
    return _with_own_possessives(found, paragraphs)


def is_headline(paragraph: str) -> bool:
    """Whether a paragraph is printed in capitals, so that capitals tell nothing."""
    return paragraph.isupper()


def _propose(number: int, paragraph: str, found: list[Candidate]) -> None:
    sent_from = dateline_end(paragraph)[1]
    in_title_case = is_title_case(paragraph)
    found_runs = joined_runs(paragraph)
    if in_title_case:
        found_runs = [part for start, run in found_runs for part in headline_parts(start, run)]
    for start, run in found_runs:
        likely = segments(run, in_title_case or _begins_sentence(paragraph, start))
        if not likely:
            continue
        left, left2 = _words_before(paragraph, start)
        for segment in likely:
            end = start + segment.end
            if paragraph[end : end + 1] == "-" and paragraph[end + 1 : end + 2].islower():
                continue  # "Kansas City, Mo.-based"
            right, right2 = _right_of(segment, paragraph, start + len(run))
            near, far = _left_of(segment, left, left2)
            text, look = segment.text, segment.look
            if (end <= sent_from and look != ORGANISATION) or (right == "," and _in_a_place(segment, right2)):
                look = PLACE
            if text[-1] == "." and not right.isalnum() and _ends_sentence(text, paragraph, end):
                text, end = text[:-1], end - 1
            found.append(Candidate(number, start + segment.start, end, text, look, near, far, right, right2))


def _ends_sentence(text: str, paragraph: str, end: int) -> bool:
    """Whether the full stop of "Halden Corp." ends the paragraph and so is no part of the name."""
    last = text.rpartition(" ")[2]
    return (
        text.count(".") < 2 + (" " in text) and last.count(".") == 1 and bool(_CLOSING.match(paragraph, end))
    )


def _begins_sentence(paragraph: str, start: int) -> bool:
    """Whether a run is the first of its paragraph or sentence, or of what is quoted."""
    if start > 1 and paragraph[start - 1] == " " and paragraph[start - 2].isalnum():
        return False
    before = paragraph[max(0, start - 3) : start].rstrip()
    return not before or before[-1] in _SENTENCE_ENDS


def _with_own_possessives(found: list[Candidate], paragraphs: Sequence[str]) -> list[Candidate]:
    """Leave "Sotheby's" its 's wherever the article also prints "Sotheby's Holdings Inc."."""
    owners = {
        c.text.split(" ")[0].replace("’", "'")
        for c in found
        if c.look == ORGANISATION and _OWNER.match(c.text)
    }
    if not owners:
        return found
    return [
        c._replace(text=paragraphs[c.paragraph][c.start : c.end + 2], end=c.end + 2, look=ORGANISATION)
        if f"{c.text}'s" in owners and paragraphs[c.paragraph][c.end : c.end + 2] in {"'s", "’s"}
        else c
        for c in found
    ]


def _words_before(paragraph: str, start: int) -> tuple[str, str]:
    """The two words before a run, the nearest first."""
    first = max(0, start - _REACH)
    space = paragraph.rfind(" ", first, max(first, start - 1))
    two = max(first, paragraph.rfind(" ", first, max(first, space)))
    return _last_two(paragraph[two:start])


@lru_cache(maxsize=50_000)
def _last_two(text: str) -> tuple[str, str]:
    words = _NEIGHBOUR.findall(text)
    return words[-1] if words else "", words[-2] if len(words) > 1 else ""


def _left_of(segment: Segment, left: str, left2: str) -> tuple[str, str]:
    inner = segment.left
    if len(inner) > 1:
        return inner[0], inner[1]
    return (inner[0], left) if inner else (left, left2)


def _right_of(segment: Segment, paragraph: str, end: int) -> tuple[str, str]:
    inner = segment.right
    if len(inner) > 1:
        return inner[0], inner[1]
    found = _TWO_AFTER.match(paragraph, end, end + _REACH)
    near, far = found.groups("") if found else ("", "")
    return (inner[0], near) if inner else (near, far)


def _in_a_place(segment: Segment, after: str) -> bool:
    """True for "Leeds, England": one or two words before a comma and the country or state they lie in."""
    if not flags(after) & (gaz.COUNTRY | gaz.REGION) and not flags(after + ".") & gaz.REGION:
        return False
    if segment.look not in "?wlpo":
        return False
    words = segment.text.split(" ")
    return len(words) <= 2 and not (len(words) == 2 and flags(words[0]) & gaz.FIRST)
