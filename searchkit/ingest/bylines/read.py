"""A line or an author field -> who wrote, in which role, of what institute, when, in which source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from searchkit.article import Author
from searchkit.dates import find_printed, parse_printed, readings

from .draft import Draft
from .names import MAX_NAME, bare, is_organisation, is_plain_name, usual_form
from .pieces import after_by, classify, pieces, segments, without_others
from .words import CONNECTORS, DESKS, KICKERS, NOBODY, PARTICLES, ROLE_STARTS, ROLES

_MAX_LINE = 300  # code points; a longer line is no byline
_FIGURES = r"(?a)(?<![\w/.-])(?:\d{1,4}([/.-])\d{1,2}\1\d{1,4}(?![\w/]|[.-]\d)|\d{4}年\d{1,2}月\d{1,2}日)"
_DATE_LABEL = (
    r"\b(?:(?:date |first |originally )?(?:published|posted|filed|issued)(?: on| at)?|on|dated?)\s*:?\s*$"
)
_UPDATE_LABEL = r"\b(?:last )?(?:updated|modified|revised|edited|accessed|retrieved)(?: on| at)?\s*:?\s*$"
_SOURCE = r"(?:source|via|originally published (?:in|by))\s*:?\s+(?:the\s)?(?=[A-Z])"
_SUBJECT = r"\b(?:of|in|for|on|and)(?: [a-z-]+){1,3}"  # professor of modern history
_NAME_WORDS = r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?"
_SENTENCE = r".*[^\W\d_]{4,}[.!?]$"


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says; `date_text` and `source` are as printed, empty if they are not there."""

    authors: tuple[Author, ...]
    date_text: str = ""
    source: str = ""


def parse_byline(text: str) -> Byline | None:
    """The byline a short text is, "By" or not; None if it names no author or is prose.

    Desks and agencies ("Reuters Staff") are authors where nobody else is named. Who edited, pictured or
    translated is not. Names come in their usual form, `Author.printed` is the name as it stands.
    """
    found = _read(text)
    return found[0] if found else None


def looks_like_byline(line: str) -> bool:
    """Whether a line among the paragraphs of an article is its byline.

    That is "By …", a person with a role, an institute or a date beside the name, or a desk ("Reuters Staff").
    """
    line = " ".join(line.split())
    if not line or len(line) > _MAX_LINE:
        return False
    if _is_sentence(line) and not any(after_by(part) is not None for part in segments(line)):
        return False
    found = _read(line)
    if found is None:
        return False
    byline, explicit = found
    first = byline.authors[0]
    if is_organisation(first.name):
        return explicit or bare(first.name.split()[-1]) in DESKS
    shown = byline.date_text or first.role or is_organisation(first.affiliation)
    return explicit or (" " in first.name and bool(shown))


def _is_sentence(line: str) -> bool:
    """Whether a line ends like a sentence or has small words that no name, role or institute has."""
    small = [word for word in re.sub(_SUBJECT, "", line).split() if word[0].islower()]
    return bool(re.fullmatch(_SENTENCE, line)) or any(
        bare(word) not in CONNECTORS | PARTICLES | ROLES | ROLE_STARTS for word in small
    )


def clean_authors(values: Iterable[str]) -> tuple[Author, ...]:
    """The authors of fields that hold author names (meta tags, JSON, CSV), each once.

    A field is trusted: what is no usual name ("doumae") is kept as printed. Addresses and placeholders such
    as "admin" are dropped.
    """
    authors: dict[str, Author] = {}
    for value in values:
        for author in _field(value):
            known = authors.setdefault(author.name.casefold(), author)
            if known is not author:
                authors[author.name.casefold()] = replace(
                    known,
                    role=known.role or author.role,
                    affiliation=known.affiliation or author.affiliation,
                )
    return tuple(authors.values())


@lru_cache(maxsize=4096)  # an archive has few authors and many articles
def _field(value: str) -> tuple[Author, ...]:
    text = " ".join(value.split())
    if len(text) > _MAX_LINE or re.sub(r"\W", "", text).lower() in NOBODY:
        return ()
    if is_plain_name(text):
        return (Author(text, text),)
    if ";" in text and (names := _plain_names(text)):
        return names
    if byline := parse_byline(text):
        return tuple(author for author in byline.authors if bare(author.name) not in NOBODY)
    parts = segments(text)
    name = after_by(text) or text if parts else ""
    if parts and sum(map(len, parts)) < 0.6 * len(name):
        name = parts[0]  # the rest was addresses
    is_date = parse_printed(name) is not None or any(True for _ in find_printed(text))
    if not 1 < len(name) <= MAX_NAME or bare(name) in NOBODY or is_date or name.isdigit():
        return ()
    return (Author(name, name),)


