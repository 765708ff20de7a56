"""`searchkit replay`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from searchkit.cli.options.output import Output
from searchkit.cli.options.spread import spread

EXAMPLES = """\
  searchkit export '"nuclear deal" iran' --since 2015 -o deal
  searchkit replay deal
"""


@spread
def replay(output: Output, folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> int:
    """Ask the query of an export again, and name what was gained, lost and changed since.

    Its dates are those of the day it was exported. The same articles are exit code 0, others 1.
    """
    from searchkit.archive.keeping.export import read_export
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form()
    settings = output.settings()
    console = output.console(settings, form)
    export = read_export(folder)

    from searchkit.archive.keeping.replay import replay as ask_again
    from searchkit.cli.answers.exported import replay_answer

    with open_index(settings, console, build=True) as opened:
        answer = replay_answer(ask_again(opened, export, folder))
    choose(form)(answer, console)
    return 1 if answer.total else 0
