"""`searchkit similar`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from searchkit.cli.options.output import Output
from searchkit.cli.options.spread import spread
from searchkit.errors import UsageError

EXAMPLES = """\
  searchkit similar defense_pact
  searchkit similar -n 3 --json defense_pact
  searchkit similar -l -0 defense_pact | xargs -0 open
"""


@spread
def similar(
    output: Output,
    article_id: Annotated[str, typer.Argument(metavar="ID")],
    limit: Annotated[
        int | None, typer.Option("-n", "--limit", min=1, metavar="N", help="Articles at most (10).")
    ] = None,
    files: Annotated[bool, typer.Option("-l", "--files", help="Only the paths of the articles.")] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Only the ids of the articles.")] = False,
    null: Annotated[
        bool, typer.Option("-0", "--null", help="End paths or ids with NUL, for xargs -0.")
    ] = False,
) -> int:
    """Find the articles most like the one of an ID, and the words that make them so.

    Two articles are alike if both often say words that few others say. The score goes from 0 to 1, for articles
    that say the same words as often. No article like it is exit code 1.
    """
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form({"files": files, "ids": ids})
    if null and form not in ("files", "ids") and output.template is None:
        raise UsageError("-0 ends paths or ids: it goes with -l or --ids.")
    settings = output.settings(limit=limit)
    console = output.console(settings, form)

    from searchkit.archive.looking.similar import similar as find_similar
    from searchkit.cli.answers.similar import similar_answer

    with open_index(settings, console, build=True) as opened:
        results = find_similar(opened, article_id, limit=settings.limit)
        openable = form == "files" or not isinstance(form, str)
        roots = [Path(root) for root in opened.info()["built_from"]] if openable else []
        choose(form, "\0" if null else "\n")(similar_answer(results, roots), console)
    return 0 if results.hits else 1
