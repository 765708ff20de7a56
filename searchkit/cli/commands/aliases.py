"""`searchkit aliases`."""

from __future__ import annotations

from typing import Annotated

import typer

from searchkit.cli.output import Output
from searchkit.cli.spread import spread

EXAMPLES = """\
  searchkit aliases                        all of them
  searchkit aliases IRGC                   with the sentences that say so
  searchkit aliases merge IRGC Pasdaran    from now on they are one
  searchkit aliases split IRA "Irish Republican Army"
"""


@spread
def aliases(
    output: Output,
    words: Annotated[list[str] | None, typer.Argument(metavar="[NAME | merge A B | split A B]")] = None,
) -> int:
    """List names that mean the same, as the articles define them, and other spellings; or say so yourself.

    A search for one of them finds the others. A short form with more than one meaning is listed, and joins nothing.
    What you merge or split is a line in aliases.txt beside the index folder, a file of yours that no rebuild touches.
    It holds at once; the next update or rebuild works it into the index, which makes searches faster.
    """
    from searchkit.cli.answers.identities import aliases_answer
    from searchkit.cli.printers import choose
    from searchkit.cli.ruling import rule_in
    from searchkit.cli.session import open_index

    form = output.form()
    rule = rule_in(words or [], "aliases")
    settings = output.settings()
    console = output.console(settings, form)

    from searchkit.archive import whois

    with open_index(settings, console, build=True) as opened:
        if rule:
            console.note(whois.rule_aliases(opened, *rule))
            return 0
        name = " ".join(words or [])
        answer = aliases_answer(whois.aliases(opened, name), name)
    choose(form)(answer, console)
    return 0 if answer.total else 1
