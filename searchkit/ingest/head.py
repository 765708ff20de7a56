"""The lines above the text of a plain-text article, in any order: title, byline, date, source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from searchkit.article import Author, DateSpan, Evidence
from searchkit.dates import day_order, find_printed, parse_printed, readings

from .bylines import Byline, looks_like_byline, parse_byline
from .bylines.names import is_name, is_organisation, is_role

MAX_LINES = 12  # a head has no more
_MAX_TITLE = 200  # code points
_MAX_LABELLED = 100
_TITLE_LABEL = re.compile(r"(?:#{1,6}|(?:title|headline)\s*:)\s+", re.IGNORECASE)
_SOURCE_LABEL = re.compile(r"source\s*:\s*", re.IGNORECASE)
_UPDATED = re.compile(r"[\s|,;.•·–—-]*\b(?:last )?(?:updated|modified|revised)\b.*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<![A-Z])[.;:,…][\"”'’)]*$")


@dataclass(slots=True)
class Head:
    """What the head said, and how many paragraphs it took."""

    title: str = ""
    authors: tuple[Author, ...] = ()
    published: DateSpan | None = None
    source: str = ""
    evidence: tuple[Evidence, ...] = ()
    length: int = 0

    def note(self, field: str, value: str, origin: str) -> None:
        """Remember where a value came from."""
        self.evidence = (*self.evidence, Evidence(field, value, origin))


def is_head_line(line: str) -> bool:
    """Whether a line is a byline or date and so a paragraph of its own, whatever stands around it."""
    return len(line) <= 3 * _MAX_LABELLED and (_date_of(line) is not None or looks_like_byline(line))


def read_head(parts: Sequence[str]) -> Head:
    """Read the head off the first paragraphs.

    Args:
        parts: the paragraphs of the whole text, title and byline among them.

    Returns:
        The head; its `length` is 0 where the text begins with its first sentence.
    """
    head = Head()
    while head.length < min(MAX_LINES, len(parts)):
        taken = (
            _take_date(head, parts)
            or _take_byline(head, parts)
            or _take_labelled(head, parts)
            or _take_title(head, parts)
        )
        if not taken:
            break
        head.length += taken
    return head


def same_words(one: str, other: str) -> bool:
    """Whether two lines print the same, but for case, punctuation and spaces."""
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def _take_date(head: Head, parts: Sequence[str]) -> int:
    """A line that is a date, perhaps with the date of an update after it."""
    printed = _date_of(parts[head.length])
    if printed is None:
        return 0
    if printed:
        _publish(head, printed, "date line", parts)
    return 1


def _date_of(line: str) -> str | None:
    """The date a line prints; empty if it is only that of an update; None if the line is something else."""
    if len(line) > _MAX_LABELLED:
        return None
    printed = _UPDATED.sub("", line)
    if printed == "" and any(char.isdigit() for char in line):
        return ""
    return printed if readings(printed) else None


def _publish(head: Head, printed: str, origin: str, parts: Sequence[str]) -> None:
    """Take a printed date; one of two readings only if the rest of the text shows which is meant."""
    both = readings(printed)
    if head.published is not None or not both:
        return
    span = both[0] if len(both) == 1 else parse_printed(printed, day_first=day_order(parts))
    if span:
        head.published = replace(span, origin=origin)
        head.note("published", span.iso, origin)
    else:
        doubt = " or ".join(reading.iso for reading in both)
        head.note("published", "", f"{origin}: {printed!r} may be {doubt}")


def _take_byline(head: Head, parts: Sequence[str]) -> int:
    """A byline, with the lines below it that hold its role, institute and date."""
    at = head.length
    if head.authors or len(parts[at]) > 3 * _MAX_LABELLED:
        return 0
    following = _below_name(parts[at + 1 : at + 4])
    alone = looks_like_byline(parts[at]) and (head.title or _comes_first(parts[at : at + 4]))
    named = _are_names(parts[at]) and following > 0 and (head.title or at > 0)
    if not (alone or named):
        return 0
    byline = parse_byline(" | ".join(parts[at : at + 1 + following])) or parse_byline(parts[at])
    if byline is None:
        return 0
    _sign(head, byline, parts)
    return 1 + following


def _are_names(line: str) -> bool:
    """Whether a line is the name of a person or of several."""
    return len(line) <= _MAX_LABELLED and all(
        map(is_name, re.split(r",\s+(?:and\s+)?|\s+(?:and|&)\s+", line))
    )


def _comes_first(parts: Sequence[str]) -> bool:
    """Whether a byline may go before the title: it says "by", or has a date and no line below says "by"."""
    says_by = [part.lower().startswith(("by ", "by:")) for part in parts]
    return says_by[0] or (not any(says_by) and any(True for _ in find_printed(parts[0])))


def _below_name(parts: Sequence[str]) -> int:
    """How many lines in a row are a role, an institute or a date."""
    count = 0
    for part in parts:
        short = len(part) <= _MAX_LABELLED and not _SENTENCE_END.search(part)
        if not short or not (is_role(part) or is_organisation(part) or parse_printed(part)):
            break
        count += 1
    return count


def _sign(head: Head, byline: Byline, parts: Sequence[str]) -> None:
    head.authors = byline.authors
    head.note("authors", ", ".join(author.name for author in byline.authors), "byline")
    if byline.source and not head.source:
        head.source = byline.source
        head.note("source", byline.source, "byline")
    if byline.date_text:
        _publish(head, byline.date_text, "byline", parts)


def _take_labelled(head: Head, parts: Sequence[str]) -> int:
    """`Source: Name` and the title printed again."""
    line = parts[head.length]
    if head.title and same_words(line, head.title):
        return 1
    if (label := _SOURCE_LABEL.match(line)) and len(line) <= _MAX_LABELLED:
        head.source = line[label.end() :]
        head.note("source", head.source, "source line")
        return 1
    return 0


def _take_title(head: Head, parts: Sequence[str]) -> int:
    """A first short line that is no sentence, or that byline, date or its own repetition follow."""
    at = head.length
    line = parts[at]
    if head.title or at + 1 >= len(parts) or not 1 < len(line) <= _MAX_TITLE:
        return 0
    followed = is_head_line(parts[at + 1]) or same_words(line, parts[at + 1])
    if _SENTENCE_END.search(line) and not followed:
        return 0
    label = _TITLE_LABEL.match(line)
    head.title = line[label.end() :] if label else line
    head.note("title", head.title, "first line")
    return 1
