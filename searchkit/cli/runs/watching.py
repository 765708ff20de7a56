"""`update --watch`: one line an event."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NoReturn

from searchkit import archive
from searchkit.archive.building.watch import watch
from searchkit.cli.answers.report import changes, report_answer
from searchkit.cli.answers.wording import counted
from searchkit.cli.printers import choose
from searchkit.cli.runs.building import BuildOptions, prepare, run
from searchkit.cli.terminal.console import Console
from searchkit.cli.terminal.layout import span
from searchkit.errors import SearchkitError


def follow(options: BuildOptions) -> NoReturn:
    """Update at once and after every change, until Ctrl-C. Raises what `archive.watch.watch` does."""
    settings, console, task = prepare(options, updating=True)
    teller = Teller(console, as_json=options.as_json)
    for event in watch(lambda: run(archive.update, task, settings, console), task.index):
        if isinstance(event, SearchkitError):
            teller.failed(event)
        else:
            teller.done(event)
    raise AssertionError  # not reached: only an exception ends watching


class Teller:
    """Says what happens, and nothing twice in a row."""

    def __init__(self, console: Console, *, as_json: bool) -> None:
        self._console = console
        self._as_json = as_json
        self._begun = False
        self._trouble = ""
        self._skipped: frozenset[tuple[str, str]] = frozenset()

    def done(self, report: archive.Report) -> None:
        """An update: a line if it changed anything, or is the first, or the first after trouble."""
        skipped = frozenset((each.path, each.reason) for each in report.skipped)
        for path, reason in sorted(skipped - self._skipped):
            self._console.warn(f"skipped {path}: {reason}")
        changed = changes(report)
        if changed or self._trouble or not self._begun:
            self._say(report, changed)
        self._begun, self._trouble, self._skipped = True, "", skipped

    def failed(self, error: SearchkitError) -> None:
        """An update that could not be done, and is tried again."""
        trouble = re.sub("[0-9]+", "", error.message)  # how long a lock is held is no news
        if trouble != self._trouble:
            self._console.warn(f"{_now()}  {error.message.removesuffix('.')}. Trying again.")
        self._trouble = trouble

    def _say(self, report: archive.Report, changed: list[str]) -> None:
        console = self._console
        if console.quiet:
            return
        if self._as_json:
            choose("jsonl")(report_answer(report), console)
        else:
            said = [", ".join(changed), counted(report.articles, "article")]
            if not self._begun:
                said.append("watching, Ctrl-C ends it")
            line = [span(f"{_now()}  {' · '.join(part for part in said if part)}")]
            console.out.write(f"{console.layout.paint(line)}\n")
        console.out.flush()


def _now() -> str:
    return f"{datetime.now():%H:%M:%S}"
