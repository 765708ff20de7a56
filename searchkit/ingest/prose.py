"""Plain text -> title, byline, date, source and paragraphs, as a person would read them off the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from searchkit.article import Author, DateSpan, Evidence
from searchkit.dates import parse_printed

from .clean import clean_text, paragraphs
from .head import MAX_LINES, is_head_line, read_head, same_words

_MAX_TEASER = 200  # code points
_MAX_TAIL = 12  # paragraphs after a "Read more:"
_TEASER = re.compile(
    r"(?:read (?:more|next|also)|also read|see also|related(?: (?:articles?|stories|posts|reading))?"
    r"|more (?:on|from) (?:this|the)\b.{0,40}|(?:further|recommended) reading|you may also like)\s*(?::|$)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?][\"”'’)]*$")
_DATELINE = re.compile(r"[^\W\d_][^()\n]{1,60}\(([A-Z][^()\n]{1,40})\)\s+[-–—]{1,2}\s")
# TUNIS, Jan. 15, 2011 — the place in capitals and the dash say that this is no part of the sentence.
_DATED_LINE = re.compile(
    r"[A-Z][A-Z .'-]{1,40}, ([A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})\s+[-–—]{1,2}\s"
)


@dataclass(frozen=True, slots=True)
class Prose:
    """A plain-text article. `title` is empty where the text begins with its first sentence."""

    title: str
    paragraphs: tuple[str, ...]
    authors: tuple[Author, ...] = ()
    published: DateSpan | None = None
    source: str = ""
    evidence: tuple[Evidence, ...] = ()


def read_prose(text: str) -> Prose:
    """Read a plain-text article.

    Title, byline and date lines, a title printed twice and a "Read more:" tail are no paragraphs; a dateline
    ("BEIRUT (Reuters) - ", "TUNIS, Jan. 15, 2011 — ") stays in its sentence and names the source or the date where
    nothing else does.
    """
    parts = paragraphs(_with_head_apart(clean_text(text)))
    head = read_head(parts)
    body = _without_teasers(parts[head.length :], head.title)
    if not body:  # everything looked like a head: a list, or one line
        return Prose("", parts)
    if not head.source and (dateline := _DATELINE.match(body[0])):
        head.source = dateline[1]
        head.note("source", head.source, "dateline")
    if not head.published and (dateline := _DATED_LINE.match(body[0])):
        head.published = parse_printed(dateline[1])
        if head.published:
            head.published = replace(head.published, origin="dateline")
            head.note("published", dateline[1], "dateline")
    return Prose(head.title, tuple(body), head.authors, head.published, head.source, head.evidence)


def _with_head_apart(text: str) -> str:
    """The text with an empty line around each byline and date line of its head, so that they stay apart."""
    lines = text.strip().split("\n")
    seen = 0
    for at, line in enumerate(lines):
        if stripped := line.strip():
            seen += 1
            if seen > MAX_LINES:
                break
            if is_head_line(stripped):
                lines[at] = f"\n{line}\n"
    return "\n".join(lines)


def _without_teasers(parts: Sequence[str], title: str) -> list[str]:
    """The paragraphs without pointers to other articles: "Read more: …", and a list of them at the end."""
    kept: list[str] = []
    for at, part in enumerate(parts):
        if len(part) <= _MAX_TEASER and _TEASER.match(part):
            rest = parts[at + 1 :]
            if len(rest) <= _MAX_TAIL and not any(_SENTENCE.search(line) for line in rest):
                break
        elif at or not same_words(part, title):
            kept.append(part)
    return kept
