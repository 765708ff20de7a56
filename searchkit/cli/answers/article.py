"""One article, to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from searchkit.article import Article, Author
from searchkit.cli.answers.wording import counted, printed_date
from searchkit.cli.layout import Layout, Line, span
from searchkit.cli.printers import Answer

_GUTTER = 5  # columns before the text for the number of a paragraph
_WIDE_ENOUGH = 50  # columns from which a gutter is worth its room


def article_answer(article: Article, paragraph: int | None = None) -> Answer:
    """An article with all its text, or with one paragraph of it (counted from 0)."""
    chosen = range(len(article.paragraphs)) if paragraph is None else (paragraph,)
    return Answer("", article.to_json(), (), 1, partial(article_view, article, chosen))


def meta_answer(article: Article) -> Answer:
    """All that is known of an article but its text."""
    head = {**article.to_json(text=False), "digest": article.digest}
    return Answer("", head, (), 1, partial(meta_view, article))


def raw_answer(article: Article, paragraph: int | None = None) -> Answer:
    """The title and the paragraphs, nothing else, lines never broken."""
    parts = [article.title, *article.paragraphs] if paragraph is None else [article.paragraphs[paragraph]]
    return Answer("", article.to_json(), (), 1, partial(_raw_view, parts))


def _raw_view(parts: Sequence[str], _layout: Layout) -> Iterator[Line]:
    for number, part in enumerate(parts):
        if number:
            yield []
        yield [span(part)]


def article_view(article: Article, chosen: Sequence[int], layout: Layout) -> Iterator[Line]:
    """The article to read, with the paragraphs chosen (from 0)."""
    yield from _heading(article, layout)
    yield from text_view(article, chosen, layout)


def text_view(article: Article, chosen: Sequence[int], layout: Layout) -> Iterator[Line]:
    """The paragraphs chosen (from 0), each after an empty line."""
    gutter = _GUTTER if layout.width and layout.width >= _WIDE_ENOUGH else 0
    for number in chosen:
        yield []
        label = [span(f"{number + 1:>{gutter - 2}}  ", "dim")] if gutter else []
        yield from layout.wrap([*label, span(article.paragraphs[number])], hanging=gutter)


def _heading(article: Article, layout: Layout) -> Iterator[Line]:
    yield from layout.wrap([span(article.title or "(no title)", "title")])
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
        names = dict.fromkeys(n.canonical or n.text for n in article.names if n.kind == kind)
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
