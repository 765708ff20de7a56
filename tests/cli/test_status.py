"""`searchkit status`: the whole picture, and whether it is up to date."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.cli.archives import write
from tests.cli.conftest import Run


@pytest.fixture
def status(run: Run, tmp_path: Path) -> Run:
    write(tmp_path)
    assert run("rebuild", "--quiet").code == 0
    return lambda *args: run("status", *args)


def files_line(out: str) -> str:
    return next(line for line in out.splitlines() if line.startswith("files "))


def test_the_picture(status: Run, tmp_path: Path) -> None:
    ran = status()
    assert (ran.code, ran.err) == (0, "")
    out = ran.out.replace(str(tmp_path), "FOLDER")
    facts, years, authors, sources = out.split("\n\n")
    assert re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "WHEN", re.sub(r"[\d.]+ [kM]B", "SIZE", facts)) == (
        "articles  5\n"
        "index     FOLDER/index · SIZE · 1 segment · generation 1\n"
        "made of   FOLDER/corpus\n"
        "made      WHEN · just now\n"
        "files     4 by name and time · none new, changed or gone since then"
    )
    assert [line.split() for line in years.splitlines()] == [
        ["years"], ["2017", "1", "█" * 20], ["2018", "2", "█" * 40], ["2019", "1", "█" * 20],
        ["undated", "1", "█" * 20],
    ]  # fmt: skip
    assert authors.startswith("authors\n  Jane Doe ")
    assert sources.startswith("sources\n  Review ")


def test_the_picture_for_programs(status: Run, tmp_path: Path) -> None:
    document = json.loads(status("--json").out)
    assert (document["schema"], document["articles"], document["undated"]) == (1, 5, 1)
    assert document["index"] == str(tmp_path / "index")
    assert document["years"] == {"2017": 1, "2018": 2, "2019": 1}
    assert document["authors"]["total"] == 4
    assert {"value": "Jane Doe", "articles": 1} in document["authors"]["top"]
    assert document["files"] == {"found": 4, "new": 0, "newer": 0, "gone": 0, "unreachable": []}


def test_what_changed_since(status: Run, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "new.txt").write_text("New\n\nIt is new.")
    (corpus / "deal.txt").unlink()
    later = (corpus / "feed.jsonl").stat().st_mtime + 100
    os.utime(corpus / "feed.jsonl", (later, later))
    assert files_line(status().out) == (
        "files     4 by name and time · 1 new, 1 changed, 1 gone since then: searchkit update"
    )
    assert json.loads(status("--json").out)["files"]["newer"] == 1


def test_a_folder_that_is_not_there(status: Run, tmp_path: Path) -> None:
    (tmp_path / "corpus").rename(tmp_path / "away")
    assert files_line(status("--index", "index").out) == (
        "files     0 by name and time · 4 gone since then: searchkit update · "
        f"{tmp_path / 'corpus'} is not there"
    )


def test_many_years_and_an_empty_archive(run: Run, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    records = [{"id": str(y), "title": "T", "text": "x y", "date": str(y)} for y in (1900, 1950, 2001, 2020)]
    (tmp_path / "corpus/a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    run("rebuild", "--quiet")
    years = [line.split()[:2] for line in run("status").out.split("years\n")[1].splitlines()]
    assert years[:3] == [["to", "2000"], ["2001", "1"], ["2002", "0"]]
    assert years[-1] == ["2020", "1"]
    assert len(years) == 21


def test_an_index_among_its_articles_is_no_article(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nThe text of it.")
    for _ in range(3):
        ran = run("update", ".", "--json")
        assert (ran.code, json.loads(ran.out)["articles"]) == (0, 1)
    assert json.loads(run("status", "--json").out)["files"]["found"] == 1
