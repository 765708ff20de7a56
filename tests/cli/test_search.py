"""`searchkit search`: the whole of what it prints, and its exit code."""

from __future__ import annotations

import json
import re
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
def search(run: Run, built: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    def searched(*args: str, **environ: str) -> Ran:
        monkeypatch.chdir(built)
        ran = run("search", *args, **environ)
        return Ran(ran.code, ran.out, re.sub(r"\d+ ms", "N ms", ran.err))

    return searched


DEAL = """\
  1  Guards pull back from “«state of war»”  14 Aug 2018
     Jane Doe · deal ¶1
     The «state of war» between neighbours is not a war of states.
"""


def test_a_phrase_is_marked_as_the_phrase(search: Run) -> None:
    assert search('"state of war"') == Ran(0, DEAL, "1 article · by relevance · N ms\n")


def test_words_given_apart_are_one_query(search: Run) -> None:
    assert search("guards", "pull", "-n", "1").out == search("guards pull", "-n", "1").out


def test_results_one_after_the_other(search: Run) -> None:
    ran = search("oil", "--sort", "oldest", "--snippets", "1")
    assert ran == Ran(
        0,
        """\
  1  Guards pull back from “state of war”  14 Aug 2018
     Jane Doe · deal ¶2
     «Oil» fell.

  2  Crude prices rise  Sep 2018
     John Roe · oil/crude ¶1
     «Oil» rose on Monday as sanctions on Iran took hold.

  3  Why «oil» matters  undated
     oil/undated ¶1
     «Oil» is what the world runs on.
""",
        "3 articles · oldest first · N ms\n",
    )


def test_pages(search: Run) -> None:
    ran = search("oil", "--sort", "oldest", "-n", "1", "--page", "2", "--snippets", "0")
    second = "  2  Crude prices rise  Sep 2018\n     John Roe · oil/crude\n"
    assert ran == Ran(0, second, "3 articles · oldest first · N ms\n")
    ran = search("oil", "-n", "2", "--page", "3")
    assert ran == Ran(1, "", "3 articles, but no page 3: there are 2 pages.\n")


def test_nothing_found(search: Run) -> None:
    assert search("zebra") == Ran(1, "", "No articles.\n    zebra  0\n")
    assert search("zebra", "-q") == Ran(1, "", "")
    assert search("zebra", "-c") == Ran(1, "0\n", "    zebra  0\n")
    assert search("zebra", "-l") == Ran(1, "", "    zebra  0\n")
    document = json.loads(search("zebra", "--json").out)
    assert (document["total"], document["hits"]) == (0, [])


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        (("oil", "--since", "2018-09"), ["oil/crude"]),
        (("oil", "--until", "2018-08"), ["deal"]),
        (("oil", "--on", "Aug 2018"), ["deal"]),
        (("oil", "--on", "Sep 2018"), ["oil/crude"]),
        (("oil", "-a", "roe"), ["oil/crude"]),
        (("oil", "-a", "roe", "-a", "doe", "--sort", "oldest"), ["deal", "oil/crude"]),
        (("--source", "review"), ["n1"]),
        (("-a", "Jane Doe"), ["deal"]),
        (("*", "--sort", "title", "-n", "2"), ["oil/crude", "evil"]),
        (("--", "oil", "-guards", "-why"), ["oil/crude"]),
        (("--any", "tankers crude", "--sort", "newest"), ["oil/crude", "evil"]),
        (("北京",), ["n1"]),
    ],
)
def test_filters_and_order(search: Run, args: tuple[str, ...], ids: list[str]) -> None:
    ran = search("--ids", *args)
    assert (ran.code, ran.out.splitlines()) == (0, ids)


def test_what_was_left_out_or_relaxed_is_said(search: Run) -> None:
    assert "no date" in search("oil", "--since", "2018-09").err
    ran = search("oil banana", "--ids", "-n", "1")
    assert (ran.code, len(ran.out.splitlines())) == (0, 1)
    assert ran.err != ""
    assert search("oil banana", "--ids", "-n", "1", "-q").err == ""
    assert search("oil banana", "--all", "--ids") == Ran(1, "", "    oil     3\n    banana  0\n")


