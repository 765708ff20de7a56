"""What every command starts from: settings, console, archive."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from searchkit.cli.terminal.console import Console
from searchkit.errors import NoIndexError
from searchkit.settings import Archive, Settings, find_archive, load

if TYPE_CHECKING:
    from searchkit.archive import Index
    from searchkit.ranking import Formula

NO_ARCHIVE = "There is no archive here: no folder corpus, and no index, in this folder or above it."
HOW_TO_BUILD = "Build an index from a folder of articles: searchkit rebuild PATH"
OPENER: ContextVar[Callable[..., Index] | None] = ContextVar("OPENER", default=None)
"""What opens an index in place of `archive.open`, where it is to stay open between commands."""


def settings_for(flags: Mapping[str, object]) -> Settings:
    """The settings here, with the flags of the command line (None: not given)."""
    return load(Path.cwd(), os.environ, flags)


def archive_here(settings: Settings) -> Archive:
    """The archive commands work on. Raises NoIndexError if there is none."""
    archive = find_archive(Path.cwd(), settings.index)
    if archive is None:
        raise NoIndexError(NO_ARCHIVE, HOW_TO_BUILD)
    return archive


def open_index(settings: Settings, console: Console, *, build: bool = False) -> Index:
    """The index to answer from. With `build`, it is made first if there is none but a corpus beside it."""
    from searchkit import archive

    here = archive_here(settings)
    if build and here.corpus and not here.has_index:
        from searchkit.cli.answers.report import summary
        from searchkit.cli.runs.building import Task, report_problems, run

        console.note(f"No index yet: building one from {shown_path(here.corpus)}")
        report = run(archive.rebuild, Task((here.corpus,), here.index, settings.names), settings, console)
        report_problems(report, console)
        console.note(summary(report))
    return (OPENER.get() or archive.open)(here.index, formula=_formula(settings))


def _formula(settings: Settings) -> Formula:
    from searchkit.ranking import Formula

    return Formula(
        settings.ranking_title, settings.ranking_exact, settings.ranking_length, settings.ranking_half_life
    )


def shown_path(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        inside = path.absolute().relative_to(Path.cwd())
    except ValueError:
        return str(path)
    return str(inside)
