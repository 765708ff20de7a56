"""The long form beside a short one: the words its letters spell, or the name it may well stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from searchkit.names import gazetteer as gaz
from searchkit.names.aliases.acronyms import NEVER, SMALL, resembles, spells, spells_loosely
from searchkit.names.gazetteer import flags
from searchkit.names.joining import joined_runs
from searchkit.names.rules.words import ORGANISATION, is_capital
from searchkit.names.segment import segments

QUOTES = "\"'“”‘’«»"
REACH = 180
MOST_WORDS = 14
WORD = re.compile(r"[\w&.’'-]+")
_BREAK = re.compile(r"[;:()\[\]]|[.!?][\"”’']?\s(?=[A-Z][a-z])")
_STOP = re.compile(r"[.;:()\[\]!?],?\s")
_POSSESSIVE = re.compile(r"['’][sS]?$")
_PART_OF_LONGER = re.compile(r"\b[A-ZÀ-Þ][\w’'-]*(?: (?:and|of|for|&)|(?<=s)['’]) $")
# Words no long form begins with, although their first letters may fit by chance.
_NO_START = frozenset([
    "at", "by", "with", "from", "as", "into", "under", "over", "out", "via", "its", "their", "his", "her",
    "is", "are", "was", "were", "said", "says", "called", "this", "that", "these", "which", "or",
])  # fmt: skip


def long_before(paragraph: str, at: int, short: str, *, exact: bool) -> str:
    """The words before `at` that `short` stands for, as few as will do; empty if none.

    With `exact` its letters must spell them; otherwise a capitalised name that resembles will do too.
    """
    window = paragraph[max(0, at - REACH) : at]
    return _spelt_at_end(window, short) or ("" if exact or short in NEVER else _resembling(window, short))


@lru_cache(maxsize=4096)
def long_at_start(text: str, short: str) -> str:
    """The first words of a text whose letters `short` spells, as many as will do; empty if none."""
    window = _STOP.split(text, maxsplit=1)[0]
    spans = [m.span() for m in WORD.finditer(window)][:MOST_WORDS]
    for count in range(len(spans), 1, -1):
        words = [window[a:b].rstrip(".’'") for a, b in spans[:count]]
        if words[0] not in SMALL and words[-1].casefold() not in SMALL and spells(words, short):
            return without_possessive(window[spans[0][0] : spans[count - 1][1]].rstrip(".’'"))
    return ""


@lru_cache(maxsize=4096)
def _spelt_at_end(text: str, short: str) -> str:
    """The last words of a text whose letters `short` spells."""
    window = _BREAK.split(text)[-1].rstrip(" ,–—-" + QUOTES)
    spans = [m.span() for m in WORD.finditer(window)][-MOST_WORDS:]
    words = [_POSSESSIVE.sub("", window[a:b]) or "'" for a, b in spans]
    first = _first_spelt(words, short, spells)
    if first is None:
        first = _first_spelt(words, short, spells_loosely)
    if first is None:
        return ""
    if first > 1 and words[first - 1] == "of" and flags(words[first - 2]) & gaz.ORG_HEAD:
        first -= 2  # "Bureau of" before "Alcohol, Tobacco and Firearms"
    return without_possessive(window[spans[first][0] :])


def _first_spelt(words: list[str], short: str, check: Callable[[list[str], str], bool]) -> int | None:
    """Where the fewest last words begin that `short` spells; one word will do if it has a hyphen."""
    for first in range(len(words) - 1, -1, -1):
        part = words[first:]
        if len(part) == 1 and "-" not in part[0]:
            continue
        if _may_begin(part) and check(part, short) and _may_be_long(part, short):
            return first
    return None


def _may_begin(words: list[str]) -> bool:
    """Whether a long form may begin so; not with "at", nor with "talks for the" before a name in capitals."""
    first = words[0].casefold()
    if first in SMALL or first in _NO_START:
        return False
    if any(c.isupper() for c in words[0]) or len(words) < 2 or words[1].casefold() not in SMALL:
        return True
    return not all(is_capital(word) for word in words if word != words[0] and word.casefold() not in SMALL)


def _may_be_long(words: list[str], short: str) -> bool:
    """Two letters could be chance: they need capitalised words. More letters may come from any words."""
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    if len([c for c in short if c.isalnum()]) <= 2:
        content = sum(word.casefold() not in SMALL for word in words)
        return capitals >= content and not flags(words[0]) & (gaz.FIRST | gaz.TITLE)
    return True


@lru_cache(maxsize=4096)
def _resembling(text: str, short: str) -> str:
    """The name at the end of a text if `short` may well stand for it."""
    name = whole_name_before(text, len(text))
    parts = WORD.findall(name)
    if len(parts) > 1 and not flags(parts[0]) & (gaz.FIRST | gaz.TITLE) and resembles(parts, short):
        return name
    return ""


def whole_name_before(paragraph: str, at: int) -> str:
    """The name right before `at`; empty if it may be only the end of a longer one ("... and Medicaid")."""
    name = _name_before(paragraph, at)
    before = paragraph[max(0, at - REACH) : at].rstrip(" ,;–—-" + QUOTES)
    before = before.removesuffix("'s").removesuffix("’s")[: -len(name) or None]
    return "" if _PART_OF_LONGER.search(before) else name


def _name_before(paragraph: str, at: int) -> str:
    """The name that ends right before `at`; empty if the last word there is no part of one."""
    begin = max(0, at - REACH)
    window = paragraph[begin:at].rstrip(" ,;–—-" + QUOTES)
    window = window.removesuffix("'s").removesuffix("’s")
    found = joined_runs(window)
    if not found:
        return ""
    start, run = found[-1]
    if start + len(run) != len(window):
        return ""
    initial = not window[:start].strip() or window[:start].rstrip()[-1:] in ".!?"
    parts = segments(run, initial)
    if not parts or parts[-1].end != len(run):
        return ""
    last = parts[-1]
    if last.look == "w" or (last.look != ORGANISATION and not is_name(last.text)):
        return ""
    return last.text


def is_name(term: str) -> bool:
    """Capitalised, and not merely a title, a nationality or an ordinary word after "the"."""
    if not (term[0].isupper() or re.match(r"(?:al|el)-[A-Z]", term)):
        return False
    if " " in term:
        return True
    mark = flags(term)
    plain = gaz.TITLE | gaz.MODIFIER | gaz.STARTER | gaz.CALENDAR | gaz.DEMONYM | gaz.COMMON
    return not mark & plain or bool(mark & (gaz.PLACE | gaz.ORGANISATION | gaz.GROUP_PEOPLE))


def without_possessive(name: str) -> str:
    """Give "World Food Programme" for "World Food Programme's", but "McDonald's" and "Standard & Poor's" stay."""
    if name[-2:] not in {"'s", "’s"} or flags(name.replace("’", "'")) & gaz.ORGANISATION:
        return name
    last = re.split(r"[ -]", name[:-2])[-1]
    mark = flags(last)
    ordinary = mark & (gaz.COMMON | gaz.ORG_TAIL | gaz.CORPORATE) and not mark & gaz.LAST
    return name[:-2] if ordinary or last.isupper() else name
