"""`searchkit help` and `searchkit man`: what they say is true, and of every command."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import searchkit
from searchkit.archive import Index
from searchkit.cli.app import COMMANDS, EXIT_CODES
from searchkit.cli.manual import escaped
from searchkit.cli.topics import QUERY
from searchkit.query import fields
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
EXAMPLES = [written for section in QUERY.sections for written, _ in section.rows]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    index = tmp_path_factory.mktemp("sample") / "index"
    searchkit.rebuild(ROOT / "corpus", index)
    with searchkit.open(index) as opened:
        yield opened


@pytest.mark.parametrize("query", EXAMPLES)
def test_every_example_of_the_query_language_finds_something(sample: Index, query: str) -> None:
    results = sample.search(query, mode="all", limit=1)
    assert results.total or "ago" in query  # one that counts from today will not for ever


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("ship -suez", "ship NOT suez"),
        ("date:2018", "on:2018"),
        ('author:"callum petherbridge"', "author:petherbridge"),
        ("“suez canal” SHIP", '"suez canal" ship'),
        ("since:2011-01-01 before:2012", "date:2011"),
    ],
)
def test_what_is_said_to_be_the_same_is(sample: Index, query: str, same: str) -> None:
    ids = [[hit.id for hit in sample.search(text, mode="all", limit=100).hits] for text in (query, same)]
    assert ids[0] == ids[1] != []


def test_every_field_is_explained() -> None:
    told = " ".join(f"{written} {meaning}" for section in QUERY.sections for written, meaning in section.rows)
    for field in {*fields.FIELDS.values(), *fields.DATE_FIELDS, "atleast", "most", "same"}:
        assert f"{field}:" in told


def test_topics(run: Run) -> None:
    ran = run("help", "query")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("The query language\n\nWords\n  sanctions  ")
    assert all(f"\n  {query}  " in ran.out or f"\n  {query} " in ran.out for query in EXAMPLES)
    ran = run("help", "exit-codes")
    assert re.findall(r"^  (\d+) ", ran.out, re.MULTILINE) == [str(code) for code in EXIT_CODES]
    assert "  130   interrupted\n" in ran.out


@pytest.mark.parametrize("command", ["search", "help", "rebuild"])
def test_help_of_a_command_is_its_own(run: Run, command: str) -> None:
    assert run("help", command) == run(command, "--help")


def test_help_of_nothing_is_that_of_the_program(run: Run) -> None:
    assert run("help") == run("--help")


@pytest.mark.parametrize(
    ("topic", "hint"),
    [
        ("querry", "Did you mean query"),
        ("exit", "Did you mean exit-codes"),
        ("serch", "Did you mean search"),
        ("xyzzy", "There is: query, exit-codes, and every command."),
    ],
)
def test_an_unknown_topic(run: Run, topic: str, hint: str) -> None:
    ran = run("help", topic)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"searchkit: There is no help on '{topic}'.\n{hint}")


def test_the_manual_has_all_that_help_has(run: Run) -> None:
    page = run("man").out
    for command in COMMANDS:
        assert f"\n.SS searchkit {command}" in page
        for option in re.findall(r"^  (?:-\w, )?(--[a-z-]+)", run(command, "--help").out, re.MULTILINE):
            assert escaped(option) in page
    for query in EXAMPLES:
        assert escaped(query) in page
    assert page.isascii()


def test_the_manual_gives_roff_no_orders_but_ours(run: Run) -> None:
    requests = {line.split()[0] for line in run("man").out.splitlines() if line.startswith((".", "'"))}
    assert requests == {".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".nf", ".fi", ".nh"}


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not here")
def test_roff_has_nothing_against_the_manual(run: Run) -> None:
    page = run("man").out.encode()
    command = ["groff", "-man", "-ww", "-Tutf8", "-P-c", "-rLL=100n"]
    done = subprocess.run(command, input=page, capture_output=True, check=True)
    assert done.stderr == b""
    text = re.sub(r".\x08", "", done.stdout.decode())
    assert "searchkit - search a folder of articles" in text
    assert "searchkit search '\"state of war\" bolton' --since 2018" in text


@pytest.mark.parametrize(
    ("text", "roff"),
    [
        ("--since", r"\-\-since"),
        (".start", r"\&.start"),
        ("'quoted'", r"\(aqquoted\(aq"),
        (r"a\b", r"a\eb"),
        ("wörd~ ^", r"w\[u00F6]rd\(ti \(ha"),
    ],
)
def test_text_in_roff(text: str, roff: str) -> None:
    assert escaped(text) == roff
