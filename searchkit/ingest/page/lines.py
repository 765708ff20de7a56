"""Lines that stand in an article and are no part of it: pointers elsewhere, credits, notes on authors."""

from __future__ import annotations

import re

# How lines begin that lead somewhere else, by what they are about.
_TEASERS = (
    # other articles
    r"(?:read|see|view|show|load) (?:more|also|next|full|all|the (?:full|original))|also read|see also",
    r"related(?: (?:stories|articles|content|coverage|reading|posts|links|news|topics|items))?$|related\b.{0,12}:",
    r"more (?:from|on|in|about|:)|for more (?!than)|want more|next read|what to read next|up next|recommended",
    r"most (?:read|popular)|trending|you (?:may|might) also|don.t miss|editor.s (?:picks?|choice)|learn more",
    r"watch(?: now| more| live)?\s*[:|]|video\s*[:|]",
    r"listen (?:now|to (?:this|the (?:podcast|article|story|episode)))",
    # what the reader should do
    r"sign up|subscribe|share (?:this|on)|follow (?:us|@|along)|click (?:here|to)|download (?:the|our)",
    r"(?:get|join) (?:the|our) (?:latest|best|daily|weekly|morning|free|news|newsletter|app|conversation|community)",
    r"(?:do you )?have (?:a|any) (?:tip|story|question|information)|contact (?:the|us|me)|our journalism",
    # the page and its parts
    r"continue reading|(?:story|article|post) continues|loading|advertisement|sponsored|tags?:|topics?:|filed under",
    r"tweets?$|comments?$|comments are|table of contents$|footnotes$|in this (?:article|story)$",
    r"(?:share|print|email)$",
    # rights, sources, corrections
    r"copyright|©|all rights reserved|photos?(?:graphs?)?(?: by\b|:)|image(?:s|:| credit| source)|sources?:",
    r"this (?:article|story|post|piece|content) (?:was|is|has been|originally|first|appeared)|a version of this",
    r"th(?:is|e) (?:interview|conversation|transcript|discussion) (?:has been|was) (?:lightly )?(?:edited|condensed)",
    r"reprinted |excerpted |more information:|editor.s note|correction:|clarification|disclaimer",
    r"an? (?:previous|earlier) ver|updated? (?:to|at|on)|we may earn",
    r"(?:if|when) you (?:buy|purchase) (?:something|anything|(?:a )?products?|through|via|using)",
)
_TEASER = re.compile(rf"\W{{0,3}}(?:{'|'.join(_TEASERS)})", re.IGNORECASE)
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