def _plain_names(text: str) -> tuple[Author, ...]:
    """The authors of "Ann Lee; John Roe", each read once though every pair of them is new; none if it says more."""
    names = [_plain_name(part.strip()) for part in text.split(";")]
    authors = tuple(name for name in names if name)
    return authors if len(authors) == len(names) and _once(text) == text else ()


@lru_cache(maxsize=4096)
def _plain_name(text: str) -> Author | None:
    """The author a name stands for that says nothing else."""
    if not is_plain_name(text) and (
        not re.fullmatch(_NAME_WORDS, text) or text.isupper() or classify(text).kind != "name"
    ):
        return None
    found = _field(text)
    return found[0] if len(found) == 1 and found[0] == Author(found[0].name, text) else None


def _read(text: str) -> tuple[Byline, bool] | None:
    """The byline, and whether it says "by"."""
    line = " ".join(text.split())
    if not line or len(line) > _MAX_LINE:
        return None
    if line.islower() and after_by(line) is not None and (found := _read(line.title())):
        return _in_small_letters(found[0]), found[1]
    chunks, date_text = _between_dates(line)
    parts = [(part, at > 0) for at, chunk in enumerate(chunks) for part in segments(without_others(chunk))]
    start = next((at for at, (part, _) in enumerate(parts) if after_by(part) is not None), None)
    draft, source = Draft(), ""
    for at, (part, after_date) in enumerate(parts):
        if match := re.match(_SOURCE, part, re.IGNORECASE):
            source = part[match.end() :]
        elif parse_printed(part):
            date_text = date_text or part
        elif at < (start or 0):
            source = source or (part if is_organisation(part) else "")
        elif bare(part) not in KICKERS or not draft.people:
            _take(part, draft, after_date=after_date)
        if not draft.authors() and draft.prose:
            return None
    authors = draft.authors()
    if not authors or draft.prose:
        return None
    source = source or (draft.unclaimed[0] if draft.people and draft.unclaimed else "")
    return Byline(authors, date_text, source), start is not None


def _in_small_letters(byline: Byline) -> Byline:
    """The byline of a line that is printed without capitals."""
    authors = tuple(
        replace(author, name=usual_form(author.printed.lower()), printed=author.printed.lower())
        for author in byline.authors
    )
    return replace(byline, authors=authors, date_text=byline.date_text.lower())


def _take(part: str, draft: Draft, *, after_date: bool) -> None:
    """Read a segment. After names and a date come buttons and notes, and at most a role or an institute."""
    part = after_by(part) or part
    found = [*pieces(_once(part))]
    if after_date and draft.people:
        found = [piece for piece in found if piece.kind in ("role", "organisation")]
    for piece in found:
        draft.add(piece)


def _once(part: str) -> str:
    """A name that is printed twice in a row, beside its picture and under it, once."""
    words = part.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else part


def _between_dates(line: str) -> tuple[list[str], str]:
    """The line in chunks parted by its dates, and the first date that is not one of an update."""
    chunks, printed, end = [], "", 0
    for start, stop in _dates(line):
        before = line[end:start]
        if update := re.search(_UPDATE_LABEL, before, re.IGNORECASE):
            before = before[: update.start()]
        else:
            printed = printed or line[start:stop]
            label = re.search(_DATE_LABEL, before, re.IGNORECASE)
            before = before[: label.start()] if label else before
        chunks.append(before)
        end = stop
    return [*chunks, line[end:]], printed


def _dates(line: str) -> list[tuple[int, int]]:
    """Where dates stand in a line, those in figures included: of whatever order, they are no name."""
    worded = [(start, stop) for start, stop, _ in find_printed(line)]
    figures = [match.span() for match in re.finditer(_FIGURES, line) if readings(match[0])]
    return worded + figures if not worded or not figures else sorted({*worded, *figures})
