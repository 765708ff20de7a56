"""`searchkit authors`."""

from __future__ import annotations

from typing import Annotated

import typer

from searchkit.cli.options.output import Output
from searchkit.cli.options.spread import spread
from searchkit.cli.runs.ruling import NameOrRule

EXAMPLES = """\
  searchkit authors                        all of them, most articles first
  searchkit authors bolton --why           why these printings are one person
  searchkit authors merge "J. Bolton" "John Bolton"
  searchkit authors split "J. Bolton" "John Bolton"
"""


@spread
def authors(
    output: Output,
    asked: NameOrRule,
    why: Annotated[bool, typer.Option("--why", help="Say what joins the printings of each.")] = False,
) -> int:
    """List who wrote the articles, each with all printings of the name; or say who is who yourself.

    A printing that fits more than one author is listed on its own, with those it may be.
    What you merge or split is a line in authors.txt beside the index folder, a file of yours that no rebuild touches.
    It holds at once; the next update or rebuild works it into the index, which makes searches faster.
    """
    from searchkit.cli.answers.identities import authors_answer
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form()
    rule = asked.rule("authors")
    settings = output.settings()
    console = output.console(settings, form)

    from searchkit.archive.whoiswho import whois

    with open_index(settings, console, build=True) as opened:
        if rule:
            console.note(whois.rule_authors(opened, *rule))
            return 0
        answer = authors_answer(whois.authors(opened, asked.name), asked.name, why=why)
    choose(form)(answer, console)
    return 0 if answer.total else 1
