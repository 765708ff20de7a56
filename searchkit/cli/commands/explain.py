"""`searchkit explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from searchkit.cli.options.output import Output
from searchkit.cli.options.selection import Selection
from searchkit.cli.options.shared import Expand
from searchkit.cli.options.spread import spread

EXAMPLES = """\
  searchkit explain '"state of war" sanction*'
  searchkit explain 'defense pact' defense_pact
"""


@spread
def explain(
    selection: Selection,
    output: Output,
    query: Annotated[str, typer.Argument(metavar="QUERY")],
    article_id: Annotated[str, typer.Argument(metavar="[ID]")] = "",
    expand: Expand = None,
) -> int:
    """Tell how a query is read, in how many articles its terms stand, and why the article of an ID has its rank.

    The parts of a score add up to it. A query of several words goes into quotes. Nothing found is exit code 1.
    """
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form()
    text = selection.text([query], "explain")
    settings = output.settings(match=selection.match(), expand=expand)
    console = output.console(settings, form)

    from searchkit.archive.explain import read_terms, reason
    from searchkit.cli.answers.explain import explain_answer

    with open_index(settings, console, build=True) as opened:
        results = selection.search(opened, text, settings, limit=0)
        why = reason(opened, results, article_id, expand=settings.expand) if article_id else None
        answer = explain_answer(results, text, read_terms(opened, results), why, opened.engine.formula)
        choose(form)(selection.explained(answer, opened, text, settings, "explain"), console)
    return 0 if results.total else 1
