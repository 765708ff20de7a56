"""Phrases of words that stand in many places: looked for by marks in a row, and found as everywhere else."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from searchkit.article import Article
from searchkit.engines.memory import MemoryEngine
from searchkit.engines.whoosh.engine import WhooshEngine, open_index
from searchkit.query import Phrase, Prefix, Query, Same, Word
from tests.engines.test_contract import build

WORDS = ("of", "the", "state", "to", "be", "or", "not", "tops", "stated", "rare")
WEIGHTS = (30, 30, 8, 10, 6, 5, 5, 3, 3, 0.02)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[MemoryEngine, list[WhooshEngine]]]:
    """The naive engine, and ours with numpy and without; 400,000 words in articles of very unlike length."""
    draw = random.Random(7)  # noqa: S311  the same archive every time
    lengths = [draw.choice((3, 40, 900, 4_000)) for _ in range(300)]
    every = [
        Article(
            f"a{number}", "", (" ".join(draw.choices(WORDS, WEIGHTS, k=length)), "the state of the rare")
        ).with_digest()
        for number, length in enumerate(lengths)
    ]
    index = tmp_path_factory.mktemp("index")
    build(index, [every])
    opened = [open_index(index, scan="plain"), open_index(index, scan="arrays")]
    yield MemoryEngine(every), opened
    for engine in opened:
        engine.close()


@pytest.mark.parametrize(
    "query",
    [
        Phrase("of the"),
        Phrase("the of the"),
        Phrase("the the the the"),
        Phrase("to be or not to be"),
        Phrase("rare of the"),
        Phrase("the state of the rare"),
        Phrase("rare the"),
        Word("state-of"),
        Same((Phrase("of the state"), Phrase("the state of"))),
        Prefix("sta"),
    ],
    ids=str,
)
def test_every_way_finds_the_same(query: Query, engines: tuple[MemoryEngine, list[WhooshEngine]]) -> None:
    naive, opened = engines
    right = naive.search(query, limit=400)
    for engine in opened:
        found = engine.search(query, limit=400)
        assert [(m.id, m.score) for m in found.matches] == [(m.id, m.score) for m in right.matches]
        assert found.total == right.total
