"""Copies in a search and by themselves: the whole output."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run

WORDS = (
    "harbour", "grain", "ferry", "pilot", "quay", "tide", "ledger", "crane", "tariff", "wharf", "manifest", "ballast",
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from searchkit import archive

    folder = tmp_path_factory.mktemp("archive")
    rng = random.Random(7)  # noqa: S311  the same text every time
    told = " ".join(rng.choices(WORDS, k=90))
    articles = {
        "wire": ("Pilots strike", "2019-03-04", "Wire", f"The pilots struck on Monday. {told}."),
        "courier": ("No ships today", "2019-03-05", "Courier", f"The pilots struck. {told}."),
        "other": ("Ferry sold", "2019-03-05", "Courier", "The ferry was sold. The pilots were not asked."),
    }
    (folder / "corpus").mkdir()
    for name, (title, day, source, text) in articles.items():
        record = {
            "id": name,
            "title": title,
            "date": day,
            "source": source,
            "author": "Ann Lee",
            "text": text,
        }
        (folder / "corpus" / f"{name}.json").write_text(json.dumps(record))
    archive.rebuild(folder / "corpus", folder / "index", workers=1, names=False)
    return folder


@pytest.fixture
def searchkit(run: Run, built: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    def ran(*args: str) -> Ran:
        monkeypatch.chdir(built)
        return run(*args)

    return ran


def test_copies_are_one_result(searchkit: Run) -> None:
    document = json.loads(searchkit("search", "pilots", "--json").out)
    assert (document["total"], document["folded"]) == (2, 1)
    assert {hit["id"]: hit["copies"] for hit in document["hits"]} == {"wire": ["courier"], "other": []}
    assert searchkit("search", "pilots", "-c").out == "2\n"
    shown = searchkit("search", "pilots", "--snippets", "1")
    assert "Ann Lee · Wire · wire ¶1  +1 copy\n" in shown.out
    assert shown.err.startswith("2 articles, 1 copy folded · ")


def test_all_copies_on_demand(searchkit: Run) -> None:
    document = json.loads(searchkit("search", "pilots", "--copies", "--json").out)
    assert (document["total"], document["folded"]) == (3, 0)
    assert searchkit("search", "pilots", "--copies", "-c").out == "3\n"
    assert "folded" not in searchkit("search", "pilots", "--copies").err


@pytest.mark.parametrize("more", [(), ("--copies",)])
def test_every_command_counts_the_same(searchkit: Run, more: tuple[str, ...]) -> None:
    total = int(searchkit("search", "pilots", "-c", *more).out)
    facets = json.loads(searchkit("facets", "pilots", "--of", "author", "--json", *more).out)
    timeline = json.loads(searchkit("timeline", "pilots", "--json", *more).out)
    assert facets["total"] == timeline["total"] == total
    assert [each["articles"] for each in facets["facets"]] == [total]
    assert sum(each["articles"] for each in timeline["periods"]) == total
    lines = json.loads(searchkit("kwic", "pilots", "--json", *more).out)["lines"]
    assert len({line["id"] for line in lines}) == total


def test_the_copies_of_an_article(searchkit: Run) -> None:
    assert searchkit("copies", "courier") == Ran(
        0,
        "  Pilots strike  4 Mar 2019\n"
        "    Ann Lee · Wire · wire · 97 % of the text in common\n"
        "  No ships today  5 Mar 2019\n"
        "    Ann Lee · Courier · courier\n",
        "1 copy of courier · wire stands for them\n",
    )
    assert [
        line["id"] for line in map(json.loads, searchkit("copies", "wire", "--jsonl").out.splitlines())
    ] == ["courier"]


def test_no_copies_and_no_article(searchkit: Run) -> None:
    assert searchkit("copies", "other") == Ran(1, "", "other has no copies.\n")
    missing = searchkit("copies", "courie")
    assert (missing.code, missing.out) == (1, "")
    assert missing.err == "searchkit: There is no article 'courie'.\nDid you mean courier?\n"
