"""Long answers through a pager, as git does it."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TextIO

from searchkit.settings import Settings

_LESS = "FIRX"  # quit if it fits one screen, ignore case, show colours, leave the screen as it is


def pager_command(settings: Settings, environ: Mapping[str, str]) -> str:
    """The user's pager: the setting (SEARCHKIT_PAGER), PAGER, else less; empty for none."""
    command = settings.pager if settings.pager is not None else environ.get("PAGER", "less")
    return "" if command.strip() in {"", "cat"} else command


@contextmanager
def paged(command: str, plain: TextIO) -> Iterator[TextIO]:
    """A stream into the pager, or `plain` if there is none. Leaving early, by q or Ctrl-C, is quiet."""
    process = _start(command)
    if process is None:
        yield plain
        return
    assert process.stdin is not None  # noqa: S101  asked for with PIPE
    stream = io.TextIOWrapper(process.stdin, encoding="utf-8", write_through=False)
    try:
        with suppress(BrokenPipeError, KeyboardInterrupt):
            yield stream
    finally:
        with suppress(BrokenPipeError):
            stream.close()
        _wait(process)


def _start(command: str) -> subprocess.Popen[bytes] | None:
    if not command:
        return None
    environ = {"LESS": _LESS, "LESSCHARSET": "utf-8", **os.environ}
    try:
        # The command is the user's own, from the environment or their settings.
        return subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, env=environ)  # noqa: S603
    except (OSError, ValueError):
        return None


def _wait(process: subprocess.Popen[bytes]) -> None:
    while True:
        try:
            process.wait()
            return
        except KeyboardInterrupt:  # Ctrl-C belongs to the pager while it runs
            continue
