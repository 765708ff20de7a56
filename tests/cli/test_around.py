"""`facets`, `timeline`, `kwic`: the whole output; the counts are those of `search`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.archives import write
from tests.cli.conftest import Ran, Run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from searchkit import archive

    folder = write(tmp_path_factory.mktemp("archive"))
    archive.rebuild(folder / "corpus", folder / "index", workers=1)
    return folder


@pytest.fixture
def searchkit(run: Run, built: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    def ran(*args: str) -> Ran:
        monkeypatch.chdir(built)
        return run(*args)

    return ran


def test_facets(searchkit: Run) -> None:
    assert searchkit("facets", "oil", "--of", "author,year") == Ran(
        0,
        """\
author
  Jane Doe  1  ████████████████████
  John Roe  1  ████████████████████

year
  2018      2  ████████████████████████████████████████
""",
        "3 articles\n1 article has no date\n",
    )


def test_facets_of_few_values(searchkit: Run) -> None:
    ran = searchkit("facets", "*", "--of", "source", "-n", "1", "--jsonl")
    record = {"schema": 1, "field": "source", "value": "Review", "articles": 1, "forms": []}
    assert json.loads(ran.out) == record
    assert searchkit("facets", "*", "--of", "source", "-n", "1").out.startswith("source  1 more\n  Review  1")


def test_inside_a_facet(searchkit: Run) -> None:
    assert searchkit("facets", "*", "--of", "author,year", "--filter", "DÖE") == Ran(
        0,
        """\
author
  Jane Doe  1  ████████████████████████████████████████
""",
        "5 articles\n1 article has no date\nno year has 'DÖE' in it\n",
    )
    assert searchkit("facets", "*", "--of", "author", "--filter", "nobody").code == 1


def test_fields_without_values(searchkit: Run) -> None:
    assert searchkit("facets", "oil", "--of", "topic") == Ran(
        1, "", "3 articles\nnone has a value for topic\n"
    )


def test_fields_that_are_none(searchkit: Run) -> None:
    ran = searchkit("facets", "oil", "--of", "autor")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("not 'autor'.\nDid you mean author?\n")


def test_a_timeline(searchkit: Run) -> None:
    assert searchkit("timeline", "*") == Ran(
        0,
        """\
  2017  1  ████████████████████
  2018  2  ████████████████████████████████████████
  2019  1  ████████████████████
""",
        "5 articles\n1 article has no date\n",
    )
    assert searchkit("timeline", "*", "--by", "month") == Ran(
        0,
        """\
  Aug 2018  1  ████████████████████████████████████████
  Sep 2018  1  ████████████████████████████████████████
  … 3 months without articles
  Jan 2019  1  ████████████████████████████████████████
""",
        "5 articles\n1 article has no date\n1 article has a date that does not say which month\n",
    )
    assert searchkit("timeline", "deal", "--by", "week").out.startswith("  13 Aug 2018  1  ██")


def test_a_split_timeline(searchkit: Run) -> None:
    assert searchkit("timeline", "*", "--split", "author", "-n", "2") == Ran(
        0,
        """\
            2017          2018          2019
  Jane Doe                ████████████                1
  John Roe                ████████████                1
  other     ████████████                ████████████  2
  all       1             2             1             4
