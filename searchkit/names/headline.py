"""Names in lines printed in capitals, found by what the rest of the article and the gazetteer know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from searchkit.article import NameKind
from searchkit.names import gazetteer as gaz
from searchkit.names.dateline import dateline_end
from searchkit.names.gazetteer import flags

_WORD = re.compile(r"(?:[^\W\d_]\.)+|\w+(?:['’&](?![sS]\b)\w+)*")
_PART = re.compile(r"[^ \u00a0]+")
_SENTENCE_ENDS = (".", "!", "”", '"', ":", ",", ";")
_LIST_SIGNS = ("-", "–", "—", "*", "•")
_LONGEST_HEADLINE = 200
_LONGEST = 5


def names_in_headline(paragraph: str, known: Mapping[str, NameKind]) -> list[tuple[int, int, NameKind]]:
    """Start, end and kind of the names in a line of capitals.

    Args:
        paragraph: the line.
        known: names of the article's running text in capitals, with their kinds.
    """
    found: list[tuple[int, int, NameKind]] = []
    town, _ = dateline_end(paragraph)
    if town:
        found.append((0, town, _kind(paragraph[:town], known) or "place"))
    words = [match.span() for match in _WORD.finditer(paragraph, town)]
    i = 0
    while i < len(words):
        for size in range(min(_LONGEST, len(words) - i), 0, -1):
            start, end = words[i][0], words[i + size - 1][1]
            kind = _kind(paragraph[start:end], known)
            if kind:
                found.append((start, end, kind))
                i += size - 1
                break
        i += 1
    return found


def is_title_case(paragraph: str) -> bool:
    """Whether a paragraph is a headline that capitalises every word of weight."""
    if len(paragraph) > _LONGEST_HEADLINE or paragraph[-1:] in _SENTENCE_ENDS or paragraph[:1] in _LIST_SIGNS:
        return False
    weighty = [word for word in _WORD.findall(paragraph) if len(word) > 3]
    return len(weighty) > 3 and sum(word[0].isupper() for word in weighty) * 5 >= 4 * len(weighty)


def headline_parts(start: int, run: str) -> list[tuple[int, str]]:
    """The parts of a run in such a headline that can be names, ordinary words left out.

    Args:
        start: where the run begins in its paragraph.
        run: capitalised words as `tokens.runs` finds them.
    """
    spans = [match.span() for match in _PART.finditer(run)]
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(spans):
        size = next(
            (n for n in range(min(_LONGEST, len(spans) - i), 1, -1) if _listed_words(run, spans[i : i + n])),
            0,
        )
        if size:
            found.append((spans[i][0], spans[i + size - 1][1]))
        else:
            word = run[slice(*spans[i])]
            adjacent = bool(found) and found[-1][1] + 1 == spans[i][0]
            if adjacent and (not _ordinary(word) or _ends_organisation(run[slice(*found[-1])], word)):
                found[-1] = (found[-1][0], spans[i][1])
            elif not _ordinary(word):
                found.append(spans[i])
        i += max(size, 1)
    return [(start + a, run[a:b]) for a, b in found]


def _listed_words(run: str, spans: list[tuple[int, int]]) -> bool:
    return bool(flags(run[spans[0][0] : spans[-1][1]]) & (gaz.PLACE | gaz.ORGANISATION))


def _ends_organisation(name: str, word: str) -> bool:
    """Whether a word makes an organisation of the name before it; not of a country: "Russia Court Jails"."""
    return bool(flags(word) & gaz.ORG_TAIL) and not flags(name) & gaz.SURE_PLACE


def _ordinary(word: str) -> bool:
    """Whether a capitalised word of a headline is an English word, or one with an s, and no listed name."""
    mark = flags(word)
    if mark & (gaz.SURE_PLACE | gaz.ORGANISATION | gaz.FIRST | gaz.TITLE | gaz.GROUP_PEOPLE):
        return False
    return bool(
        mark & (gaz.COMMON | gaz.STARTER)
        or (word.endswith("s") and flags(word[:-1]) & gaz.COMMON)
        or not word[0].isupper()
    )


def _kind(text: str, known: Mapping[str, NameKind]) -> NameKind | None:
    return known.get(text) or (_listed(text) if len(text) > 1 else None)


@lru_cache(maxsize=50_000)
def _listed(text: str) -> NameKind | None:
    """The kind of a name in capitals that the gazetteer has and that is no ordinary word."""
    mark = flags(text)
    if mark & gaz.ORGANISATION and not mark & (gaz.COMMON | gaz.REJECT):
        return "organisation"
    if text in {"US", "U.S.", "UK", "U.K.", "UAE"}:
        return "place"
    mark = flags(gaz.title_case(text))
    if len(text) > 3 and (
        mark & (gaz.COUNTRY | gaz.REGION) or (mark & gaz.CITY_LARGE and not mark & gaz.COMMON)
    ):
        return "place"
    return None
