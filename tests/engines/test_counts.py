"""Words that stand in an article more often than a byte can say."""

from __future__ import annotations

from pathlib import Path

import pytest

import searchkit
from searchkit.article import Article
from searchkit.engines.memory import MemoryEngine
from searchkit.engines.whoosh.engine import open_index
from searchkit.engines.whoosh.evaluate import Scan
from searchkit.query import AtLeast, Or, Phrase, Prefix, Query, Word
from tests.engines.test_contract import assert_same, build


def article(number: int, times: int) -> Article:
    text = "tariff " * times + "on the steel " * (times // 2)
    return Article(f"a{number}", "tariff " * (times // 3), (text, "A tariff.")).with_digest()


TIMES = (1, 253, 254, 255, 256, 3, 700, 511, 2)
ARTICLES = [article(number, times) for number, times in enumerate(TIMES)]
QUERIES: list[Query] = [
    Word("tariff"),
    Phrase("the steel"),
    Phrase("tariff tariff"),
    Prefix("tar"),
    Or((Word("tariffs"), Word("steel"))),
    *(AtLeast(count, Word("tariff")) for count in (255, 256, 257, 512, 1_200)),
]


@pytest.mark.parametrize("scan", ["plain", "arrays"])
def test_they_are_counted_in_one_segment_in_several_and_after_a_merge(tmp_path: Path, scan: Scan) -> None:
    first, others = ARTICLES[:4], ARTICLES[4:]
    build(tmp_path, [first[:2], first[2:]])
    build(tmp_path, [others[:2], others[2:]], update=True, gone=["a1"])
    kept = [each for each in ARTICLES if each.id != "a1"]
    fast = open_index(tmp_path, scan)
    for query in QUERIES:
        assert_same(MemoryEngine(kept, []), fast, query, "relevance")
    fast.close()
    assert searchkit.check(tmp_path, deep=True).sound
