"""`searchkit saved`: searches kept under a name, and what is new in them."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from searchkit import archive
from searchkit.archive.keeping.searches import FLAGS
from searchkit.article import DateSpan
from searchkit.cli.answers.wording import printed_date
from searchkit.cli.options.selection import Selection
from searchkit.cli.runs import running
from tests.cli.archives import write
from tests.cli.conftest import Ran, Run

TODAY = printed_date(DateSpan(date.today(), date.today()))


@pytest.fixture
def saved(run: Run, tmp_path: Path) -> Run:
    write(tmp_path)
    archive.rebuild(tmp_path / "corpus", tmp_path / "index", names=False, workers=1)

    def command(*args: str) -> Ran:
        ran = run("saved", *args)
        return Ran(ran.code, ran.out, re.sub(r"\d+ ms", "N ms", ran.err))

    return command


def add_articles(folder: Path, **texts: str) -> None:
    """Put articles into the corpus and take them in."""
    for name, text in texts.items():
        (folder / "corpus" / f"{name}.txt").write_text(f"On {name}\n\n{text}\n", "utf-8")
    archive.update(index=folder / "index", workers=1)


def test_only_what_has_come_in_is_new(saved: Run, tmp_path: Path) -> None:
    assert saved("add", "oil", "oil") == Ran(
        0, "", "oil = oil\n3 articles now; what comes in: searchkit saved run oil --new\n"
    )
    assert saved("run", "oil", "--new", "--ids") == Ran(1, "", "")
    add_articles(tmp_path, one="Oil is dear.", two="Oil is cheap.", other="Nothing of it.")
    assert saved("run", "oil", "--new", "--sort", "title") == Ran(
        0,
        """\
  1  On one  undated
     one ¶1
     «Oil» is dear.

  2  On two  undated
     two ¶1
     «Oil» is cheap.
