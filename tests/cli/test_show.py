"""`searchkit show`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.archives import write
from tests.cli.conftest import Ran, Run

FIRST = "The state of war between neighbours is not a war of states. Iran’s Guards (IRGC) denied it."
SECOND = "Oil fell. The nuclear deal was abandoned by Washington in May, and sanctions on oil came back."
HEADING = "Guards pull back from “state of war”\nJane Doe, Fellow, Policy Institute\n14 Aug 2018 · deal\n"


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Run:
    write(tmp_path)
    run("rebuild", "-q", "--no-names")
    return lambda *args: run("show", *args)


def test_an_article(show: Run) -> None:
    assert show("deal") == Ran(0, f"{HEADING}\n{FIRST}\n\n{SECOND}\n", "")


def test_one_paragraph(show: Run) -> None:
    assert show("deal#p2") == Ran(0, f"{HEADING}\n{SECOND}\n", "")
    assert show("deal#p2", "--raw") == Ran(0, f"{SECOND}\n", "")
    assert show("deal#p3") == Ran(1, "", "searchkit: deal has no paragraph 3.\nIt has 2, from #p1 on.\n")
    assert show("deal#p0").code == 1


def test_nothing_but_the_text(show: Run) -> None:
    text = f"Guards pull back from “state of war”\n\n{FIRST}\n\n{SECOND}\n"
    assert show("deal", "--raw") == Ran(0, text, "")


def test_all_but_the_text(show: Run) -> None:
    ran = show("deal", "--meta")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "id         deal\n"
        "title      Guards pull back from “state of war”\n"
        "author     Jane Doe, Fellow, Policy Institute\n"
        "published  14 Aug 2018 (from 'Aug 14, 2018' byline)\n"
        "text       34 words, 2 paragraphs\n"
        "path       deal.txt\n"
    )


def test_json(show: Run) -> None:
    document = json.loads(show("deal", "--json").out)
    assert (document["schema"], document["id"], document["published"]) == (1, "deal", "2018-08-14")
    assert document["text"] == f"{FIRST}\n\n{SECOND}"


def test_no_such_article(show: Run) -> None:
    ran = show("nowhere")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("searchkit: There is no article 'nowhere'.\n")
