"""The line editor: what Tab offers, and a session on a terminal."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from searchkit.cli.app import app
from searchkit.cli.shell.prompt import LineCompleter
from tests.cli.archives import write
from tests.cli.conftest import Run

COMMAND = [sys.executable, "-c", "from searchkit.cli import main; main()"]


@pytest.fixture
def archive(run: Run, tmp_path: Path) -> Path:
    write(tmp_path)
    assert run("rebuild", "--quiet").code == 0
    return tmp_path


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("oil author:ja", ['oil author:"Jane Doe"']),
        ('oil -author:"jane d', ['oil -author:"Jane Doe"']),
        ("oil autho", ["oil author:"]),
        ("oil --sor", ["oil --sort"]),
        ("oil --sort ne", ["oil --sort newest"]),
        ("oil --author ja", ['oil --author "Jane Doe"']),
        ("oil --author=ja", ['oil --author="Jane Doe"']),
        ('oil --author "ja', ['oil --author "Jane Doe"']),
        ("Iran's autho", ["Iran's author:"]),
        (":timel", [":timeline"]),
        (":timeline --by y", [":timeline --by year"]),
        (":search -a jane", [":search -a Jane\\ Doe"]),
        (":search 'oil author:ja", [':search \'oil author:"Jane Doe"']),
        (":show oil/u", [":show oil/undated"]),
        (":help quer", [":help query"]),
        ("oil since:", []),
    ],
)
def test_tab(line: str, completed: list[str]) -> None:
    completer = LineCompleter(typer.main.get_command(app))
    found = completer.get_completions(Document(line), CompleteEvent(completion_requested=True))
    assert [line[: len(line) + each.start_position] + each.text for each in found] == completed


class Terminal:
    """`searchkit shell` on a terminal."""

    def __init__(self, folder: Path) -> None:
        self._reader, other = pty.openpty()
        env = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": "80", "PAGER": "cat"}
        env |= {"XDG_STATE_HOME": str(folder / "state"), "HOME": str(folder), "NO_COLOR": "1"}
        self._process = subprocess.Popen(
            [*COMMAND, "shell"],
            cwd=folder,
            env=env,
            stdin=other,
            stdout=other,
            stderr=other,
            start_new_session=True,
        )
        os.close(other)
        self._seen = ""

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._reader, keys.encode())

    def sees(self, text: str) -> bool:
        """Wait until a text has been shown since the last time."""
        end = time.monotonic() + 20
        while text not in self._seen and time.monotonic() < end:
            if select.select([self._reader], [], [], 0.1)[0]:
                self._seen += os.read(self._reader, 65536).decode(errors="replace")
        shown = text in self._seen
        self._seen = self._seen.partition(text)[2]
        return shown

    def end(self) -> int:
        """The exit code."""
        code = self._process.wait(20)
        os.close(self._reader)
        return code


def test_a_session(archive: Path) -> None:
    terminal = Terminal(archive)
    assert terminal.sees("5 articles")
    assert terminal.sees("searchkit>")
    terminal.type("half a line\x03")
    assert terminal.sees("searchkit>")
    terminal.type("guards --any\r")
    assert terminal.sees("1 article · by relevance")
    assert terminal.sees("searchkit>")
    terminal.type("show 1\r")
    assert terminal.sees("Fellow, Policy Institute")
    assert terminal.sees("searchkit>")
    terminal.type('guards "\r')
    assert terminal.sees("^")
    assert terminal.sees("searchkit>")
    terminal.type("\x04")
    assert terminal.end() == 0
    history = archive / "state/searchkit/shell-history"
    assert "+show 1\n" in history.read_text()
    assert "half" not in history.read_text()
    assert history.stat().st_mode & 0o777 == 0o600
