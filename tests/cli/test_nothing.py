"""Nothing found is never silent: which words exist, what was meant, which filter is to blame."""

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
    monkeypatch.chdir(built)

    def ran(*args: str) -> Ran:
        monkeypatch.chdir(built)
        return run(*args)

    return ran


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("zebra",), "    zebra  0\n"),
        (
            ("sanctinos",),
            "    sanctinos  0  did you mean sanctions (2)?\nTry: searchkit search sanctions\n",
        ),
        (
            ("sanctinos wasington", "--since", "2030"),
            (
                "    sanctinos  0  did you mean sanctions (2)?\n"
                "    wasington  0  did you mean washington (1)?\n"
                "    1 article matches without --since 2030\n"
                "Try: searchkit search 'sanctions washington'\n"
            ),
        ),
        (("oil", "--since", "2030"), "    oil  3\n    3 articles match without --since 2030\n"),
        (
            ("oil", "-a", "Jane Dow"),
            (
                "    oil                  3\n"
                "    --author 'Jane Dow'  0  did you mean author:\"jane doe\" (1)?\n"
                "Try: searchkit search 'oil author:\"jane doe\"'\n"
            ),
        ),
        (
            ('"war of nations" "state of war"',),
            '    "war of nations"  0\n    "state of war"    1\n',
        ),
        (
            ('"oil nuclear"',),
            "    \"oil nuclear\"  0  did you mean oil nuclear (1)?\nTry: searchkit search 'oil nuclear'\n",
        ),
        (
            ("oil", "--source", "Review", "--on", "2017"),
            "    oil  3\n    3 articles match without --source Review and --on 2017\n",
        ),
        (("--source", "Nowhere"), "    --source Nowhere  0\n    5 articles match without --source Nowhere\n"),
        (("oil -oil",), "    oil  3\n    3 articles match without -oil\n"),
    ],
)
def test_the_reasons(searchkit: Run, args: tuple[str, ...], told: str) -> None:
    ran = searchkit("search", "--all", *args)
    notes = [line for line in ran.err.splitlines(keepends=True) if "no date" not in line]
    assert (ran.code, ran.out, "".join(notes)) == (1, "", f"No articles.\n{told}")


def test_undated_articles_are_counted_too(searchkit: Run) -> None:
    assert "1 more article has no date" in searchkit("search", "oil", "--since", "2030").err


def test_the_reasons_in_json(searchkit: Run) -> None:
    ran = searchkit("search", "--json", "sanctinos", "--since", "2030")
    document = json.loads(ran.out)
    assert (ran.code, document["total"], document["hits"]) == (1, 0, [])
    assert document["nothing"] == {
        "looked_for": [
            {"query": "sanctinos", "articles": 0, "near": [{"query": "sanctions", "articles": 2}]},
        ],
        "left_out_by": [{"filters": ["since:2030"], "options": ["--since 2030"], "without": 2}],
        "instead": "sanctions",
    }
    assert "nothing" not in json.loads(searchkit("search", "--json", "oil").out)


def test_what_to_try_finds_something(searchkit: Run) -> None:
    assert searchkit("search", "--ids", "sanctions", "washington", "--all") == Ran(0, "deal\n", "")
    assert searchkit("search", "--ids", 'oil author:"jane doe"') == Ran(0, "deal\n", "")


@pytest.mark.parametrize("command", ["facets", "timeline", "kwic", "explain"])
def test_every_command_with_a_query_tells_why(searchkit: Run, command: str) -> None:
    ran = searchkit(command, "sanctinos", "--since", "2030")
    assert ran.code == 1
    assert "did you mean sanctions (2)?" in ran.err
    assert f"Try: searchkit {command} sanctions\n" in ran.err
    assert searchkit(command, "sanctinos", "-q").err == ""


def test_hostile_words_of_the_archive_do_not_reach_the_terminal(searchkit: Run) -> None:
    assert "\x1b" not in searchkit("search", "tankrs \x1b[31m").err


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("oil sanctinos", ["no article has sanctinos: did you mean sanctions (2)?"]),
        (
            "oil sanctinos zebra",
            ["no article has sanctinos: did you mean sanctions (2)?", "no article has zebra"],
        ),
        ("deal crude", []),
    ],
)
def test_an_answer_to_less_names_the_words_that_no_article_has(
    searchkit: Run, query: str, told: list[str]
) -> None:
    ran = searchkit("search", query, "-c")
    assert ran.code == 0
    assert [line for line in ran.err.splitlines() if not line.endswith("of them")] == told
    notes = json.loads(searchkit("search", query, "--json").out)["notes"]
    assert notes == ran.err.splitlines()
