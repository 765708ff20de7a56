"""Lines that stand in an article and are no part of it: pointers elsewhere, credits, notes on authors."""

from __future__ import annotations

import re

_RELATED = r"(?:stories|articles|content|coverage|reading|posts|links|news|topics|items)"
_TEASER = re.compile(
    r"\W{0,3}(?:(?:read|see|view|show|load) (?:more|also|next|full|all|the (?:full|original))"
    rf"|related(?: {_RELATED})?$|related\b.{{0,12}}:|also read|see also|more (?:from|on|in|about|:)|for more"
    r"|want more|watch(?: now| more| live)?\s*[:|]|video\s*[:|]|listen (?:to|now)|recommended|advertisement"
    r"|sponsored|sign up|subscribe|share (?:this|on)|follow (?:us|@|along)|click (?:here|to)"
    r"|download (?:the|our)|copyright|©|all rights reserved|photos?(?:graphs?)?(?: by\b|:)"
    r"|image(?:s|:| credit| source)|sources?:|loading"
    r"|this (?:article|story|post|piece|content) (?:was|is|has been|originally|first|appeared)"
    r"|a version of this|(?:get|join) (?:the|our) |have a (?:tip|story)|do you have|contact (?:the|us|me)"
    r"|continue reading|(?:story|article|post) continues|up next|most (?:read|popular)|trending|tweets?$"
    r"|comments?$|tags?:|topics?:|filed under|more information:|editor.s note|correction:"
    r"|updated? (?:to|at|on)|our journalism|learn more|disclaimer|table of contents$|what to read next"
    r"|you (?:may|might) also|don.t miss|editor.s (?:picks?|choice)|in this (?:article|story)$"
    r"|comments are|clarification|an? (?:previous|earlier) ver|reprinted |excerpted |next read|footnotes$"
    r"|(?:if|when) you (?:buy|purchase)|we may earn|(?:share|print|email)$)",
    re.IGNORECASE,
)
_ABOUT_AUTHOR = re.compile(
    r".{0,40}?\b(?:is|was|writes?|covers?|has|can be|may be|works?|reports?|contributed|joined|serves?"
    r"|you can|tweets?|leads?)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r".{0,200}?(?:\bcontributed (?:to|reporting)|\b(?:can|may) be reached\b"
    r"|[\w.+-]{1,40}@[\w-]{1,40}\.[a-z]{2,})"
    r"|contributing:|follow (?:him|her|them|us|me|[A-Z@])"
    r"|\(?(?:with |additional )?(?:reporting|writing|editing|produced|compiled|edited) by\b",
    re.IGNORECASE,
)
_MAX_TEASER = 300  # characters
_MAX_CREDIT = 400
_MAX_HEADING = 100


def is_teaser(text: str, link_share: float) -> bool:
    """Whether a line leads somewhere else: a short one, or one with links, that begins in such words."""
    if len(text) >= _MAX_TEASER or (link_share <= 0.1 and len(text) >= _MAX_HEADING):
        return False
    return _TEASER.match(text) is not None


def is_closing_note(text: str, authors: tuple[str, ...]) -> bool:
    """Whether a line at the end of an article is about its authors, its making, or where to go next."""
    for name in authors:
        if " " in name and text.startswith(name) and _ABOUT_AUTHOR.match(text[len(name) :]):
            return True
    return len(text) < _MAX_CREDIT and (_CREDIT.match(text) or _TEASER.match(text)) is not None
