"""Vectors, likeness and a formula of one's own: every engine gives what the naive one gives, and damage is refused."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import searchkit
from searchkit.article import Article, DateSpan
from searchkit.engines.memory import MemoryEngine
from searchkit.engines.vectors import HIGHEST_COUNT, MOST_STEMS, code, vector
from searchkit.engines.whoosh.engine import WhooshEngine, open_index
from searchkit.engines.whoosh.evaluate import Scan
from searchkit.errors import IndexDamagedError
from searchkit.query import Selection, parse
from searchkit.ranking import Formula
from tests.engines.archives import archives
from tests.engines.program import write_articles
from tests.engines.test_contract import SELECTIONS, SORTS, assert_same, build
from tests.engines.test_hostile_index import copy, generation, rewrite, sound, with_numbers

__all__ = ["copy", "generation", "sound"]  # fixtures

FORMULAS = st.builds(
    Formula,
    title=st.sampled_from((3.0, 0.5, 2.7)),
    exact=st.sampled_from((0.3, 0.0, 1.1)),
    length=st.sampled_from((0.7, 0.0, 1.0)),
    half_life=st.sampled_from((0.0, 30.0, 0.5)),
)


def test_what_a_vector_is_made_of() -> None:
    title = ["sanctions"]
    body = ["the", "sanction", "of", "the", "oil", "1987", "3.5", "x", "f35", "oils"]
    assert vector(title, body) == dict(sorted({code("sanction"): 4, code("oil"): 2, code("f35"): 1}.items()))


def test_a_vector_keeps_what_is_said_most() -> None:
    body = [f"w{number}x" for number in range(40)]
    kept = vector([], [*body, *body[:5] * 40])
    assert len(kept) == MOST_STEMS
    assert {kept[code(word)] for word in body[:5]} == {HIGHEST_COUNT}
    once = sorted({code(word) for word in body} - {code(word) for word in body[:5]})
    assert [each for each in kept if kept[each] == 1] == once[: MOST_STEMS - 5]


def likeness_by_hand(one: dict[int, int], other: dict[int, int], every: Sequence[dict[int, int]]) -> float:
    def weights(counts: dict[int, int]) -> dict[int, float]:
        df = {each: sum(each in v for v in every) for each in counts}
        idf = {each: np.log(1 + (len(every) - n + 0.5) / (n + 0.5)) for each, n in df.items()}
        raw = {each: (1 + np.log(count)) * idf[each] for each, count in counts.items()}
        length = np.sqrt(sum(value**2 for value in raw.values())) or 1
        return {each: value / length for each, value in raw.items()}

    mine, its = weights(one), weights(other)
    return float(sum(mine[each] * its[each] for each in mine.keys() & its.keys()))


@given(articles=archives(max_size=10))
@settings(max_examples=10, deadline=None)
def test_likeness_is_the_cosine_of_rare_words_said_often(articles: list[Article]) -> None:
    engine = MemoryEngine(articles)
    vectors = [engine.vectors([key]) for key in range(len(articles))]
    every = [dict(zip(v.codes.tolist(), v.counts.tolist(), strict=True)) for v in vectors]
    for key, own in enumerate(every):
        expected = {k: likeness_by_hand(own, other, every) for k, other in enumerate(every) if k != key}
        found = {match.key: match.score for match in engine.similar(key, limit=100).matches}
        assert found == pytest.approx({k: value for k, value in expected.items() if value > 0})


def assert_alike(naive: MemoryEngine, fast: WhooshEngine, articles: Sequence[Article]) -> None:
    """Both engines have the same vectors, and find the same articles similar, to the last bit."""
    keys = [(naive.key(a.id), fast.key(a.id)) for a in articles]
    pairs = [(one, other) for one, other in keys if one is not None and other is not None][::-1]
    assert np.array_equal(naive.rarities(), fast.rarities())
    one, other = naive.vectors([n for n, _ in pairs]), fast.vectors([f for _, f in pairs])
    for column in ("starts", "codes", "counts"):
        assert getattr(one, column).tolist() == getattr(other, column).tolist()
    for n, f in pairs[:4]:
        for limit in (100, 1):
            expected, found = naive.similar(n, limit=limit), fast.similar(f, limit=limit)
            assert found.total == expected.total
            assert [(m.id, m.score) for m in found.matches] == [(m.id, m.score) for m in expected.matches]
        assert naive.freshness(n) == fast.freshness(f)


@pytest.mark.parametrize("scan", ["plain", "arrays"])
@given(
    articles=archives(max_size=20),
    trees=st.lists(SELECTIONS, max_size=4),
    sort=st.sampled_from(SORTS),
    formula=FORMULAS,
    data=st.data(),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_updates_and_deletions(
    scan: Scan,
    articles: list[Article],
    trees: list[Selection],
    sort: str,
    formula: Formula,
    data: st.DataObject,
) -> None:
    first = articles[:14]
    gone = [a.id for a in first if data.draw(st.integers(0, 5), label="gone if 0") == 0]
    kept = [a for a in articles if a.id not in gone]
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), [first[:7], first[7:]])
        build(Path(folder), [articles[14:]], update=True, gone=gone)
        fast, naive = open_index(Path(folder), scan, formula), MemoryEngine(kept, formula=formula)
        assert_alike(naive, fast, kept)
        for tree in trees:
            assert_same(naive, fast, tree, sort)  # type: ignore[arg-type]
            for match in fast.search(tree, limit=3).matches:
                key = naive.key(match.id)
                assert key is not None
                parts, expected = fast.score_parts(tree, match.key), naive.score_parts(tree, key)
                assert [p[:5] for p in parts] == [p[:5] for p in expected]
                assert sum(p.value for p in parts) == pytest.approx(match.score)
        fast.close()


def test_an_article_half_a_life_older_keeps_half_its_score() -> None:
    day = date(2020, 3, 1)
    text = Article("", "Oil", ("oil prices",))
    dates = {"new": day, "older": day - timedelta(365), "oldest": day - timedelta(730)}
    articles = [
        *(replace(text, id=name, published=DateSpan(at, at)) for name, at in dates.items()),
        replace(text, id="undated"),
    ]
    engine = MemoryEngine(articles, formula=Formula(half_life=365))
    scores = {match.id: match.score for match in engine.search(parse("oil"), limit=10).matches}
    assert scores["older"] == pytest.approx(scores["new"] / 2)
    assert scores["undated"] == scores["oldest"] == pytest.approx(scores["new"] / 4)


DAMAGE = {
    "too many stems": ("vectors.sizes", lambda old: [old[0] + 1, *old[1:]]),
    "an article too few": ("vectors.sizes", lambda old: old[1:]),
    "codes missing": ("vectors.low", lambda old: old[:-1]),
    "counts missing": ("vectors.high", lambda old: old[:-1]),
    "nothing": ("vectors.sizes", lambda _: []),
    "giant": ("vectors.sizes", lambda old: [255] * len(old)),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_vectors_that_do_not_fit_are_refused(copy: Path, name: str) -> None:
    rewrite(copy, with_numbers(*DAMAGE[name]))
    assert "vectors of other articles" in str(searchkit.check(copy).problems)
    with searchkit.open(copy) as index:
        assert index.search("shared").total == 30
        with pytest.raises(IndexDamagedError, match="vectors of other articles"):
            index.similar("a5")
        with pytest.raises(IndexDamagedError, match="vectors of other articles"):
            index.search("shared words of all geneva marker", expand=True, mode="any")


TAMPERED = {
    "counts of zero": ("vectors.high", lambda old: [each & 0xF0 for each in old]),
    "codes out of order": ("vectors.low", lambda old: old[::-1]),
    "all one code": ("vectors.low", lambda old: [7] * len(old)),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_tampered_vectors_are_found_and_harm_nothing(copy: Path, name: str) -> None:
    rewrite(copy, with_numbers(*TAMPERED[name]))
    assert "vectors that no article has" in str(searchkit.check(copy).problems)
    with searchkit.open(copy) as index:
        index.similar("a5")
        assert index.search("shared words of all geneva marker", expand=True, mode="any").total == 30


def test_vectors_of_other_articles_are_found_by_check(copy: Path) -> None:
    rewrite(copy, with_numbers("vectors.high", lambda old: [old[0] ^ 1 or 2, *old[1:]]))
    (problem,) = searchkit.check(copy).problems
    assert "does not find in the vectors what its articles say" in problem


def test_no_articles(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", "only", [1])
    searchkit.rebuild(tmp_path / "corpus", tmp_path / "index", workers=1)
    with searchkit.open(tmp_path / "index") as index:
        assert index.similar("a1").hits == ()
        assert index.search("words marker geneva shared only", expand=True).total == 1
