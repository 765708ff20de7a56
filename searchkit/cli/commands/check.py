"""`searchkit check`."""

from __future__ import annotations

from typing import Annotated

import typer

from searchkit.cli.options.shared import ColorWhen, IndexDir, Json

EXAMPLES = """\
  searchkit check                          every checksum, and some articles
  searchkit check --deep                   every article
"""


def check(
    index: IndexDir = None,
    deep: Annotated[
        bool, typer.Option("--deep", help="Compare every article with what is found by it.")
    ] = False,
    as_json: Json = False,
    color: ColorWhen = None,
) -> int:
    """Check that the index is as it was written, and finds what its articles say.

    Nothing is changed: a damaged index (exit code 3) is mended by searchkit rebuild.
    """
    from searchkit import archive
    from searchkit.cli.answers.checked import checked_answer
    from searchkit.cli.printers import choose
    from searchkit.cli.session import archive_here, settings_for
    from searchkit.cli.terminal.console import open_console

    settings = settings_for({"index": index, "color": color})
    console = open_console(settings, paged=False)
    report = archive.check(archive_here(settings).index, deep=deep)
    choose("json" if as_json else "terminal")(checked_answer(report), console)
    return 0 if report.sound else 3
