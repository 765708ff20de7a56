"""`searchkit status`."""

from __future__ import annotations

from searchkit.cli.options.shared import ColorWhen, IndexDir, Json

EXAMPLES = """\
  searchkit status
  searchkit status --json
"""


def status(index: IndexDir = None, as_json: Json = False, color: ColorWhen = None) -> int:
    """Show what the index holds, how it was built, and whether it is up to date.

    Files count as new, changed or gone by their names and times; searchkit update compares what they say.
    """
    from datetime import datetime

    from searchkit.archive.looking.overview import overview
    from searchkit.cli.answers.status import status_answer
    from searchkit.cli.printers import choose
    from searchkit.cli.session import archive_here, open_index, settings_for
    from searchkit.cli.terminal.console import open_console

    settings = settings_for({"index": index, "color": color})
    console = open_console(settings, paged=False)
    with open_index(settings, console) as opened:
        now = datetime.now().astimezone()
        answer = status_answer(opened.info(), overview(opened), archive_here(settings), now)
    choose("json" if as_json else "terminal")(answer, console)
    return 0
