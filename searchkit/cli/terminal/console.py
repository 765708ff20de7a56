"""The two streams: whether they are terminals, how wide, with colour or without.

stdout carries answers, stderr everything else. Either may be a terminal without the other being one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TextIO

from searchkit.cli.terminal.layout import Layout, Line, span
from searchkit.settings import Color, Settings

WIDEST = 100  # columns; longer lines of prose are hard to read
NARROWEST = 20


@dataclass(frozen=True, slots=True)
class Console:
    """Where a command writes. `page` is the command to page long answers with, empty for none."""

    out: TextIO
    err: TextIO
    layout: Layout
    err_layout: Layout
    quiet: bool = False
    pager: str = ""

    @property
    def on_terminal(self) -> bool:
        """Whether a person reads the answers as they come."""
        return is_terminal(self.out)

    def note(self, text: str) -> None:
        """Say something on stderr, unless asked to be quiet."""
        if not self.quiet:
            self.error_line([span(text)])

    def notes(self, texts: Iterable[str]) -> None:
        """Say several things, empty ones aside."""
        for text in texts:
            if text:
                self.note(text)

    def warn(self, text: str) -> None:
        """Say on stderr what went wrong, quiet or not."""
        self.error_line([span(text)])

    def error_line(self, line: Line) -> None:
        """Write one line to stderr."""
        self.out.flush()  # so that both streams on one terminal keep their order
        self.err.writelines(self.err_layout.paint(part) + "\n" for part in self.err_layout.wrap(line))
        self.err.flush()


def open_console(settings: Settings, *, quiet: bool = False, paged: bool = True) -> Console:
    """The console of this process, as its streams, its environment and the settings want it."""
    out, err = sys.stdout, sys.stderr
    pager = ""
    if paged and is_terminal(out):
        from searchkit.cli.terminal.pager import pager_command

        pager = pager_command(settings, os.environ)
    return Console(
        out,
        err,
        Layout(columns(out, os.environ), wants_colour(out, settings.color, os.environ)),
        Layout(columns(err, os.environ), wants_colour(err, settings.color, os.environ)),
        quiet,
        pager,
    )


def is_terminal(stream: TextIO) -> bool:
    """Whether the stream is a terminal."""
    return stream.isatty()


def columns(stream: TextIO, environ: Mapping[str, str]) -> int | None:
    """The columns to use, None if the stream is no terminal: what is piped is never wrapped."""
    if not is_terminal(stream):
        return None
    given = environ.get("COLUMNS", "")
    try:
        found = int(given) if given.isdecimal() else os.get_terminal_size(stream.fileno()).columns
    except OSError:
        found = 0
    return min(max(found or 80, NARROWEST), WIDEST)


def wants_colour(stream: TextIO, setting: Color, environ: Mapping[str, str]) -> bool:
    """Whether to colour a stream.

    `--color` and its setting first, then NO_COLOR (no-color.org), FORCE_COLOR and CLICOLOR_FORCE, then
    whether it is a terminal that knows colours.
    """
    if setting != "auto":
        return setting == "always"
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return is_terminal(stream) and environ.get("TERM", "dumb") != "dumb"
