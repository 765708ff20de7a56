"""Rebuilds and updates: from the options of a command to what was done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from searchkit.cli.answers.wording import counted
from searchkit.cli.options.shared import field_map
from searchkit.cli.session import HOW_TO_BUILD, NO_ARCHIVE, settings_for
from searchkit.cli.terminal.console import Console, is_terminal, open_console
from searchkit.errors import NoIndexError, UsageError
from searchkit.settings import DEFAULT_ORIGIN, Settings, find_archive

if TYPE_CHECKING:
    from searchkit.archive import Progress, Report

_PAUSE = 0.1  # seconds between two states of the bar
_TELLING = 0.03  # the share of the work from which the rest can be guessed


@dataclass(frozen=True, slots=True)
class Task:
    """What to build from, and where; `names` None is as it was."""

    paths: tuple[Path, ...]
    index: Path
    names: bool | None
    field_map: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


def run(work: Callable[..., Report], task: Task, settings: Settings, console: Console) -> Report:
    """Call `archive.rebuild` or `archive.update`, with a progress bar where a person watches."""
    with _progress(console) as show:
        return work(
            task.paths,
            task.index,
            names=task.names,
            workers=settings.workers or None,
            wait=settings.wait,
            field_map=task.field_map,
            source=task.source,
            progress=show,
        )


@contextmanager
def _progress(console: Console) -> Iterator[Callable[[Progress], None] | None]:
    if console.quiet or not is_terminal(console.err):
        yield None
        return
    from rich.console import Console as RichConsole
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(bar_width=None), TextColumn("{task.fields[told]}"))
    screen = RichConsole(file=console.err, no_color=not console.err_layout.colour)
    # No thread of its own to redraw: worker processes are forked, and threads do not survive that.
    with Bar(*columns, console=screen, transient=True, auto_refresh=False) as bar:
        drawn = bar.add_task("reading", total=1.0, told="")
        started = last = time.monotonic()

        def show(progress: Progress) -> None:
            nonlocal last
            now = time.monotonic()
            share = progress.done / progress.total if progress.total else 0.0
            if now - last >= _PAUSE or share >= 1:
                last = now
                told = _told(progress.done, share, now - started)
                bar.update(drawn, description=progress.stage, completed=share, told=told)
                bar.refresh()

        yield show


def _told(done: int, share: float, seconds: float) -> str:
    """What stands beside the bar: `6,111 articles, 1,852/s, 5 s left`."""
    left = f", {round(seconds / share - seconds):,} s left" if _TELLING <= share < 1 else ""
    return f"{counted(done, 'article')}, {done / max(seconds, _PAUSE):,.0f}/s{left}"


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """The options of `rebuild` and `update`, as given."""

    paths: Sequence[Path]
    index: str | None
    no_names: bool
    workers: int | None
    fields: Sequence[str] | None
    source: str
    wait: float | None
    as_json: bool
    quiet: bool


def build(work: Callable[..., Report], options: BuildOptions, *, updating: bool = False) -> int:
    """Do what the command asks and say what was done: 5 if anything was skipped.

    When `updating`, what the user has not said is as it was when the index was built.
    """
    from searchkit.cli.answers.report import report_answer
    from searchkit.cli.printers import choose

    settings, console, task = prepare(options, updating=updating)
    report = run(work, task, settings, console)
    report_problems(report, console)
    if options.as_json or not options.quiet:
        choose("json" if options.as_json else "terminal")(report_answer(report), console)
    return 5 if report.skipped else 0


def prepare(options: BuildOptions, *, updating: bool) -> tuple[Settings, Console, Task]:
    """What the options ask for, and where it is told."""
    flags = {
        "index": options.index,
        "names": False if options.no_names else None,
        "workers": options.workers,
        "wait": options.wait,
    }
    settings = settings_for(flags)
    console = open_console(settings, quiet=options.quiet, paged=False)
    paths, index = _from_and_to(options.paths, settings, updating=updating)
    names = None if updating and settings.origin("names") == DEFAULT_ORIGIN else settings.names
    return settings, console, Task(paths, index, names, field_map(options.fields), options.source)


def _from_and_to(
    paths: Sequence[Path], settings: Settings, *, updating: bool
) -> tuple[tuple[Path, ...], Path]:
    """What to build from, and the index: of the archive here, else a new one in this folder."""
    archive = find_archive(Path.cwd(), settings.index)
    if paths:
        return tuple(paths), archive.index if archive else Path("index")
    if archive is None:
        raise NoIndexError(NO_ARCHIVE, HOW_TO_BUILD)
    if updating and archive.has_index:
        return (), archive.index
    nearest = find_archive(Path.cwd())
    corpus = archive.corpus or (nearest.corpus if nearest else None)
    if corpus is None and not archive.has_index:
        raise UsageError(f"There is no corpus folder to build {archive.index} from.", HOW_TO_BUILD)
    return (corpus,) if corpus else (), archive.index


def report_problems(report: Report, console: Console) -> None:
    """Name what was skipped, and say what else is to be known."""
    for skipped in report.skipped:
        console.warn(f"skipped {skipped.path}: {skipped.reason}")
    for note in report.notes:
        console.note(note)
