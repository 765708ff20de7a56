"""`searchkit status`."""

from __future__ import annotations

from searchkit.cli.options import ColorWhen, IndexDir, Json

EXAMPLES = """\
  searchkit status
"""


def status(index: IndexDir = None, as_json: Json = False, color: ColorWhen = None) -> int:
    """Tell what the index holds, and when and from what it was built."""
    from searchkit.cli.answers.status import status_answer
    from searchkit.cli.console import open_console
    from searchkit.cli.printers import choose
    from searchkit.cli.session import archive_here, open_index, settings_for

    settings = settings_for({"index": index, "color": color})
    console = open_console(settings, paged=False)
    with open_index(settings, console) as opened:
        answer = status_answer(opened.info(), archive_here(settings))
    choose("json" if as_json else "terminal")(answer, console)
    return 0
