"""Related articles: those whose vectors are most like that of one, and the words that make them so."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchkit.analysis import fold, raw_words
from searchkit.article import Article
from searchkit.engines.base import Engine, Match
from searchkit.engines.vectors import code

if TYPE_CHECKING:
    from searchkit.archive.answer import Index

WORDS = 6


@dataclass(frozen=True, slots=True)
class SimilarHit:
    """An article like another: `score` is how alike they are (0 to 1), `words` are what most makes them so."""

    rank: int
    score: float
    article: Article
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SimilarResults:
    """The articles most like one, of copies only the most alike.

    `total` counts all that have any telling word in common with it, copies too.
    """

    article: Article
    total: int
    hits: tuple[SimilarHit, ...]
    seconds: float


def similar(index: Index, article_id: str, *, limit: int) -> SimilarResults:
    """The articles most like that of an id, without it and its copies. Raises NotFoundError, naming ids like it."""
    start = time.perf_counter()
    key = index.key(article_id)
    article = index.engine.article(key)
    total, matches = _unlike_each_other(index.engine, key, limit)
    words = _words_in_common(index.engine, article, key, [match.key for match in matches])
    hits = tuple(
        SimilarHit(rank, match.score, index.engine.article(match.key), each)
        for rank, (match, each) in enumerate(zip(matches, words, strict=True), 1)
    )
    return SimilarResults(article, total, hits, time.perf_counter() - start)


def _unlike_each_other(engine: Engine, key: int, limit: int) -> tuple[int, list[Match]]:
    """How many articles are like one, and those most like it, but no copies of it or of each other."""
    asked = limit
    while True:
        found = engine.similar(key, limit=asked)
        stories = {engine.story(key)[0]}
        chosen: list[Match] = []
        for match in found.matches:
            story = engine.story(match.key)[0]
            if story not in stories:
                stories.add(story)
                chosen.append(match)
        if len(chosen) >= limit or len(found.matches) < asked:
            return found.total, chosen[:limit]
        asked *= 2


def _words_in_common(
    engine: Engine, article: Article, key: int, others: list[int]
) -> Iterator[tuple[str, ...]]:
    """The words that make each of the others like an article, as that writes them."""
    from searchkit.engines.likeness import common

    written = _written(article)
    own = engine.vectors([key])
    for other in others:
        shared = common(own, engine.vectors([other]), engine.rarities())
        yield tuple(written[each] for each in shared[:WORDS] if each in written)


def _written(article: Article) -> Mapping[int, str]:
    """For the code of each stem of an article, the way it is written there most often, in small letters rather."""
    counts: dict[int, Counter[str]] = {}
    for text in (article.title, *article.paragraphs):
        for word in raw_words(text):
            counts.setdefault(code(fold(word)), Counter())[word] += 1
    return {
        each: max(forms, key=lambda form, forms=forms: (forms[form], form.islower()))  # type: ignore[misc]
        for each, forms in counts.items()
    }
