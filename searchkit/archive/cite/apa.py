"""The Publication Manual of the American Psychological Association, 7th edition.

A reference as in 10.1 (newspaper articles, example 16), and for a paragraph the citation in the text (8.28).
Authors 9.8, groups 9.11, no author 9.12 and 8.14, no date 9.17, a source that is the author 9.24, letters that tell
apart what the same authors wrote in one year 9.47.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from string import ascii_lowercase

from searchkit.archive.cite.people import CitedAuthor
from searchkit.archive.cite.reference import Citation, Reference, days, with_stop, years
from searchkit.article import DateSpan

_MOST, _KEPT = 20, 19
_WORDS_OF_A_TITLE = 4


def cite(references: Sequence[Reference]) -> list[Citation]:
    """A reference each, with the citation in the text for a paragraph."""
    letters = _letters(references)
    return [
        Citation(_entry(one, letters.get(one.id, "")), _in_text(one, letters.get(one.id, "")))
        for one in references
    ]


def _letters(references: Sequence[Reference]) -> dict[str, str]:
    """By article, `a`, `b` … in order of date and title, where others have the same authors and year."""
    alike: dict[tuple[str, str], dict[str, Reference]] = defaultdict(dict)
    for one in references:
        if one.authors:
            alike[_authors(one), _year(one.published)][one.id] = one
    found: dict[str, str] = {}
    for same in alike.values():
        ordered = sorted(
            same.values(), key=lambda one: (one.published.first if one.published else date.min, one.title)
        )
        if len(ordered) > 1:
            found |= {one.id: _letter(number) for number, one in enumerate(ordered)}
    return found


def _letter(number: int) -> str:
    """`a` to `z`, then `aa`, `ab` and so on."""
    before, last = divmod(number, len(ascii_lowercase))
    return (_letter(before - 1) if before else "") + ascii_lowercase[last]


def _entry(one: Reference, letter: str) -> str:
    who, title = _authors(one), with_stop(one.title)
    within = days(one.published) if one.published else ""
    when = f"({', '.join(filter(None, (_year(one.published, letter), within)))})."
    parts = [with_stop(who), when, title] if who else [title, when]
    source = with_stop(one.source) if one.source and one.source != who else ""
    return " ".join(filter(None, (*parts, source, one.url)))


def _in_text(one: Reference, letter: str) -> str:
    if one.paragraph is None:
        return ""
    names = [author.last for author in one.authors]
    if not names:
        words = one.title.split()
        who = f"“{' '.join(words[:_WORDS_OF_A_TITLE])},”"
    else:
        who = f"{names[0]} et al.," if len(names) > 2 else f"{' & '.join(names)},"
    return f"({who} {_year(one.published, letter)}, para. {one.paragraph + 1})"


def _year(span: DateSpan | None, letter: str = "") -> str:
    """`2018`, `2018a`, `n.d.`, `n.d.-a`."""
    if span is None:
        return f"n.d.-{letter}" if letter else "n.d."
    return years(span) + letter


def _authors(one: Reference) -> str:
    """All of them, or the first 19 and the last."""
    names = [_inverted(author) for author in one.authors]
    if len(names) > _MOST:
        return f"{', '.join(names[:_KEPT])}, . . . {names[-1]}"
    return "".join(names) if len(names) < 2 else f"{', '.join(names[:-1])}, & {names[-1]}"


def _inverted(author: CitedAuthor) -> str:
    """`von der Leyen, U.` or `King, M. L., Jr.` or the name of a group."""
    return ", ".join(filter(None, (author.last, _initials(author.given), author.suffix)))


def _initials(given: str) -> str:
    """`J. R.` of `John R.`, and `J.-P.` of `Jean-Paul`."""
    return " ".join(
        "-".join(f"{part[0]}." for part in re.split("[-‐]", name) if part) for name in given.split()
    )
