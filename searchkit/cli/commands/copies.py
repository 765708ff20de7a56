"""`searchkit copies`."""

from __future__ import annotations

from typing import Annotated

import typer

from searchkit.cli.options.output import Output
from searchkit.cli.options.spread import spread

EXAMPLES = """\
  searchkit copies suez-refloated
  searchkit search suez --copies             all articles, copies or not
"""


@spread
def copies(
    article_id: Annotated[str, typer.Argument(metavar="ID")],
    output: Output,
) -> int:
    """Show the copies of an article: republished, trimmed, corrected, or under another headline.

    The earliest, or else the longest, stands for all of them in a search. No copies is exit code 1.
    """
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form()
    settings = output.settings()
    console = output.console(settings, form)

    from searchkit.archive.looking.copies import copies as find
    from searchkit.cli.answers.copies import copies_answer

    with open_index(settings, console) as opened:
        answer = copies_answer(article_id, find(opened, article_id))
        choose(form)(answer, console)
    return 0 if answer.total else 1
