"""Words from nearly everywhere to almost nowhere, in one archive: every way to look through postings gives the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.article import Article, Author, DateSpan
from searchkit.engines.base import Sort
from searchkit.engines.memory import MemoryEngine
from searchkit.engines.whoosh.engine import WhooshEngine, open_index
from searchkit.query import Folded, Or, Phrase, Query, Selection, Word
from tests.engines.test_contract import SORTS, build
from tests.query.strategies import queries

WORDS = (
    "the",
    "oil",
    "state",
    "sanctions",
    "talks",
    "sanctioned",
    "war",
    "talking",
    "deal",
    "iran",
    "pact",
    "京",
)
_FIRST = date(2018, 1, 1)
ONE_WORD = st.sampled_from(WORDS)
QUERIES = queries(
    ONE_WORD, st.sampled_from(("sanc", "t", "w", "de")), days=st.dates(_FIRST, date(2019, 1, 1))
)


def _article(number: int, draw: random.Random) -> Article:
    """An article that has each word with half the probability of the one before."""

    def text(length: int) -> str:
        ranks = (int(draw.expovariate(0.6)) for _ in range(draw.randrange(length)))
        return " ".join(WORDS[rank] for rank in ranks if rank < len(WORDS))

    day = _FIRST + timedelta(draw.randrange(300))
    published = DateSpan(day, day) if draw.randrange(5) else None
    return Article(
        f"a{number:03}", text(5), (text(30), text(20)), (Author("Ann Ann"),), published
    ).with_digest()


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[MemoryEngine, list[WhooshEngine]]]:
    """The naive engine, and ours with numpy and without, over two segments with deletions and copies."""
    draw = random.Random(4)  # noqa: S311  the same archive every time
    every = [_article(number, draw) for number in range(240)]
    gone = [a.id for a in every[:180:17]]
    kept = [a for a in every if a.id not in gone]
    ids = [a.id for a in kept]
    copies = [ids[start : start + 3] for start in range(0, 210, 12)]
    index = tmp_path_factory.mktemp("frequent")
    build(index, [every[:180]])
    build(index, [every[180:]], update=True, gone=gone, stories=copies)
    fast = [open_index(index, "arrays"), open_index(index, "plain")]
    yield MemoryEngine(kept, copies), fast
    for engine in fast:
        engine.close()


def assert_all_same(engines: tuple[MemoryEngine, list[WhooshEngine]], tree: Selection, sort: Sort) -> None:
    naive, fast = engines
    expected = naive.search(tree, limit=1_000, sort=sort)
    best = [(match.id, match.score) for match in expected.matches]
    for engine in fast:
        for limit, offset in ((1_000, 0), (3, 0), (4, 5)):
            found = engine.search(tree, limit=limit, offset=offset, sort=sort)
            assert [(match.id, match.score) for match in found.matches] == best[offset : offset + limit]
            assert (found.total, found.folded) == (expected.total, expected.folded)


def test_words_and_how_often_they_stand(engines: tuple[MemoryEngine, list[WhooshEngine]]) -> None:
    naive, fast = engines
    for engine in fast:
        for field in ("", "author"):
            assert list(engine.vocabulary(field)) == list(naive.vocabulary(field))


@given(tree=QUERIES | QUERIES.map(Folded), sort=st.sampled_from(SORTS))
@settings(max_examples=30, deadline=None)
def test_any_query(engines: tuple[MemoryEngine, list[WhooshEngine]], tree: Selection, sort: Sort) -> None:
    assert_all_same(engines, tree, sort)


@given(said=st.lists(ONE_WORD, min_size=2, max_size=4, unique=True), phrase=st.booleans())
@settings(max_examples=30, deadline=None)
def test_any_of_some_words(
    engines: tuple[MemoryEngine, list[WhooshEngine]], said: list[str], phrase: bool
) -> None:
    """Articles without the rarest word often cannot be among the best, but sometimes they can."""
    clauses: list[Query] = [Word(word) for word in said]
    assert_all_same(engines, Folded(Or((*clauses, *([Phrase(" ".join(said[:2]))] * phrase)))), "relevance")
