"""BibTeX entries, for BibTeX and biber alike.

Fields as in Patashnik, "BibTeXing" (1988), with `url` and `day`, which older styles pass over. Text is UTF-8 with
the characters special to TeX escaped. Braces are spelt out, as BibTeX counts those behind a backslash too. A title
stands in braces of its own, which keeps its capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from searchkit.analysis import is_stop
from searchkit.archive.cite.people import CitedAuthor
from searchkit.archive.cite.reference import MONTHS, Citation, Reference, years
from searchkit.article import DateSpan

_SPECIAL = str.maketrans(
    {
        **{char: f"\\{char}" for char in "&%$#_"},
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_IN_URLS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
_SHORTEST_WORD = 3  # letters of the title word in a key


def cite(references: Sequence[Reference]) -> list[Citation]:
    """An entry each, under keys that are not used twice."""
    return [Citation(_entry(key, one)) for key, one in zip(_keys(references), references, strict=True)]


def _keys(references: Sequence[Reference]) -> Iterator[str]:
    """`doe2018guards`, and for another of the same name `doe2018guards-2`."""
    used: set[str] = set()
    for one in references:
        key, number = _key(one), 1
        unique = key
        while unique in used:
            number += 1
            unique = f"{key}-{number}"
        used.add(unique)
        yield unique


def _key(one: Reference) -> str:
    who = next((author.literal or author.family for author in one.authors), "") or one.source
    words = (_plain(word) for word in one.title.split() if not is_stop(word))
    word = next((word for word in words if len(word) >= _SHORTEST_WORD), "")
    year = str(one.published.first.year) if one.published else ""
    return f"{_plain(who)}{year}{word}" or "article"


def _plain(text: str) -> str:
    return re.sub("[^a-z0-9]", "", unicodedata.normalize("NFKD", text.lower()))[:40]


def _entry(key: str, one: Reference) -> str:
    kind = "article" if one.source else "misc"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(one))
    return f"@{kind}{{{key},\n{fields}}}"


def _fields(one: Reference) -> Iterator[tuple[str, str]]:
    if one.authors:
        yield "author", _braced(" and ".join(map(_name, one.authors)))
    yield "title", _braced(_braced(_escaped(one.title)))
    if one.source:
        yield "journal", _braced(_escaped(one.source))
    yield from _date(one.published)
    if one.paragraph is not None:
        yield "note", _braced(f"para.~{one.paragraph + 1}")
    if one.url:
        yield "url", _braced(one.url.translate(_IN_URLS))


def _name(author: CitedAuthor) -> str:
    """`von der Leyen, Ursula` or `King, Jr., Martin Luther` or `{Reuters Staff}`, for BibTeX to take apart."""
    if author.literal:
        return _braced(_escaped(author.literal))
    if author.particle.endswith(("-", "'", "’")) or " and " in f" {author.family.lower()} ":
        family = _braced(_escaped(author.last))
    else:
        family = _escaped(author.last)
    return ", ".join(filter(None, (family, _escaped(author.suffix), _escaped(author.given))))


def _date(span: DateSpan | None) -> Iterator[tuple[str, str]]:
    if span is None:
        yield "year", "{n.d.}"
        return
    yield "year", _braced(years(span).replace("–", "--"))
    if (span.first.year, span.first.month) == (span.last.year, span.last.month):
        yield "month", MONTHS[span.first.month - 1][:3].lower()
        if span.first == span.last:
            yield "day", _braced(str(span.first.day))


def _braced(text: str) -> str:
    return f"{{{text}}}"


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)
