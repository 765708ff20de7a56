"""What is not the article's text, told by the words pages use in names and roles for everything around it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .tree import Node, listed


class Doubt(NamedTuple):
    """Why an element looks like something else than the article's text.

    `clearing` is the share of the page's prose that it must hold to count as text all the same, `reason` the
    word, element or attribute that gave it away.
    """

    clearing: float
    reason: str


# Shares of the prose. A menu never holds much of it; "teaser" or "meta" may well be the name of the frame.
NEVER = 3.0  # controls: not even read
STRONG = 2.0  # dropped, unless nothing else is left
FIRM = 0.8
WEAK = 0.4
HIDDEN = "hidden: "  # begins the reason of a part that is not shown

_CONTROLS = frozenset(
    listed("button select input textarea option datalist dialog menu head title meta progress")
)
_ELEMENTS = dict.fromkeys(listed("nav footer figcaption figure"), STRONG) | dict.fromkeys(
    ("aside", "form"), WEAK
)
_FRAMES = frozenset(("html", "body", "article", "main"))  # whatever they are called, the text is in them
_ROLES = dict.fromkeys(
    listed("navigation contentinfo search banner menu menubar toolbar alert tablist"), STRONG
) | dict.fromkeys(listed("dialog alertdialog complementary"), WEAK)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

# The words of a class or id, parted at case changes, digits and punctuation.
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_WORDS = {
    WEAK: "promo promos sponsor sponsored widget ad banner tags taglist taglinks topics readmore"
    " popular byline bio credit credits copyright hidden hide toolbar print timestamp dateline meta"
    " infobox teaser teasers toc rating follow donate survey utility author authorbox disclaimer"
    " video slideshow tagline cta imagery image attachment",
    FIRM: "related relatedposts relatedarticles relatedstories relatedlinks relatedcontent recommend"
    " recommended recommendations recirc recirculation sidebar nav navigation navbar menu"
    " pagination pager footer advert advertisement advertisements ads mostread trending sharing"
    " share sharebar social newsletter subscribe signup skip tweet boilerplate exclude player"
    " gallery photogallery carousel",
    STRONG: "comment comments disqus outbrain taboola cookie cookies consent gdpr breadcrumb"
    " breadcrumbs caption captions figcaption modal popup privacy onetrust",
}
_WORD_DOUBT = {word: level for level, words in _WORDS.items() for word in words.split()}
# Words for one thing: who is cleared of the one is cleared of the other.
_SAME = {"carousel": "gallery", "photogallery": "gallery", "slideshow": "gallery"}
# A class such as "has-sidebar" or "hidden-print" says how a part is shown, not what it is.
_MODIFIER = re.compile(
    r"(has|have|with|without|no|non|not|is|show|hide|hidden|disable|enable|allow|premium|filter|expose|use)[-_A-Z]"
)
# An id such as "sharing-with-a-single-reader" is made of a heading's words.
_SLUG_LENGTH = 3
_FUNCTION_WORDS = frozenset(("a", "an", "the", "how", "what", "why", "your", "our", "is", "are"))
# Names of the frame that holds the text: they outweigh any other word of the label.
_FRAME_LABEL = re.compile(
    r"(article|story|post|entry|content|body|text|main|page)[_-]?(body|content|text|main|copy|wrap)|articlebody"
    r"|(^|\s)(article|story|main|content|post|entry|body)(\s|$)",
    re.IGNORECASE,
)
# Reasons that speak of other articles, or of the site: a date or name there is not the article's.
_ELSEWHERE = re.compile(
    r"comment|disqus|relat|recommend|recirc|sidebar|aside|mostread|trending|popular|widget|teaser|nav|menu|calendar"
    r"|search|player|tweet"
)


def doubt(node: Node) -> Doubt | None:
    """Whether an element looks like something else than the article's text, by its name, role and label."""
    name, attrs = node.name, node.attrs
    if name in _CONTROLS:
        return Doubt(NEVER, name)
    level = _ELEMENTS.get(name)
    if level == STRONG:
        return Doubt(STRONG, name)
    if attrs and name not in _FRAMES:
        if (role := attrs.get("role", "")) in _ROLES:
            return Doubt(_ROLES[role], role)
        if _is_hidden(attrs):
            return Doubt(WEAK, f"{HIDDEN}{node.label}")
        if node.label and (found := _label_doubt(node.label)):
            return found
    return Doubt(level, name) if level else None


def leads_elsewhere(node: Node) -> bool:
    """Whether an element is by its name a part of the page about other articles."""
    found = doubt(node)
    return found is not None and speaks_of_others(found)


def speaks_of_others(found: Doubt) -> bool:
    """Whether the reason of a doubt is that a part is about other articles."""
    return _ELSEWHERE.match(found.reason) is not None


def _is_hidden(attrs: dict[str, str]) -> bool:
    return (
        "hidden" in attrs
        or attrs.get("aria-hidden") == "true"
        or ("style" in attrs and _HIDDEN_STYLE.search(attrs["style"]) is not None)
    )


@lru_cache(maxsize=8192)
def _label_doubt(label: str) -> Doubt | None:
    """The strongest doubt in the words of a label."""
    if _FRAME_LABEL.search(label):
        return None
    worst: Doubt | None = None
    for token in label.split():
        if _MODIFIER.match(token):
            continue
        words = _WORD.findall(token)
        if len(words) > _SLUG_LENGTH and not _FUNCTION_WORDS.isdisjoint(words):
            continue
        for word in words:
            level = _WORD_DOUBT.get(word.lower(), 0.0)
            if level > (worst.clearing if worst else 0.0):
                worst = Doubt(level, _SAME.get(word.lower(), word.lower()))
    return worst
