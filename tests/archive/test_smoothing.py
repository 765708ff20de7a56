"""`expand`: scores of long queries smoothed over articles that are alike, and told so that they add up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pytest

import searchkit
from searchkit.archive.explain import Reason, reason
from tests.archive.small import Articles, archive

QUERY = "centrifuge uranium enrichment reactor"
TOPIC = "inspectors natanz safeguards agency"
ARTICLES: Articles = {
    # Says the words of the query, but talks of something else than all the others.
    "stray": ("A", "Uranium enrichment. Uranium enrichment. Football league goal referee stadium."),
    "near": ("A", f"Uranium enrichment. The {TOPIC}, {TOPIC}."),
    **{f"core{n}": ("A", f"Centrifuge uranium enrichment reactor {n}. The {TOPIC}, {TOPIC}.") for n in range(4)},
    **{f"other{n}": ("A", f"Reactor football league goal referee stadium word{n}.") for n in range(30)},
    **{f"noise{n}": ("A", f"Reactor plain word{n} {'filler ' * n}") for n in range(120)},
}  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[searchkit.Index]:
    folder = archive(tmp_path_factory.mktemp("alike"), ARTICLES, names=False)
    with searchkit.open(folder) as opened:
        yield opened


def found(index: searchkit.Index, query: str = QUERY, **options: object) -> list[tuple[str, float]]:
    hits = index.search(query, mode="any", copies=True, **options).hits  # type: ignore[arg-type]
    return [(hit.id, hit.score) for hit in hits]


def test_articles_in_the_company_of_good_ones_rise(index: searchkit.Index) -> None:
    before, after = ([id_ for id_, _ in found(index, expand=e)] for e in (False, True))
    assert before.index("stray") < before.index("near")
    assert after.index("near") < after.index("stray")


def test_pages_fit_together_also_beyond_the_smoothed_ones(index: searchkit.Index) -> None:
    whole = found(index, limit=200, expand=True)
    assert len(whole) == 156
    assert [score for _, score in whole] == sorted((score for _, score in whole), reverse=True)
    pages = (found(index, limit=30, offset=offset, expand=True) for offset in range(0, 156, 30))
    assert list(chain.from_iterable(pages)) == whole
    assert set(whole[100:]) <= set(found(index, limit=200))


@pytest.mark.parametrize("query", ["centrifuge uranium reactor", "centrifuge uranium reactor xyzzy", "*"])
def test_shorter_queries_are_left_as_they_are(index: searchkit.Index, query: str) -> None:
    assert found(index, query, expand=True) == found(index, query)


def test_other_orders_are_left_as_they_are(index: searchkit.Index) -> None:
    assert found(index, sort="title", expand=True) == found(index, sort="title")


def why(index: searchkit.Index, article_id: str, *, expand: bool = True) -> Reason:
    results = index.search(QUERY, mode="any", copies=True, limit=0)
    return reason(index, results, article_id, expand=expand)


def test_what_is_told_adds_up(index: searchkit.Index) -> None:
    for rank, (article_id, score) in enumerate(found(index, limit=5, expand=True), 1):
        told = why(index, article_id)
        assert told.smoothed is not None
        assert (told.rank, told.score) == (rank, score)
        assert 0.6 * told.smoothed.own + 0.4 * told.smoothed.mean == pytest.approx(score)
        assert sum(part.value for part in told.parts) == pytest.approx(told.smoothed.own)
        assert len(told.smoothed.neighbours) >= 4
        alike = [neighbour.likeness for neighbour in told.smoothed.neighbours]
        assert alike == sorted(alike, reverse=True)


def test_the_neighbours_are_those_that_are_alike(index: searchkit.Index) -> None:
    told = why(index, "near").smoothed
    assert told is not None
    assert {neighbour.id for neighbour in told.neighbours[:4]} == {"core0", "core1", "core2", "core3"}


def test_nothing_is_told_of_smoothing_where_there_is_none(index: searchkit.Index) -> None:
    assert why(index, "near", expand=False).smoothed is None
    last = found(index, limit=200)[-1][0]
    assert why(index, last).smoothed is None
    assert why(index, last).rank == 156
