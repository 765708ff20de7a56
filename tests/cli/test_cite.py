"""`searchkit cite`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from searchkit.archive.cite import cite, reference
from searchkit.article import Article, Author
from searchkit.cli.answers.cite import cite_answer
from searchkit.cli.terminal.layout import Layout
from tests.cli.archives import write
from tests.cli.conftest import Ran, Run

TITLE = "“Guards pull back from ‘state of war.’”"


@pytest.fixture
def built(run: Run, tmp_path: Path) -> Run:
    write(tmp_path)
    run("rebuild", "-q", "--no-names")
    return run


def test_articles_and_paragraphs(built: Run) -> None:
    assert built("cite", "deal", "oil/crude", "deal#p2", "deal") == Ran(
        0,
        f"Doe, Jane. {TITLE} August 14, 2018.\n\n"
        "Roe, John. “Crude prices rise.” September 2018.\n\n"
        f"Doe, Jane. {TITLE} August 14, 2018.\n"
        "Jane Doe, “Guards pull back from ‘state of war,’” August 14, 2018, para. 2.\n",
        "",
    )
    assert built("cite", "deal#p1", "--style", "apa").out == (
        "Doe, J. (2018, August 14). Guards pull back from “state of war.”\n(Doe, 2018, para. 1)\n"
    )
    assert built("cite", "oil/undated", "--style", "md").out == "“Why oil matters”, n.d. (`oil/undated`)\n"


def test_a_file_of_bibtex(built: Run) -> None:
    ran = built("cite", "deal", "n1", "--style", "bibtex")
    assert (ran.code, ran.err) == (0, "")
    first, second = ran.out.split("\n\n")
    assert first.startswith("@misc{doe2018guards,\n  author = {Doe, Jane},\n")
    assert second.startswith("@article{2019,\n  author = {{王伟}},\n  title = {{北京和上海的石油}},\n")


def test_csl_json_is_a_document(built: Run) -> None:
    items = json.loads(built("cite", "deal#p2", "n1", "--style", "csl-json").out)
    assert [item["id"] for item in items] == ["deal#p2", "n1"]
    assert items[0]["issued"] == {"date-parts": [[2018, 8, 14]]}
    assert items[1]["container-title"] == "Review"


def test_other_forms(built: Run) -> None:
    document = json.loads(built("cite", "deal#p2", "--style", "apa", "--json").out)
    assert document == {
        "schema": 1,
        "style": "apa",
        "citations": [
            {
                "id": "deal",
                "paragraph": 2,
                "citation": "Doe, J. (2018, August 14). Guards pull back from “state of war.”",
                "in_text": "(Doe, 2018, para. 2)",
            }
        ],
    }
    line = json.loads(built("cite", "deal", "--style", "csl-json", "--jsonl").out)
    assert (line["paragraph"], line["citation"]["type"]) == (None, "document")
    rows = list(csv.DictReader(io.StringIO(built("cite", "deal", "oil/crude", "--csv").out)))
    assert [row["id"] for row in rows] == ["deal", "oil/crude"]


def test_what_is_not_there(built: Run) -> None:
    ran = built("cite", "deal", "nowhere")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("searchkit: There is no article 'nowhere'.\n")
    assert built("cite", "deal#p3").err == "searchkit: deal has no paragraph 3.\nIt has 2, from #p1 on.\n"
    assert built("cite", "deal", "--style", "mla").code == 2


@pytest.mark.parametrize("style", ["chicago", "apa", "md", "bibtex", "csl-json"])
def test_hostile_articles(built: Run, style: str) -> None:
    ran = built("cite", "evil#p1", "--style", style)
    assert ran.code == 0
    assert "Evil" in ran.out
    assert not set(ran.out) & set("\x1b\x07\x9b\u202e")


def test_addresses_are_not_broken_on_a_terminal() -> None:
    url = "https://x.org/" + "a-long-way/" * 4
    article = Article("a", "A title of several words for a line", (), (Author("Jane Doe"),), url=url)
    references = [reference(article)]
    answer = cite_answer(references, cite(references, "chicago"), "chicago")
    lines = ["".join(part.text for part in line) for line in answer.view(Layout(40))]
    assert lines == ["Doe, Jane. “A title of several words for", "    a line.” n.d.", f"    {url}."]
