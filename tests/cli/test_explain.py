"""`searchkit explain`: how a query is read, and scores that add up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.archives import write
from tests.cli.conftest import Ran, Run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from searchkit import archive

    folder = write(tmp_path_factory.mktemp("archive"))
    archive.rebuild(folder / "corpus", folder / "index", names=False, workers=1)
    return folder


@pytest.fixture
def searchkit(run: Run, built: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    def ran(*args: str, **environ: str) -> Ran:
        monkeypatch.chdir(built)
        return run(*args, **environ)

    return ran


def test_how_a_query_is_read(searchkit: Run) -> None:
    assert searchkit("explain", "the oil sanction*") == Ran(
        0,
        """\
read as   oil sanction*
found     2 articles
terms     oil in 3 articles
          sanction* in 2 articles, stands for sanctions (2)
""",
        "left out, as nearly every article has them: the\n",
    )


def test_why_an_article_has_its_rank(searchkit: Run) -> None:
    ran = searchkit("explain", "oil banana guards", "deal")
    assert ran.code == 0
    head, parts = ran.out.split("\n\n")
    assert head.startswith("read as   most:2 (oil banana guards)\n")
    first, *lines = parts.splitlines()
    assert first.startswith("deal      rank 1, score ")
    values = [float(line.split()[0]) for line in lines]
    assert sum(values) == pytest.approx(float(first.split()[-1]))
    assert [line.split("  ")[-1] for line in lines] == [
        "oil: 2 times in the text; in 3 articles",
        "guards: 1 time in the title and 1 time in the text; in 1 article",
        "oil exactly as typed: 2 times in the text; in 3 articles",
        "guards exactly as typed: 1 time in the title and 1 time in the text; in 1 article",
    ]


@pytest.mark.parametrize("query", ["oil", '"state of war"', "oil crude monday", "title:oil oil", "o* fell~"])
def test_parts_add_up_to_the_score_that_search_gives(searchkit: Run, query: str) -> None:
    for hit in json.loads(searchkit("search", query, "--json").out)["hits"]:
        told = json.loads(searchkit("explain", query, hit["id"], "--json").out)["article"]
        assert (told["rank"], told["matches"]) == (hit["rank"], True)
        assert sum(part["value"] for part in told["parts"]) == pytest.approx(hit["score"], abs=1e-5)


def test_an_article_that_has_only_some_of_the_terms(searchkit: Run) -> None:
    out = searchkit("explain", "oil guards tankers", "oil/undated").out
    assert "oil/undated  is not found by this query\n" in out
    assert "has 1 of 3 terms, and so " in out


def test_no_word_of_a_query_is_missing(searchkit: Run) -> None:
    ran = searchkit("explain", 'the oil -banana title:why author:xy since:2018 gas~ "as is"', "--all")
    for word in ("the", "oil", "banana", "why", "xy", "2018", "gas", "as is"):
        assert word in ran.out + ran.err


def test_there_is_no_such_article(searchkit: Run) -> None:
    ran = searchkit("explain", "oil", "dael")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "searchkit: There is no article 'dael'.\nDid you mean deal?\n"


LONG = "oil sanctions iran guards monday"


def test_a_smoothed_score_is_told_in_parts_that_add_up(searchkit: Run) -> None:
    hits = json.loads(searchkit("search", LONG, "--any", "--expand", "--json").out)["hits"]
    plain = json.loads(searchkit("search", LONG, "--any", "--json").out)["hits"]
    assert {hit["id"] for hit in hits} == {hit["id"] for hit in plain}
    assert [hit["score"] for hit in hits] != [hit["score"] for hit in plain]
    for hit in hits:
        told = json.loads(searchkit("explain", LONG, hit["id"], "--any", "--expand", "--json").out)["article"]
        assert (told["rank"], told["score"]) == (hit["rank"], pytest.approx(hit["score"], abs=1e-5))
        smoothed = told["smoothed"]
        assert sum(part["value"] for part in told["parts"]) == pytest.approx(smoothed["own"])
        share = smoothed["own_share"]
        assert share * smoothed["own"] + (1 - share) * smoothed["mean"] == pytest.approx(told["score"])


def test_smoothing_in_words(searchkit: Run) -> None:
    ran = searchkit("explain", LONG, "oil/crude", "--any", "--expand")
    head, own, others, sums, *parts = ran.out.split("\n\n")[1].splitlines()
    assert "60 % of its own score, " in own
    assert "40 % of " in others
    assert " % alike)" in others
    assert sums.strip().startswith("its own score, ")
    values = [float(line.split()[0]) for line in (own, others)]
    assert sum(values) == pytest.approx(float(head.split()[-1]), abs=0.011)
    own_score = float(own.split()[-1])
    assert sum(float(line.split()[0]) for line in parts if " has " not in line) == pytest.approx(
        own_score, abs=0.011
    )


def test_another_formula_is_told(searchkit: Run) -> None:
    ran = searchkit(
        "explain", "oil", "oil/crude", SEARCHKIT_RANKING_HALF_LIFE="365", SEARCHKIT_RANKING_TITLE="5"
    )
    assert "ranking   title 5 instead of 3, half_life 365 instead of 0\n" in ran.out
    assert "is older than the newest article, and so has " in ran.out
    assert "half for every 365 days" in ran.out
    assert "ranking" not in searchkit("explain", "oil").out
