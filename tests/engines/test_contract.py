"""Every engine gives the same articles in the same order with the same scores as the naive one."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.article import Article
from searchkit.engines.base import Sort
from searchkit.engines.fields import FACETS
from searchkit.engines.memory import MemoryEngine
from searchkit.engines.whoosh.engine import WhooshEngine, open_index
from searchkit.engines.whoosh.evaluate import Scan
from searchkit.engines.whoosh.places import Copies
from searchkit.engines.whoosh.writer import IndexWriter, prepare
from searchkit.query import Folded, Selection
from tests.engines.archives import WORDS, archives, stories
from tests.query.strategies import queries

STEMS = st.sampled_from(("iran", "sanc", "w", "st", "t", "京"))
QUERIES = queries(st.sampled_from(WORDS), STEMS, days=st.dates(date(2017, 12, 1), date(2019, 1, 31)))
SELECTIONS = QUERIES | QUERIES.map(Folded)
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest", "author", "title")


def build(
    index: Path,
    batches: Sequence[Sequence[Article]],
    *,
    update: bool = False,
    gone: Sequence[str] = (),
    stories: Sequence[Sequence[str]] = (),
) -> None:
    """Write batches of articles; with `update`, beside those that are there, without those that are `gone`."""
    with IndexWriter(index, update=update) as writer:
        stored = {i: where for articles in writer.stored().values() for i, where in articles.items()}
        for article_id in gone:
            writer.delete(article_id, stored[article_id])
        for number, batch in enumerate(batches):
            writer.add(prepare(batch, writer.folder / f"batch-{number}"))
        place = {writer.id_of(place): place for place in writer.places()}
        writer.commit({}, {}, Copies([[place[article_id] for article_id in story] for story in stories]))


def assert_same(naive: MemoryEngine, fast: WhooshEngine, query: Selection, sort: Sort) -> None:
    for limit, offset in ((100, 0), (3, 0), (2, 3)):
        expected = naive.search(query, limit=limit, offset=offset, sort=sort)
        found = fast.search(query, limit=limit, offset=offset, sort=sort)
        assert [(m.id, m.score) for m in found.matches] == [(m.id, m.score) for m in expected.matches]
        assert found.total == expected.total == fast.count(query)
        assert found.folded == expected.folded
        assert [fast.article(m.key) for m in found.matches] == [
            naive.article(m.key) for m in expected.matches
        ]


@pytest.mark.parametrize("scan", ["plain", "arrays"])
@given(
    articles=archives(),
    trees=st.lists(SELECTIONS, min_size=1, max_size=8),
    sort=st.sampled_from(SORTS),
    data=st.data(),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_segment(
    scan: Scan, articles: list[Article], trees: list[Selection], sort: Sort, data: st.DataObject
) -> None:
    copies = data.draw(stories(articles))
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), [articles[:5], articles[5:]], stories=copies)
        fast, naive = open_index(Path(folder), scan), MemoryEngine(articles, copies)
        for tree in trees:
            assert_same(naive, fast, tree, sort)
        fast.close()


@pytest.mark.parametrize("scan", ["plain", "arrays"])
@given(
    articles=archives(max_size=20),
    trees=st.lists(SELECTIONS, min_size=1, max_size=6),
    sort=st.sampled_from(SORTS),
    data=st.data(),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_updates_and_deletions(
    scan: Scan, articles: list[Article], trees: list[Selection], sort: Sort, data: st.DataObject
) -> None:
    first = articles[:14]
    gone = [a.id for a in first if data.draw(st.integers(0, 9), label="gone if 0") == 0]
    kept = [a for a in articles if a.id not in gone]
    copies = data.draw(stories(kept))
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), [first])
        build(Path(folder), [articles[14:]], update=True, gone=gone, stories=copies)
        fast, naive = open_index(Path(folder), scan), MemoryEngine(kept, copies)
        for tree in trees:
            assert_same(naive, fast, tree, sort)
        for field in FACETS:
            assert fast.facet_counts(trees[0], field) == naive.facet_counts(trees[0], field)
        for field in ("", "title", "author", "person"):
            assert list(fast.vocabulary(field)) == list(naive.vocabulary(field))
        for article in kept:
            key, naive_key = fast.key(article.id), naive.key(article.id)
            assert key is not None
            assert naive_key is not None
            story = [naive.article(other).id for other in naive.story(naive_key)]
            assert [fast.article(other).id for other in fast.story(key)] == story
        for article in articles:
            assert (fast.key(article.id) is None) == (article.id in gone)
        fast.close()
