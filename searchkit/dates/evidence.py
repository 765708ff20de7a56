"""What a page or source shows about the order of day and month, and about dates not yet come."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from searchkit.article import DateSpan

from .find import find_printed
from .printed import order_of, readings

_FIGURES = r"(?a)(?<![\w/.-])\d{1,2}([/.-])\d{1,2}\1\d{4}(?![\w/]|[.-]\d)"


def day_order(texts: Iterable[str]) -> bool | None:
    """True if the dates in the texts stand day first, False month first, None if that is not clear.

    Evidence is a date with one possible reading (`30/08/2018`), or one of which a single reading is a day the
    texts also print in words or in ISO form.
    """
    votes: set[bool] = set()
    doubtful: list[str] = []
    certain: set[date] = set()
    for text in texts:
        for figures in re.finditer(_FIGURES, text):
            order = order_of(figures[0])
            if order in ("dmy", "mdy") and not _same_either_way(figures[0]):
                votes.add(order == "dmy")
            elif order is None:
                doubtful.append(figures[0])
        certain.update(span.first for _, _, span in find_printed(text))
    if not votes:
        votes = {agreed for text in doubtful if (agreed := _agreement(text, certain)) is not None}
    return votes.pop() if len(votes) == 1 else None


def day_first_of_language(tag: str) -> bool | None:
    """The order a language tag implies: only English in the Americas and the Philippines may be month first.

    `en` alone says nothing, nor do an empty tag and the Canadian and East Asian ones, where both are in use.
    """
    language, *rest = tag.replace("_", "-").casefold().split("-")
    region = rest[-1] if rest else ""
    if region == "ca":
        return None
    if language == "en":
        return {"us": False, "ph": False}.get(region, True if region in _DAY_FIRST_ENGLISH else None)
    return True if language in _DAY_FIRST_LANGUAGES else None


_DAY_FIRST_ENGLISH = frozenset(["gb", "ie", "au", "nz", "in", "pk", "za", "ng", "ke", "sg", "my"])
_DAY_FIRST_LANGUAGES = frozenset(
    ["de", "fr", "es", "it", "pt", "nl", "da", "nb", "no", "pl", "cs", "sk", "ro", "ru", "uk", "tr", "el"]
)


def is_future(span: DateSpan, today: date) -> bool:
    """Whether the whole span lies after `today`."""
    return span.first > today


def _same_either_way(figures: str) -> bool:
    day, month = re.split(r"[/.-]", figures)[:2]
    return int(day) == int(month)


def _agreement(figures: str, certain: set[date]) -> bool | None:
    found = readings(figures)
    if len(found) != 2:
        return None  # no such day at all (13/13/2018)
    agrees = found[0].first in certain, found[1].first in certain
    return agrees[0] if agrees[0] != agrees[1] else None
