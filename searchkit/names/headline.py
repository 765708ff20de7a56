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
