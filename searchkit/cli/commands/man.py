"""`searchkit man`."""

from __future__ import annotations

import sys

import typer

EXAMPLES = """\
  searchkit man | man -l -
  searchkit man > ~/.local/share/man/man1/searchkit.1
"""


def man() -> int:
    """Print the manual page, in the form that the program of that name reads."""
    from importlib.metadata import version

    from searchkit.cli.app import app
    from searchkit.cli.manual import manual

    sys.stdout.write(manual(typer.main.get_command(app), version("searchkit")))
    return 0
