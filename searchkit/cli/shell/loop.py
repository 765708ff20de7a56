"""Reads lines and answers each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from searchkit.cli.answers.wording import counted
from searchkit.cli.problems import report
from searchkit.cli.session import OPENER, open_index
from searchkit.cli.shell.lines import arguments, looks_like_command
from searchkit.cli.shell.warm import Warm
from searchkit.cli.terminal.console import Console, is_terminal
from searchkit.errors import SearchkitError
from searchkit.settings import Settings

LEAVE = frozenset(("quit", "exit", ":quit", ":exit", ":q"))
HELP = """\
A line is a query, with the options of search:

  "state of war" bolton --since 2018 -n 3
  iran -iraq --author "John Bolton" --sort newest

show 1         read the first of the articles found (show 1#p3: its third paragraph)
:COMMAND …     any command of searchkit, a number for the id of an article found
                 :timeline iran --by month   :facets sanctions   :cite 1   :similar 2
:help query    what a query can say; :help lists the commands
quit           or Ctrl-D: leave. Ctrl-C drops the line. Tab completes.
"""


def run(program: Any, settings: Settings, console: Console) -> int:
    """Answer lines until there are no more. Returns the exit code of the last of them, 0 to a person."""
    warm = Warm()
    token = OPENER.set(warm.open)
    try:
        with open_index(settings, console, build=True) as opened:
            articles = counted(int(opened.info()["articles"]), "article")
        shell = Shell(program, warm, settings, console)
        if is_terminal(sys.stdin) and console.on_terminal:
            from searchkit.cli.shell.prompt import lines

            console.note(f"{articles} · a line is a query · help · Ctrl-D leaves")
            for line in lines(program, settings):
                if shell.answer(line) is None:
                    break
            return 0
        return shell.answer_all(sys.stdin)
    finally:
        OPENER.reset(token)
        warm.close()


class Shell:
    """Answers lines from an index that stays open."""

    def __init__(self, program: Any, warm: Warm, settings: Settings, console: Console) -> None:
        self._program = program
        self._warm = warm
        self._index = settings.index
        self._console = console

    def answer_all(self, lines: Iterable[str]) -> int:
        """Answer each line, until one says to leave or Ctrl-C does. Returns the last exit code."""
        code = 0
        for line in lines:
            answered = self.answer(line)
            if answered is None:
                break
            code = answered if line.strip() else code
            if code == 130:
                break
        return code

    def answer(self, line: str) -> int | None:
        """Answer one line. Returns its exit code, None if it says to leave."""
        line = line.strip()
        if line in LEAVE:
            return None
        return self._answer(line) if line else 0

    def _answer(self, line: str) -> int:
        if line == "help":
            self._console.out.write(HELP)
            return 0
        if command := looks_like_command(line):
            self._console.note(f"{command} is a word of the query here; the command is :{command}")
        try:
            return self._run(arguments(self._program, line, self._warm.ranks))
        except SearchkitError as error:
            return report(error)

    def _run(self, words: list[str]) -> int:
        """Run a command as the program does, but come back from it."""
        try:
            with _stdout_kept(self._console):
                self._program.main([*words[:1], *self._options(words), *words[1:]])
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else 0
        return 0

    def _options(self, words: list[str]) -> list[str]:
        """What the shell was told that its commands shall be told too."""
        command = self._program.get_command(None, words[0]) if words else None
        known = {name for param in command.params for name in param.opts} if command else set()
        index = ["--index", self._index] if self._index and "--index" in known else []
        return [*index, "--quiet"] if self._console.quiet and "--quiet" in known else index


@contextmanager
def _stdout_kept(console: Console) -> Iterator[None]:
    """Give stdout back where it was: a command that cannot write lets go of it."""
    try:
        number = console.out.fileno()
    except OSError:  # a stream of a test has no number
        yield
        return
    kept = os.dup(number)
    try:
        yield
    finally:
        os.dup2(kept, number)
        os.close(kept)
