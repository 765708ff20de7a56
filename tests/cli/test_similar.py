"""`searchkit similar`: related articles in every output form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run

ARTICLES = (
    {
        "id": "snapback",
        "title": "Rouhani rejects snapback",
        "text": "Rouhani said that snapback of the uranium sanctions was void.",
        "author": "Jane Doe",
        "date": "2018-08-14",
        "source": "Review",
    },
    {
        "id": "veto",
        "title": "A veto on snapback",
        "text": "Rouhani praised the veto on sanctions, and uranium went on.",
        "author": "John Roe",
        "date": "2018-09",
    },
    {"id": "iaea", "title": "Inspectors\x1b[31m", "text": "Inspectors found uranium.", "date": "2019"},
    {"id": "cup", "title": "The cup", "text": "The final was won by the champions."},
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from searchkit import archive

    folder = tmp_path_factory.mktemp("archive")
    (folder / "corpus").mkdir()
    (folder / "corpus/all.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)))
    archive.rebuild(folder / "corpus", folder / "index", names=False, workers=1)
    return folder


@pytest.fixture
def searchkit(run: Run, built: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    def ran(*args: str, **environ: str) -> Ran:
        monkeypatch.chdir(built)
        return run(*args, **environ)

    return ran


def test_for_a_person(searchkit: Run) -> None:
    ran = searchkit("similar", "snapback")
    assert ran.code == 0
    assert (
        ran.out
        == """\
  1  A veto on snapback  Sep 2018
     John Roe · veto  28 % alike
     alike in: snapback, Rouhani, sanctions, uranium

  2  Inspectors[31m  2019
     iaea  1 % alike
     alike in: uranium
"""
    )
    assert ran.err.startswith("2 articles most like: Rouhani rejects snapback · ")


def test_as_json(searchkit: Run) -> None:
    found = json.loads(searchkit("similar", "snapback", "--json", "-n", "1").out)
    (hit,) = found.pop("hits")
    assert {name: found[name] for name in ("schema", "id", "title", "total")} == {
        "schema": 1,
        "id": "snapback",
        "title": "Rouhani rejects snapback",
        "total": 2,
    }
    assert (hit["rank"], hit["id"], hit["published"]) == (1, "veto", "2018-09")
    assert 0 < hit["score"] < 1
    assert hit["words"] == ["snapback", "Rouhani", "sanctions", "uranium"]
    assert "text" not in hit


def test_as_a_table(searchkit: Run) -> None:
    head, *rows = searchkit("similar", "snapback", "--csv").out.splitlines()
    assert head.startswith("rank,score,id,title,")
    assert head.endswith(",words")
    assert [row.split(",")[2] for row in rows] == ["veto", "iaea"]
    assert rows[0].endswith(",snapback; Rouhani; sanctions; uranium")


def test_as_lines(searchkit: Run) -> None:
    assert searchkit("similar", "snapback", "--ids").out == "veto\niaea\n"
    assert searchkit("similar", "snapback", "--ids", "-0").out == "veto\0iaea\0"
    assert searchkit("similar", "snapback", "-l").out == "corpus/all.jsonl\n"
    assert searchkit("similar", "snapback", "--format", "{rank}:{id}").out == "1:veto\n2:iaea\n"


def test_nothing_like_it(searchkit: Run) -> None:
    ran = searchkit("similar", "cup")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "No other article has a telling word of: The cup\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("snapbac",), "There is no article 'snapbac'.\nDid you mean snapback?"),
        (("snapback", "-0"), "-0 ends paths or ids"),
        (("snapback", "--json", "--ids"), "different output forms"),
    ],
)
def test_mistakes(searchkit: Run, args: tuple[str, ...], said: str) -> None:
    ran = searchkit("similar", *args)
    assert ran.code in (1, 2)
    assert ran.out == ""
    assert said in ran.err
