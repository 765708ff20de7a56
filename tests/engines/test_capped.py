"""An open term that fits more words than it may stand for: the most frequent are the same for every engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchkit.article import Article
from searchkit.engines.memory import MemoryEngine
from searchkit.engines.whoosh.engine import open_index
from searchkit.engines.whoosh.evaluate import Scan
from searchkit.query import Prefix, Wildcard
from tests.engines.test_contract import build

WORDS = [f"pre{number:04}" for number in range(1_300)]


def article(number: int) -> Article:
    """An article with every so many of the words, other ones in its title."""
    title = " ".join(WORDS[number :: 40 + number])
    return Article(f"a{number:02}", title, (" ".join(WORDS[:: number + 1]),)).with_digest()


@pytest.mark.parametrize("scan", ["plain", "arrays"])
def test_the_most_frequent_words_are_chosen(tmp_path: Path, scan: Scan) -> None:
    every = [article(number) for number in range(12)]
    build(tmp_path, [every[:8]])
    build(tmp_path, [every[8:]], update=True, gone=["a03"])
    fast, naive = open_index(tmp_path, scan), MemoryEngine([a for a in every if a.id != "a03"])
    for term in (Prefix("pre"), Wildcard("p*0*"), Prefix("pre00")):
        expected, found = (engine.search(term, limit=20) for engine in (naive, fast))
        assert [(m.id, m.score) for m in found.matches] == [(m.id, m.score) for m in expected.matches]
        assert (found.total, found.capped) == (expected.total, expected.capped)
    assert fast.search(Prefix("pre"), limit=1).capped == ("pre*",)
    assert not fast.search(Prefix("pre00"), limit=1).capped
    fast.close()