def test_one_json_document(search: Run) -> None:
    ran = search("--json", '"state of war"')
    document = json.loads(ran.out)
    assert document.pop("seconds") >= 0
    assert document["hits"][0].pop("score") > 0
    assert document == {
        "schema": 1,
        "query": '"state of war"',
        "total": 1,
        "folded": 0,
        "page": 1,
        "sort": "relevance",
        "notes": [],
        "hits": [
            {
                "rank": 1,
                "id": "deal",
                "title": "Guards pull back from “state of war”",
                "authors": [
                    {
                        "name": "Jane Doe",
                        "printed": "Jane Doe",
                        "role": "Fellow",
                        "affiliation": "Policy Institute",
                    }
                ],
                "published": "2018-08-14",
                "source": "",
                "url": "",
                "language": "",
                "topics": [],
                "path": "deal.txt",
                "copies": [],
                "snippets": [
                    {
                        "field": "title",
                        "paragraph": 0,
                        "text": "Guards pull back from “state of war”",
                        "marks": [[23, 35]],
                    },
                    {
                        "field": "body",
                        "paragraph": 1,
                        "text": "The state of war between neighbours is not a war of states.",
                        "marks": [[4, 16]],
                    },
                ],
            }
        ],
    }
    assert ran.err == ""


def test_one_json_object_a_line(search: Run) -> None:
    lines = search("--jsonl", "oil", "--sort", "oldest").out.splitlines()
    hits = [json.loads(line) for line in lines]
    assert [(hit["schema"], hit["rank"], hit["id"]) for hit in hits] == [
        (1, 1, "deal"),
        (1, 2, "oil/crude"),
        (1, 3, "oil/undated"),
    ]


def test_other_forms(search: Run) -> None:
    assert search("-c", "oil") == Ran(0, "3\n", "")
    assert search("-l", "oil", "--sort", "oldest") == Ran(
        0, "corpus/deal.txt\ncorpus/oil/crude.txt\ncorpus/oil/undated.txt\n", ""
    )
    assert search("-l", "-0", "tankers") == Ran(0, "corpus/feed.jsonl\0", "")
    assert search("--ids", "-0", "oil", "--sort", "oldest") == Ran(0, "deal\0oil/crude\0oil/undated\0", "")


def test_colour_when_asked_for(search: Run) -> None:
    colour = search('"state of war"', "--color", "always").out
    assert "back from “\x1b[0m\x1b[1;31mstate of war\x1b[0m\x1b[1m”" in colour
    assert search('"state of war"', FORCE_COLOR="1").out == colour
    assert search('"state of war"', CLICOLOR_FORCE="1").out == colour
    assert search('"state of war"', FORCE_COLOR="1", NO_COLOR="1").out == DEAL
    assert search('"state of war"', "--color", "never", FORCE_COLOR="1").out == DEAL
    assert search('"state of war"', SEARCHKIT_COLOR="always").out == colour
    assert "\x1b" not in search("--json", "oil", "--color", "always").out


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("iran AND (talks OR", 'Query error: "(" is never closed\n    iran AND (talks OR\n             ^\n'),
        ("colour:red", 'Query error: there is no field "colour:"'),
        ("date:03/04/2018", "Query error: "),
    ],
)
def test_a_query_that_cannot_be_read(search: Run, query: str, shown: str) -> None:
    ran = search(query)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(shown)
    assert "Traceback" not in ran.err


def test_settings_are_obeyed(search: Run) -> None:
    assert len(search("oil", "--ids", SEARCHKIT_LIMIT="2").out.splitlines()) == 2
    assert search("oil", "--ids", SEARCHKIT_SORT="oldest").out.splitlines()[0] == "deal"
    assert len(search("oil", "--ids", "-n", "1", SEARCHKIT_LIMIT="2").out.splitlines()) == 1


def test_the_first_search_builds_the_index(run: Run, tmp_path: Path) -> None:
    write(tmp_path)
    ran = run("search", "-c", "oil", SEARCHKIT_NAMES="no")
    assert (ran.code, ran.out) == (0, "3\n")
    first, *_, last = ran.err.splitlines()
    assert first == "No index yet: building one from corpus"
    assert last.startswith("5 articles · ")
    assert run("search", "-c", "oil") == Ran(0, "3\n", "")


def test_an_index_that_is_named_is_not_built_by_a_search(run: Run, tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "other").mkdir()
    ran = run("search", "oil", "--index", "other/index")
    assert (ran.code, ran.out) == (3, "")
    assert not (tmp_path / "other/index").exists()