""",
        "5 articles\n1 article has no date\n",
    )
    ran = searchkit("timeline", "*", "--split", "author", "-n", "1", "--csv", "-q", "--since", "2018")
    assert ran.out == (
        "first,last,articles,value\n"
        "2018-01-01,2018-12-31,1,Jane Doe\n2018-01-01,2018-12-31,1,\n"
        "2019-01-01,2019-12-31,0,Jane Doe\n2019-01-01,2019-12-31,1,\n"
    )


def test_a_sparkline_above_the_results(searchkit: Run) -> None:
    out = searchkit("search", "oil", "--timeline", "-n", "1", "--snippets", "0").out
    assert out.startswith("  Aug 2018 ██ Sep 2018   peak Aug 2018, 1\n\n  1  ")
    document = json.loads(searchkit("search", "*", "--timeline", "--json").out)
    timeline = json.loads(searchkit("timeline", "*", "--by", "month", "--json").out)
    assert document["timeline"] == {key: timeline[key] for key in ("by", "undated", "vague", "periods")}
    assert searchkit("search", "matters", "--timeline", "--snippets", "0").out.startswith("  1  Why oil")


def test_a_timeline_as_a_table(searchkit: Run) -> None:
    assert searchkit("timeline", "oil", "--csv", "-q") == Ran(
        0, "first,last,articles\n2018-01-01,2018-12-31,2\n", ""
    )


def test_a_table_of_nothing(searchkit: Run) -> None:
    for form in ("--csv", "--tsv", "--md"):
        ran = searchkit("timeline", "zebra", form)
        assert (ran.code, ran.out) == (1, "")


def test_a_concordance(searchkit: Run) -> None:
    assert searchkit("kwic", "oil", "-w", "18", "--sort", "date") == Ran(
        0,
        """\
14 Aug 2018  deal                           «Oil» fell. The nuclea…
14 Aug 2018  deal         …and sanctions on «oil» came back.
   Sep 2018  oil/crude                      «Oil» rose on Monday a…
    undated  oil/undated                Why «oil» matters
    undated  oil/undated                    «Oil» is what the worl…
""",
        "5 lines · 3 articles\n",
    )


def test_a_concordance_by_what_is_on_the_right(searchkit: Run) -> None:
    ran = searchkit("kwic", "oil", "--sort", "right", "--jsonl")
    rights = [json.loads(line)["right"].split()[0] for line in ran.out.splitlines()]
    assert rights == ["came", "fell.", "is", "matters", "rose"]
    ran = searchkit("kwic", "oil", "--sort", "left", "-n", "4", "--jsonl")
    assert [json.loads(line)["left"][-3:] for line in ran.out.splitlines()] == ["", "", "", "on "]


@pytest.mark.parametrize("query", ["oil", '"state of war"', "tank* wait", "title:oil", "北京", "war -oil"])
def test_a_line_for_every_mark(searchkit: Run, query: str) -> None:
    lines = [json.loads(line) for line in searchkit("kwic", query, "--jsonl").out.splitlines()]
    hits = json.loads(searchkit("search", query, "--snippets", "99", "--json").out)["hits"]
    marks = [mark for hit in hits for snippet in hit["snippets"] for mark in snippet["marks"]]
    assert len(lines) == len(marks)
    for line in lines:
        article = json.loads(searchkit("show", line["id"], "--json").out)
        texts = [article["title"], *article["text"].split("\n\n")]
        assert texts[line["paragraph"]][line["start"] : line["end"]] == line["match"]


def test_formulas_are_shown_and_not_run(run: Run, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    record = {"id": "f", "title": "=1+2", "text": "Oil |  a\tb", "topics": ["@SUM(A1)"], "source": "-2"}
    (corpus / "f.jsonl").write_text(json.dumps(record))
    run("rebuild", "-q")
    rows = list(csv.DictReader(io.StringIO(run("search", "oil", "--csv", "-q").out)))
    assert [(row["title"], row["topics"], row["source"], row["rank"]) for row in rows] == [
        ("'=1+2", "'@SUM(A1)", "'-2", "1")
    ]
    lines = run("search", "oil", "--tsv", "-q").out.splitlines()
    assert [len(line.split("\t")) for line in lines] == [len(rows[0])] * 2
    assert "| Oil \\|" in run("search", "oil", "--md", "-q").out


def test_tables_keep_control_characters_out(searchkit: Run) -> None:
    for form in ("--csv", "--tsv", "--md"):
        for command in ("search", "facets", "kwic"):
            out = searchkit(command, "tankers", form).out
            assert "offshore" in out or command == "facets"
            assert not set(out) & set("\x1b\x9b\x07\u202e")
