"""What an engine tells of its words, of dates and of a score: the same for every engine."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.article import Article
from searchkit.engines.base import Engine
from searchkit.engines.memory import MemoryEngine
from searchkit.engines.whoosh.engine import open_index
from searchkit.engines.whoosh.evaluate import Scan
from searchkit.query import Fuzzy, Prefix, Selection, Wildcard
from tests.engines.archives import archives, stories
from tests.engines.test_contract import SELECTIONS, build

OPEN = (Fuzzy("irann", 1), Fuzzy("stat", 2), Fuzzy("boltno", 2), Prefix("s"), Wildcard("*n*"))


def by_id(engine: Engine, tree: Selection) -> tuple[dict[str, set[str]], dict[str, tuple[date, date]]]:
    """Who has which author, and is of when; keys are an engine's own."""
    ids = {match.key: match.id for match in engine.search(tree, limit=100).matches}
    holders = {value: {ids[key] for key in keys} for value, keys in engine.holders(tree, "author").items()}
    return holders, {ids[key]: span for key, span in engine.dates(tree).items()}


@pytest.mark.parametrize("scan", ["plain", "arrays"])
@given(articles=archives(max_size=20), trees=st.lists(SELECTIONS, min_size=1, max_size=6), data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_both_engines_tell_the_same(
    scan: Scan, articles: list[Article], trees: list[Selection], data: st.DataObject
) -> None:
    gone = [article.id for article in articles[:14:5]]
    kept = [article for article in articles if article.id not in gone]
    copies = data.draw(stories(kept))
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), [articles[:14]])
        build(Path(folder), [articles[14:]], update=True, gone=gone, stories=copies)
        fast, naive = open_index(Path(folder), scan), MemoryEngine(kept, copies)
        for term in OPEN:
            for field in ("", "author"):
                assert fast.words_like(term, field) == naive.words_like(term, field)
        for tree in trees:
            assert by_id(fast, tree) == by_id(naive, tree)
            assert fast.date_counts(tree) == naive.date_counts(tree)
            theirs = {match.id: match.key for match in naive.search(tree, limit=100).matches}
            for match in fast.search(tree, limit=100).matches:
                parts = fast.score_parts(tree, match.key)
                assert parts == naive.score_parts(tree, theirs[match.id])
                assert sum(part.value for part in parts) == pytest.approx(match.score)
                assert all(part.value > 0 and part.title + part.body > 0 for part in parts)
        fast.close()


def test_words_that_are_like_a_misspelt_one() -> None:
    article = Article("a", "Sanctions", ("Sanctions on oil, and a sanction. Hezbollah.",))
    engine = MemoryEngine([article, Article("b", "", ("Sanctions again.",))])
    found = engine.words_like(Fuzzy("sanctinos", 2))
    assert [(word.text, word.articles, word.occurrences) for word in found] == [
        ("sanctions", 2, 3),
        ("sanction", 1, 1),
    ]
