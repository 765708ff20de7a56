"""`--format`: lines as a template says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.cli.printers.template import read_template
from searchkit.errors import UsageError
from tests.cli.archives import write
from tests.cli.conftest import Ran, Run
from tests.cli.test_hostile import EVIL, FORBIDDEN, evil_article


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from searchkit import archive

    folder = write(tmp_path_factory.mktemp("archive"))
    archive.rebuild(folder / "corpus", folder / "index", names=False, workers=1)
    return folder


@pytest.fixture
def search(run: Run, built: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    def searched(*args: str) -> Ran:
        monkeypatch.chdir(built)
        return run("search", "oil", "--sort", "oldest", *args)

    return searched


@pytest.mark.parametrize(
    ("template", "lines"),
    [
        ("{rank} {id} {date}", ["1 deal 2018-08-14", "2 oil/crude 2018-09", "3 oil/undated "]),
        ("{authors}:", ["Jane Doe:", "John Roe:", ":"]),
        ("{path}", ["corpus/deal.txt", "corpus/oil/crude.txt", "corpus/oil/undated.txt"]),
        ("{snippet:.25}", ["Oil fell.", "Oil rose on Monday as sa…", "Oil is what the world ru…"]),
        ("[{title:.12}]", ["[Guards pull…]", "[Crude price…]", "[Why oil mat…]"]),
        ("[{id:12}]", ["[deal        ]", "[oil/crude   ]", "[oil/undated ]"]),
        ("[{id:>5.4}]", ["[ deal]", "[ oil…]", "[ oil…]"]),
        (r"{{{rank}}}\t\\n|", ["{1}\t\\n|", "{2}\t\\n|", "{3}\t\\n|"]),
        ("", ["", "", ""]),
    ],
)
def test_fields(search: Run, template: str, lines: list[str]) -> None:
    ran = search("--format", template)
    assert (ran.code, ran.out) == (0, "".join(f"{line}\n" for line in lines))


def test_a_line_may_be_several(search: Run) -> None:
    assert (
        search("-n", "1", "--format", r"{id}\n  {title}").out
        == "deal\n  Guards pull back from “state of war”\n"
    )


def test_a_number_has_decimals(search: Run) -> None:
    score = json.loads(search("--jsonl", "-n", "1").out)["score"]
    assert search("-n", "1", "--format", "{score:7.2}|").out == f"{score:<7.2f}|\n"


def test_wide_characters_take_two_columns(run: Run, built: Path) -> None:
    ran = run("search", "北京", "--format", "[{title:6.5}]", "--index", built / "index")
    assert ran.out == "[北京… ]\n"


def test_lines_end_with_nul_for_other_programs(search: Run) -> None:
    assert search("-0", "--format", "{id}").out == "deal\0oil/crude\0oil/undated\0"


@pytest.mark.parametrize(
    "template", ["{rank.__class__}", "{0}", "{}", "{id!r}", "{authors[0]}", "{id", "}", "{ID}", "{id:x}"]
)
def test_what_is_no_field_is_named(search: Run, template: str) -> None:
    ran = search("--format", template)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"searchkit: --format cannot read {template!r}.\n"
        "A field is written {title} or {title:40}, a brace of its own is doubled: {{.\n"
    )


def test_a_field_that_is_not_there(search: Run) -> None:
    ran = search("--format", "{id} {colour}")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(
        "searchkit: --format has no field {colour} here.\nThere are: rank, score, id, title, "
    )
    assert ran.err.endswith("date, snippet.\n")


def test_one_form_at_a_time(search: Run) -> None:
    ran = search("--format", "{id}", "--json")
    assert (ran.code, ran.err) == (
        2,
        "searchkit: --json and --format are different output forms.\nGive one of them.\n",
    )


def test_other_commands_have_their_own_fields(run: Run, built: Path) -> None:
    ran = run("facets", "oil", "--of", "author", "--format", "{articles} {value}", "--index", built / "index")
    assert (ran.code, ran.out) == (0, "1 Jane Doe\n1 John Roe\n")


def test_no_text_of_an_article_drives_the_terminal() -> None:
    import io

    from searchkit.archive import Index
    from searchkit.cli.answers.results import Page, results_answer
    from searchkit.cli.printers import choose
    from searchkit.cli.terminal.console import Console
    from searchkit.cli.terminal.layout import Layout
    from searchkit.engines.memory import MemoryEngine

    found = Index(MemoryEngine([evil_article()])).search("oil")
    out = io.StringIO()
    fields = "{id}{title}{date}{authors}{source}{path}{score}{url}{snippet}{topics}{language}"
    form = read_template(fields + EVIL.replace("\n", " "))
    choose(form)(results_answer(found, Page()), Console(out, io.StringIO(), Layout(), Layout()))
    assert "red" in out.getvalue()
    assert not FORBIDDEN.search(out.getvalue())


@given(st.text(alphabet=st.sampled_from("{}:.<>0123\\nt ab_!["), max_size=20))
def test_any_text_is_a_template_or_an_error(text: str) -> None:
    try:
        template = read_template(text)
    except UsageError:
        return
    assert all(isinstance(part, str) or part.name for part in template.parts)
