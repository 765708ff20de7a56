"""What holds for every command: no output drives a terminal, whoever reads it may go away, Ctrl-C is 130."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from searchkit.cli.app import COMMANDS
from tests.cli import evil
from tests.cli.every import CHANGE_THINGS, LINES, STDIN, forms_of, lines, takes
from tests.cli.processes import Program, Real, Where
from tests.cli.schemas import names, validate

OUR_OWN = re.compile(r"\x1b\[(?:0|1|2|31|32|1;31)m|[\u2068\u2069]")
"""What the program itself writes to a terminal: colours, and marks around words that run right to left."""

UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
PARTED_BY_TABS = {"--tsv", "--files", "--ids", "--count"}
JOINERS = {"\u200c", "\u200d"}


def hostile(text: str) -> set[str]:
    """The characters of an output that control, hide or reorder what is read."""
    return {c for c in text if c != "\n" and unicodedata.category(c) in UNSEEN and c not in JOINERS}


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    with Program() as started:
        yield started


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, program: Program) -> Path:
    """The hostile archive, a draft that quotes it, a saved search and an export of it."""
    folder = tmp_path_factory.mktemp("evil")
    evil.build(folder)
    evil.write_files(folder / "corpus")
    draft = "He said: “Nobody {0} will bend, whatever they say of it,” and “no {0} such thing was said.”\n"
    (folder / "draft.md").write_text(draft.format(evil.IN_A_DRAFT), "utf-8", "replace")
    (folder / "list.txt").write_text(f"tankers\nnothing{evil.IN_FILES}\n")
    for args in (("saved", "add", "tankers", "tankers"), ("export", "tankers", "-o", "earlier")):
        assert program.run(folder, *args).code == 0
    return folder


Ask = Callable[..., Real]


@pytest.fixture
def ask(program: Program, archive: Path, tmp_path: Path) -> Ask:
    """Runs a command line; one that changes things, in a copy of the archive of its own."""
    number = count()

    def asked(*args: str, where: Where = "pipe") -> Real:
        folder = archive
        if args[0] in CHANGE_THINGS:
            folder = shutil.copytree(archive, tmp_path / str(next(number)))
        dumb = {"TERM": "dumb"} if args[0] in ("rebuild", "update") else {}  # no progress bar
        return program.run(folder, *args, where=where, stdin=STDIN.get(args[0], ""), **dumb)

    return asked


def test_every_command_is_tried() -> None:
    assert set(LINES) == set(COMMANDS)


def test_every_json_form_has_a_schema() -> None:
    assert names() == {command for command in COMMANDS if "--json" in forms_of(command)}


def said(real: Real) -> str:
    """All that was written, as a terminal or a file takes it; it is UTF-8."""
    return real.out.decode().replace("\r\n", "\n") + real.err.decode()


@pytest.mark.parametrize("args", lines(), ids=" ".join)
def test_nothing_an_article_holds_drives_a_terminal(ask: Ask, args: tuple[str, ...]) -> None:
    ran = ask(*args, where="terminal")
    assert ran.code in (0, 1, 5), said(ran)
    assert not hostile(OUR_OWN.sub("", said(ran)))
    for form in ((), *((form,) for form in forms_of(args[0]))):
        ran = ask(args[0], *form, *args[1:])
        assert ran.code in (0, 1, 5), said(ran)
        tabs = {"\t"} if {*form} & PARTED_BY_TABS else set()
        assert not hostile(said(ran)) - tabs, form
        if form in (("--json",), ("--jsonl",)) and ran.out:
            validate(args[0], *form, ran.out.decode())
    if takes(args[0], "--format") and (first := ask(args[0], "--jsonl", *args[1:]).out):
        fields = " ".join(f"{{{field}}}" for field in json.loads(first.splitlines()[-1]) if field != "schema")
        ran = ask(args[0], "--format", fields, *args[1:])
        assert ran.out
        assert not hostile(said(ran))


@pytest.mark.parametrize("args", lines(), ids=" ".join)
def test_a_reader_that_has_gone_away_is_no_error(ask: Ask, args: tuple[str, ...]) -> None:
    ran = ask(*args, where="gone")
    assert ran.code in (0, 1, 5)
    assert not re.search(rb"Traceback|Error|Errno|Broken", ran.err)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("option", ["--author", "--source", "--name", "--lang"])
def test_what_is_completed_is_harmless(program: Program, archive: Path, option: str, shell: str) -> None:
    words = (f"searchkit search {option} ", " ") if shell == "bash" else ("search", option, "")
    ran = program.run(archive, *words, _SEARCHKIT_COMPLETE=shell)
    assert (ran.code, ran.err) == (0, b"")
    assert not hostile(said(ran)) - {"\t"}


def test_ids_are_completed(program: Program, archive: Path) -> None:
    ran = program.run(archive, "searchkit show ", " ", _SEARCHKIT_COMPLETE="bash")
    assert b"evil" in ran.out
    assert not hostile(said(ran)) - {"\t"}