""",
        f"oil: 2 new since {TODAY} (of 5)\n",
    )
    assert saved("run", "oil", "--new") == Ran(1, "", f"oil: 0 new since {TODAY} (of 5)\n")


def test_a_rebuild_makes_nothing_new(saved: Run, run: Run, tmp_path: Path) -> None:
    saved("add", "oil", "oil")
    assert run("rebuild", "-q", "--no-names").code == 0
    assert saved("run", "oil", "--new", "-c") == Ran(1, "0\n", "")
    file = tmp_path / "corpus/oil/crude.txt"
    kept = file.read_text()
    file.unlink()
    archive.update(index=tmp_path / "index")
    saved("run", "oil", "--new")
    file.write_text(kept)
    archive.update(index=tmp_path / "index")
    assert saved("run", "oil", "--new", "-c") == Ran(1, "0\n", "")


def test_what_was_not_shown_stays_new(saved: Run, tmp_path: Path) -> None:
    saved("add", "oil", "oil")
    add_articles(tmp_path, one="Oil is dear.", two="Oil is cheap.", three="Oil is oil.")
    assert saved("run", "oil", "--new", "-c").out == "3\n"
    assert saved("run", "oil").code == 0
    assert saved("run", "oil", "--new", "-n", "2", "--ids", "--sort", "title").out == "one\nthree\n"
    assert saved("run", "oil", "--new", "--ids").out == "two\n"
    assert saved("run", "oil", "--new", "--ids") == Ran(1, "", "")


def test_a_copy_of_what_was_seen_is_not_new(saved: Run, tmp_path: Path) -> None:
    text = "The harbour of Rotterdam was closed on Monday after a tanker lost its oil in the fairway. " * 6
    add_articles(tmp_path, zulu=text)
    saved("add", "harbour", "rotterdam")
    add_articles(tmp_path, alfa=text)
    assert saved("run", "harbour", "--new", "-c").out == "0\n"


def test_a_plain_run_is_a_search(saved: Run, run: Run) -> None:
    saved("add", "oil", "oil", "--since", "2018-09")
    ran = saved("run", "oil")
    assert ran.out == run("search", "oil", "since:2018-09").out
    assert ran.err.startswith("oil: 1 article · by relevance · N ms\n")
    document = json.loads(saved("run", "oil", "--json").out)
    assert (document["saved"], document["query"], document["total"]) == ("oil", "oil since:2018-09", 1)
    assert saved("run", "oil", "--ids", "-q").out == "oil/crude\n"
    assert saved("run", "oil", "-l", "-q").out == "corpus/oil/crude.txt\n"
    assert saved("run", "oil", "--format", "{id}|", "-q").out == "oil/crude|\n"


def test_json_says_since_when(saved: Run) -> None:
    saved("add", "oil", "oil")
    document = json.loads(saved("run", "oil", "--new", "--json").out)
    assert (document["saved"], document["total"], document["of"], document["hits"]) == ("oil", 0, 3, [])
    assert document["new_since"].startswith("20")


def test_all_of_them(saved: Run, tmp_path: Path) -> None:
    saved("add", "oil", "oil")
    saved("add", "guards", "guards")
    add_articles(tmp_path, one="Oil is dear.")
    assert saved("run", "--all", "--new", "-c") == Ran(0, "oil\t1\nguards\t0\n", "")
    assert saved("run", "--all", "--new") == Ran(
        0,
        f"── oil  1 new since {TODAY} (of 4)\n\n"
        "  1  On one  undated\n     one ¶1\n     «Oil» is dear.\n\n"
        f"── guards  0 new since {TODAY} (of 1)\n",
        "",
    )
    assert saved("run", "--all", "--new", "--ids") == Ran(1, "", "")
    assert saved("run", "--all", "--ids", "-q").out.count("oil\t") == 4
    found = json.loads(saved("run", "--all", "--json").out)["searches"]
    assert [(each["saved"], each["query"], each["total"]) for each in found] == [
        ("oil", "oil", 4),
        ("guards", "guards", 1),
    ]


def test_filters_and_options_are_kept_in_a_file_to_edit(saved: Run, tmp_path: Path) -> None:
    saved(
        "add",
        "pact",
        "defense OR treaty",
        "-a",
        "Jane Doe",
        "-a",
        "John Roe",
        "--since",
        "last month",
        "--any",
    )
    saved("add", "all", "--no-aliases", "--copies", "--on", "2018")
    file = tmp_path / "searches.txt"
    assert file.read_text().splitlines()[1:] == [
        'pact --any = (defense OR treaty) (author:"Jane Doe" OR author:"John Roe") since:"last month"',
        "all --no-aliases --copies = date:2018",
    ]
    file.write_text('# mine\n\nwar="state of war"  \n' + file.read_text())
    assert saved("list") == Ran(
        0,
        'war   "state of war"  not looked yet\n'
        'pact  --any (defense OR treaty) (author:"Jane Doe" OR author:"John Roe") since:"last month"'
        f"  looked {TODAY}\n"
        f"all   --no-aliases --copies date:2018  looked {TODAY}\n",
        "",
    )
    assert saved("run", "war", "--ids", "-q").out == "deal\n"
    assert saved("run", "all", "--ids", "-q").out == "oil/crude\ndeal\n"


def test_a_search_written_or_changed_by_hand_starts_anew(saved: Run, tmp_path: Path) -> None:
    (tmp_path / "searches.txt").write_text("oil = oil\n")
    first = "looked at for the first time: the 3 articles there count as seen"
    assert saved("run", "oil", "--new") == Ran(1, "", f"oil: {first}\n")
    assert saved("run", "oil", "--new").err == f"oil: 0 new since {TODAY} (of 3)\n"
    (tmp_path / "searches.txt").write_text("oil = oil OR guards OR tankers\n")
    assert "looked at for the first time: the 4 articles" in saved("run", "oil", "--new").err
    assert "0 new since" in saved("run", "oil", "--new").err


def test_removing(saved: Run, tmp_path: Path) -> None:
    saved("add", "oil", "oil")
    saved("add", "guards", "guards")
    assert saved("rm", "oil") == Ran(0, "", "oil is no saved search any more\n")
    assert saved("list").out == f"guards  guards  looked {TODAY}\n"
    assert list(json.loads((tmp_path / "searches-seen.json").read_text())) == ["guards"]
    add_articles(tmp_path, one="Oil is dear.")
    saved("add", "oil", "oil")
    assert saved("run", "oil", "--new", "-c").out == "0\n"


def test_every_option_that_says_how_a_query_is_read_is_kept() -> None:
    ways = {field.name for field in fields(Selection) if field.default is False}
    assert set(running.FLAGS.values()) == ways
    assert tuple(running.FLAGS) == FLAGS


def test_none_yet(saved: Run) -> None:
    assert saved() == Ran(1, "", "No saved searches yet: searchkit saved add NAME QUERY\n")
    assert saved("list", "--json").out == '{\n  "schema": 1,\n  "total": 0,\n  "searches": []\n}\n'
    assert saved("run", "--all") == Ran(1, "", "")


@pytest.mark.parametrize(
    "name", ["../oil", "a/b", "a b", "", ".", "-x", "a=b", "#a", "a\x1b[2J", "x" * 51, "\udcff"]
)
def test_a_name_is_one_plain_word(saved: Run, tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.iterdir())
    ran = saved("add", "--", name, "oil")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("A name is one word of letters, digits and . - _, at most 50 of them.\n")
    assert "\x1b" not in ran.err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (
            ("add", "oil", "oil"),
            2,
            "There is a saved search oil already.\nTo save another under this name: searchkit saved rm oil",
        ),
        (
            ("add",),
            2,
            "saved add needs a name and a query.\nFor example: searchkit saved add iran 'iran deal'",
        ),
        (
            ("add", "x"),
            2,
            "What shall I search for?\nFor example: searchkit saved add x sanctions --since 2018",
        ),
        (("run", "oli"), 1, "There is no saved search 'oli'.\nDid you mean oil?"),
        (("rm", "x"), 1, "There is no saved search 'x'.\nAll saved searches: searchkit saved list"),
        (("run",), 2, "saved run takes one name, or --all.\nThere are: oil"),
        (
            ("run", "oil", "--since", "2018"),
            2,
            "saved run takes no filters.\nThey are kept with the search: saved add",
        ),
        (("list", "--all"), 2, "saved list takes no filters.\nThey are kept with the search: saved add"),
        (("list", "--new"), 2, "--new goes with saved run.\nFor example: searchkit saved run --all --new"),
        (
            ("run", "oil", "--new", "--page", "2"),
            2,
            "--new has no pages.\nWhat -n leaves is shown the next time.",
        ),
        (("ad", "x"), 2, "saved has no 'ad'.\nIt has add, list, run, rm."),
    ],
)
def test_mistakes(saved: Run, args: tuple[str, ...], code: int, message: str) -> None:
    saved("add", "oil", "oil")
    assert saved(*args) == Ran(code, "", f"searchkit: {message}\n")


def test_a_query_that_cannot_be_read_is_not_saved(saved: Run, tmp_path: Path) -> None:
    ran = saved("add", "x", "oil (")
    assert (ran.code, ran.err.splitlines()[0]) == (2, 'Query error: "(" is never closed')
    assert saved("add", "x", "oil", "--since", "the day").code == 2
    assert not (tmp_path / "searches.txt").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("oil\n", "1: no search is saved here"),
        ("# x\n= oil\n", "2: no search is saved here"),
        ("../x = oil\n", "1: '../x' is no name"),
        (
            "x --since 2018 = oil\n",
            "1: '--since' is none of --any, --all, --no-aliases, --no-variants, --copies",
        ),
        ("x =\n", "1: x has no query"),
    ],
)
def test_a_file_with_a_mistake_names_the_line(saved: Run, tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "searches.txt"
    file.write_text(text)
    ran = saved("run", "--all")
    assert ran == Ran(2, "", f"searchkit: {file}:{message}.\nA line is NAME = QUERY.\n")


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"oil": 1}', '{"oil": {"line": "x", "when": "never", "ids": []}}', "[" * 9999]
)
def test_a_damaged_memory_is_named(saved: Run, tmp_path: Path, text: str) -> None:
    saved("add", "oil", "oil")
    file = tmp_path / "searches-seen.json"
    file.write_text(text)
    ran = saved("run", "oil", "--new")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"searchkit: {file} is not as it was written.\nRemove it: ")
