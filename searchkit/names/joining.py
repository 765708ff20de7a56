"""Runs that belong to one name although a small word or a possessive parts them.

"Organisation for Security and Co-operation in Europe", "Food and Drug Administration", "Sotheby's
Holdings Inc."
"""

from __future__ import annotations

from searchkit.names import gazetteer as gaz
from searchkit.names.gazetteer import flags
from searchkit.names.tokens import runs

_AFTER_HEAD = (" for the ", " for ", " on the ", " on ", " against ", " in ")
_AFTER_LINK = (" and the ", " and ", " in the ", " in ")
_AND = (" and ",)
_POSSESSIVE = ("'s ", "’s ", "'S ", "’S ")
_PLURAL_POSSESSIVE = ("' ", "’ ")
_GAPS = frozenset({*_AFTER_HEAD, *_AFTER_LINK, *_AND, *_POSSESSIVE, *_PLURAL_POSSESSIVE})
_LONGEST_GAP = max(map(len, _GAPS))
_LONGEST = 12
_BLOCKING = gaz.PLACE | gaz.ORGANISATION | gaz.FIRST | gaz.LAST | gaz.DEMONYM | gaz.TITLE


def joined_runs(paragraph: str) -> list[tuple[int, str]]:
    """`tokens.runs`, with runs put together that are one name."""
    found: list[tuple[int, str]] = []
    linked = False
    for start, run in runs(paragraph):
        if found:
            first, before = found[-1]
            end = first + len(before)
            gap = paragraph[end:start] if start - end <= _LONGEST_GAP else ""
            if gap in _GAPS and before.count(" ") < _LONGEST:
                link = _links(before, gap, run, linked)
                if link:
                    found[-1] = (first, paragraph[first : start + len(run)])
                    linked = linked or link == "head"
                    continue
        found.append((start, run))
        linked = False
    return found


def _links(before: str, gap: str, after: str, linked: bool) -> str:
    """How `before` and `after` belong together: "head", "and", "possessive" or, if they do not, nothing."""
    last = before.rpartition(" ")[2]
    words = after.split(" ")
    mark, following = flags(last), flags(words[0])
    if gap in _POSSESSIVE or (gap in _PLURAL_POSSESSIVE and last.endswith("s")):
        corporate = any(flags(word) & gaz.CORPORATE for word in words[:3])
        return "possessive" if _owns(mark, following, corporate) else ""
    if linked and gap in _AFTER_LINK:
        return "head" if not following & (gaz.CALENDAR | gaz.TITLE) else ""
    if gap in _AFTER_HEAD and mark & gaz.ORG_LINK_HEAD:
        return "head" if following & gaz.COMMON and not flags(after) & (gaz.PLACE | gaz.CALENDAR) else ""
    if gap in _AND and _is_open_field(before) and following & gaz.COMMON:
        named = following & gaz.TITLE and not following & gaz.MODIFIER
        return "head" if not named and not flags(words[-1]) & gaz.ORG_BODY else ""
    if gap in _AND and mark & (gaz.COMMON | gaz.ORG_TAIL) and not mark & _BLOCKING:
        body = 2 <= len(words) <= 4 and flags(words[-1]) & gaz.ORG_BODY
        return "and" if body and following & gaz.COMMON else ""
    return ""


def _is_open_field(name: str) -> bool:
    """Whether a name ends in ordinary words that may go on: "Ministry of Foreign Affairs | and Trade"."""
    head, link, field = name.rpartition(" of ")
    if not link or not flags(head.rpartition(" ")[2]) & gaz.ORG_HEAD:
        return False
    marks = [flags(word) for word in field.removeprefix("the ").split(" ")]
    return all(mark & gaz.COMMON and not mark & (gaz.SURE_PLACE | gaz.FIRST) for mark in marks)


def _owns(owner: int, following: int, corporate: bool) -> bool:
    """True for "Workers' Party" and "Sotheby's Holdings", but not "Iran's Parliament"."""
    if owner & gaz.COMMON and not owner & _BLOCKING:
        return bool(following & (gaz.ORG_TAIL | gaz.ORG_HEAD))
    return (
        corporate
        and bool(following & gaz.ORG_TAIL)
        and not owner & (gaz.SURE_PLACE | gaz.DEMONYM | gaz.TITLE)
    )
