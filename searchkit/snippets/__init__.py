"""The sentences to show of an article that was found, and the marks in them.

A mark stands only where a term of the query stands as that term: a phrase is one run, a word is marked
whole when its stem matches. What selects without being looked for in the text (authors, dates, `NOT`) marks
nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from searchkit.article import Article
from searchkit.query.nodes import Query, terms
from searchkit.snippets.marks import Found, Mark, Sought, Span, apart, find, sought
from searchkit.snippets.sentences import sentences
from searchkit.snippets.trim import trim

ENOUGH = 200
"""Passages to choose from: a long article is not read on once it has given so many, and every term."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A sentence, or the part of it that fits. `marks` are code points of `text`.

    `paragraph` counts from 0; the title is -1.
    """

    field: Literal["title", "body"]
    paragraph: int
    text: str
    marks: tuple[Span, ...]


class _Passage(NamedTuple):
    """A sentence with occurrences, its marks counted from its start; `order` is its place in the article."""

    order: int
    paragraph: int
    text: str
    marks: list[Mark]


def make(article: Article, tree: Query, *, count: int = 3, width: int = 240) -> tuple[Snippet, ...]:
    """The title if it holds marks, then the `count` best sentences in reading order.

    Best are those with the most terms not shown yet, then the most terms, the rarer ones, the most marks,
    the first. If nothing in the text matches it is the first sentence, without marks. Each has at most
    `width` code points, unless a single mark is longer.
    """
    title = title_marks(article, tree)
    shown = [Snippet("title", -1, article.title, title)] if title else []
    wanted = _wanted(tree, ("",))
    best = _best(list(_passages(article, wanted)), count) or _opening(article)[:count]
    for passage in best:
        text, marks = trim(passage.text, passage.marks, width)
        shown.append(Snippet("body", passage.paragraph, text, _spans(marks)))
    return tuple(shown)


def title_marks(article: Article, tree: Query) -> tuple[Span, ...]:
    """The marks in the title, in code points."""
    return _spans(apart(find(_wanted(tree, ("", "title")), article.title)))


def _wanted(tree: Query, fields: Sequence[str]) -> tuple[Sought, ...]:
    return sought(term for field, term in terms(tree) if field in fields)


def _spans(marks: list[Mark]) -> tuple[Span, ...]:
    return tuple((mark.start, mark.end) for mark in marks)


def _passages(article: Article, wanted: Sequence[Sought]) -> Iterator[_Passage]:
    order = 0
    unseen = {one.number for one in wanted}
    for number, paragraph in enumerate(article.paragraphs):
        found = find(wanted, paragraph) if wanted else []
        if not found:
            continue
        for start, end, inside in _whole(sentences(paragraph), found):
            marks = [Mark(m.start - start, m.end - start, m.term) for m in apart(inside)]
            yield _Passage(order, number, paragraph[start:end], marks)
            order += 1
        unseen -= {occurrence.term for occurrence in found}
        if order >= ENOUGH and not unseen:
            return


def _whole(spans: list[Span], found: list[Found]) -> Iterator[tuple[int, int, list[Found]]]:
    """The sentences that hold occurrences; those an occurrence runs across are taken as one."""
    waiting = iter(found)
    occurrence = next(waiting, None)
    start = -1
    inside: list[Found] = []
    reach = 0
    for first, end in spans:
        start = first if start < 0 else start
        while occurrence and occurrence.start < end:
            inside.append(occurrence)
            reach = max(reach, occurrence.end)
            occurrence = next(waiting, None)
        if reach <= end:
            if inside:
                yield start, end, inside
            start, inside = -1, []


def _best(passages: list[_Passage], count: int) -> list[_Passage]:
    often = Counter(mark.term for passage in passages for mark in passage.marks)
    shown: set[int] = set()

    def worth(passage: _Passage) -> tuple[int, int, float, int, int]:
        distinct = {mark.term for mark in passage.marks}
        rarity = sum(1 / often[term] for term in distinct)
        return len(distinct - shown), len(distinct), rarity, len(passage.marks), -passage.order

    chosen: list[_Passage] = []
    left = list(passages)
    while left and len(chosen) < count:
        best = max(left, key=worth)
        left.remove(best)
        chosen.append(best)
        shown |= {mark.term for mark in best.marks}
    return sorted(chosen, key=lambda passage: passage.order)


def _opening(article: Article) -> list[_Passage]:
    for number, paragraph in enumerate(article.paragraphs):
        for start, end in sentences(paragraph)[:1]:
            return [_Passage(0, number, paragraph[start:end], [])]
    return []
