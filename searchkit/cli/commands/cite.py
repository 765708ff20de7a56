"""`searchkit cite`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import typer

from searchkit.cli.options.output import Output
from searchkit.cli.options.spread import spread

EXAMPLES = """\
  searchkit cite defense_pact
  searchkit cite defense_pact#p3 --style apa
  searchkit search iran --ids | xargs searchkit cite --style bibtex > iran.bib
"""

Style: TypeAlias = Literal["chicago", "apa", "bibtex", "csl-json", "md"]


@spread
def cite(
    output: Output,
    articles: Annotated[list[str], typer.Argument(metavar="ID[#pN]...")],
    style: Annotated[Style, typer.Option("--style", help="The style.")] = "chicago",
) -> int:
    """Cite articles, or paragraphs of them, as a list of works cited wants it.

    For a paragraph the note (chicago) or the citation in the text (apa) stands below. Dates are as precise as
    the article gives them, and titles are as published. csl-json is what Zotero and Pandoc read.
    """
    from searchkit.archive.anchors import anchored
    from searchkit.archive.cite import cite as cite_in
    from searchkit.archive.cite import reference
    from searchkit.cli.answers.cite import cite_answer
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form()
    settings = output.settings()
    console = output.console(settings, form)
    with open_index(settings, console, build=True) as opened:
        references = [reference(*anchored(opened, each)) for each in dict.fromkeys(articles)]
    choose(form)(cite_answer(references, cite_in(references, style), style), console)
    return 0
