"""One article, to read."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from searchkit.article import Article, Author
from searchkit.cli.answers.wording import counted, printed_date
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span
from searchkit.query import Query

_GUTTER = 5  # columns before the text for the number of a paragraph
_WIDE_ENOUGH = 50  # columns from which a gutter is worth its room
_TITLE = -1  # where a paragraph's number is asked for

Marks = Mapping[int, Sequence[tuple[int, int]]]
"""Paragraph (from 0; the title is -1) -> what to mark in it, in code points."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A query whose matches are marked: as typed, as read, and whether it is the last search."""

    typed: str
    tree: Query
    last: bool


def article_answer(article: Article, paragraph: int | None = None, marked: Marked | None = None) -> Answer:
    """An article with all its text, or with one paragraph of it (counted from 0), and marks in it."""
    chosen = range(len(article.paragraphs)) if paragraph is None else (paragraph,)
    marks = _marks(article, (_TITLE, *chosen), marked) if marked else {}
    return Answer(
        "",
        article.to_json(),
        (),
        1,
        partial(article_view, article, chosen, marks=marks),
        heading=_told(marked, sum(map(len, marks.values()))) if marked else "",
        footer="" if paragraph is None else _part(article, paragraph),
    )


def meta_answer(article: Article) -> Answer:
    """All that is known of an article but its text."""
    head = {**article.to_json(text=False), "digest": article.digest}
    return Answer("", head, (), 1, partial(meta_view, article))


def text_answer(article: Article, paragraph: int | None = None) -> Answer:
    """The title and the paragraphs, nothing else, lines never broken."""
    parts = [article.title, *article.paragraphs] if paragraph is None else [article.paragraphs[paragraph]]
    return Answer("", article.to_json(), (), 1, partial(_text_view, parts))


def file_answer(text: str) -> Answer:
    """The text of a file as it is, line by line."""
    return Answer("", {}, (), 1, partial(_lines_view, text))


def _lines_view(text: str, _layout: Layout) -> Iterator[Line]:
    for line in text.splitlines():
        yield [span(line.expandtabs())]


def _text_view(parts: Sequence[str], _layout: Layout) -> Iterator[Line]:
    for number, part in enumerate(parts):
        if number:
            yield []
        yield [span(part)]


def _marks(article: Article, chosen: Sequence[int], marked: Marked) -> Marks:
    from searchkit.snippets.concordance import places

    found = defaultdict(list)
    for place in places(article, marked.tree):
        if place.paragraph in chosen:
            found[place.paragraph].append((place.start, place.end))
    return found


def _told(marked: Marked, count: int) -> str:
    matches = f"{count:,} {'match' if count == 1 else 'matches'}"
    if not marked.last:
        return f"{matches} of {marked.typed}"
    return f"{matches} of the last search, {marked.typed} · --no-marks" if count else ""


def _part(article: Article, paragraph: int) -> str:
    return f"¶ {paragraph + 1} of {len(article.paragraphs)} · all: searchkit show {shlex.quote(article.id)}"


def article_view(
    article: Article, chosen: Sequence[int], layout: Layout, *, marks: Marks | None = None
) -> Iterator[Line]:
    """The article to read, with the paragraphs chosen (from 0)."""
    marks = marks or {}
    yield from _heading(article, layout, marks.get(_TITLE, ()))
    yield from text_view(article, chosen, layout, marks)


def text_view(
    article: Article, chosen: Sequence[int], layout: Layout, marks: Marks | None = None
) -> Iterator[Line]:
    """The paragraphs chosen (from 0), each after an empty line."""
    gutter = _GUTTER if layout.width and layout.width >= _WIDE_ENOUGH else 0
    for number in chosen:
        yield []
        label = [span(f"{number + 1:>{gutter - 2}}  ", "dim")] if gutter else []
        text = layout.marked(article.paragraphs[number], (marks or {}).get(number, ()))
        yield from layout.wrap([*label, *text], hanging=gutter)


def _heading(article: Article, layout: Layout, marks: Sequence[tuple[int, int]]) -> Iterator[Line]:
    yield from layout.wrap(layout.marked(article.title or "(no title)", marks, "title"))
    for author in article.authors:
        yield from layout.wrap([span(_presented(author))], hanging=2)
    known = (printed_date(article.published), article.source, article.id)
    yield from layout.wrap([span(" · ".join(filter(None, known)), "dim")])


def _presented(author: Author) -> str:
    return ", ".join(part for part in (author.name, author.role, author.affiliation) if part)


def meta_view(article: Article, layout: Layout) -> Iterator[Line]:
    """All that is known of the article, a fact a line."""
    for label, value in _facts(article):
        if value:
            yield from layout.wrap([span(f"{label:<11}", "dim"), span(value)], hanging=11)


def _facts(article: Article) -> Iterator[tuple[str, str]]:
    yield "id", article.id
    yield "title", article.title
    for author in article.authors:
        printed = f" (printed {author.printed!r})" if author.printed not in ("", author.name) else ""
        yield "author", _presented(author) + printed
    yield "published", _dated(article)
    yield "source", article.source
    yield "url", article.url
    yield "language", article.language
    yield "topics", ", ".join(article.topics)
    for kind, label in (("person", "people"), ("organisation", "orgs"), ("place", "places")):
        names = dict.fromkeys(n.full for n in article.names if n.kind == kind)
        yield label, ", ".join(names)
    words = sum(len(paragraph.split()) for paragraph in article.paragraphs)
    yield "text", f"{counted(words, 'word')}, {counted(len(article.paragraphs), 'paragraph')}"
    yield "path", article.path
    yield "digest", article.digest


def _dated(article: Article) -> str:
    span_ = article.published
    if span_ is None:
        return "undated"
    evidence = " ".join(part for part in (repr(span_.printed) if span_.printed else "", span_.origin) if part)
    return printed_date(span_) + (f" (from {evidence})" if evidence else "")


def evidence_view(article: Article, layout: Layout) -> Iterator[Line]:
    """Where each value came from."""
    for evidence in article.evidence:
        parts = [
            span(f"{evidence.field:<11}", "dim"),
            span(evidence.value),
            span(f"  {evidence.origin}", "dim"),
        ]
        yield from layout.wrap(parts, hanging=11)


def why(article: Article) -> list[dict[str, Any]]:
    """The evidence of an article in its JSON form."""
    return [{"field": e.field, "value": e.value, "origin": e.origin} for e in article.evidence]
