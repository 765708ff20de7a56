"""The Chicago Manual of Style, 17th edition: bibliography entry, and for a paragraph the note.

Newspapers 14.191-200 (no "The" before a name, 14.193; the newspaper for an author that is not named, 14.199),
lists of authors 14.76, no date 14.145, paragraph numbers 14.22, quotation marks inside a title 13.30, commas and
full stops inside them 6.9, a comma after a title that ends in a question mark 6.125.
"""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.archive.cite.people import CitedAuthor
from searchkit.archive.cite.reference import (
    Citation,
    Reference,
    days,
    is_whole_years,
    single_quotes,
    with_stop,
    years,
)
from searchkit.article import DateSpan

_MOST_IN_ENTRY, _KEPT_IN_ENTRY = 10, 7
_MOST_IN_NOTE = 3


def cite(references: Sequence[Reference]) -> list[Citation]:
    """An entry each, with the note for a paragraph."""
    return [Citation(_entry(one), "" if one.paragraph is None else _note(one)) for one in references]


def _entry(one: Reference) -> str:
    source = _without_the(one.source)
    who = _entry_authors(one.authors) or source
    where = [_date(one.published)] if who == source else [source, _date(one.published)]
    parts = [who and with_stop(who), _quoted(one.title, "."), with_stop(_listed(where))]
    return " ".join(filter(None, (*parts, one.url and f"{one.url}.")))


def _note(one: Reference) -> str:
    where = [_without_the(one.source), _date(one.published), f"para. {(one.paragraph or 0) + 1}", one.url]
    who = _note_authors(one.authors)
    return f"{who + ', ' if who else ''}{_quoted(one.title, ',')} {_listed(where)}."


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(filter(None, parts))


def _entry_authors(authors: Sequence[CitedAuthor]) -> str:
    names = [author.natural for author in authors]
    if not names:
        return ""
    names[0] = _inverted(authors[0])
    if len(names) > _MOST_IN_ENTRY:
        return f"{', '.join(names[:_KEPT_IN_ENTRY])}, et al."
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, and {names[-1]}"


def _note_authors(authors: Sequence[CitedAuthor]) -> str:
    names = [author.natural for author in authors]
    if len(names) > _MOST_IN_NOTE:
        return f"{names[0]} et al."
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])}, and {names[-1]}"


def _inverted(author: CitedAuthor) -> str:
    """Family name first, the particle last: "Leyen, Ursula von der"."""
    if author.literal or author.family_first or not author.given:
        return author.natural
    given = " ".join(filter(None, (author.given, author.particle)))
    return ", ".join(filter(None, (author.family, given, author.suffix)))


def _without_the(source: str) -> str:
    return source[4:] if source[:4].lower() == "the " and len(source) > 4 else source


def _quoted(title: str, stop: str) -> str:
    """The title in quotation marks, those in it made single, with the stop inside."""
    return f"“{single_quotes(with_stop(title, stop))}”"


def _date(span: DateSpan | None) -> str:
    """`August 14, 2018`, as much of it as is known, or else `n.d.`; a span over two years has both ends."""
    if span is None:
        return "n.d."
    if span.first.year != span.last.year and not is_whole_years(span):
        first, last = (_date(DateSpan(day, day)) for day in (span.first, span.last))
        return f"{first}–{last}"
    within = days(span)
    if not within:
        return years(span)
    return f"{within}, {years(span)}" if any(char.isdigit() for char in within) else f"{within} {years(span)}"
