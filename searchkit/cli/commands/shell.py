"""`searchkit shell`."""

from __future__ import annotations

import typer

from searchkit.cli.options.shared import ColorWhen, IndexDir, Quiet

EXAMPLES = """\
  searchkit shell
  searchkit shell < questions.txt

  iran -iraq --since 2018                  a query, with filters as options
  show 1                                   read the first article found
  :timeline iran --by month                any other command, behind a colon
"""


def shell(index: IndexDir = None, color: ColorWhen = None, quiet: Quiet = False) -> int:
    """Answer one line after the other, from an index that stays open.

    A line is a query; options of search may stand in it, too. On a terminal there is a history
    (up and down), completion (Tab), Ctrl-C drops a line and Ctrl-D leaves. Elsewhere lines are read from standard
    input, and the exit code is that of the last.
    """
    from searchkit.cli.app import app
    from searchkit.cli.session import settings_for
    from searchkit.cli.shell.loop import run
    from searchkit.cli.terminal.console import open_console

    settings = settings_for({"index": index, "color": color})
    console = open_console(settings, quiet=quiet, paged=False)
    return run(typer.main.get_command(app), settings, console)
