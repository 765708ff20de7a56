"""`searchkit aliases`."""

from __future__ import annotations

from searchkit.cli.options.output import Output
from searchkit.cli.options.spread import spread
from searchkit.cli.runs.ruling import NameOrRule

EXAMPLES = """\
  searchkit aliases                        all of them
  searchkit aliases IRGC                   with the sentences that say so
  searchkit aliases merge IRGC Pasdaran    from now on they are one
  searchkit aliases split IRA "Irish Republican Army"
"""


@spread
def aliases(output: Output, asked: NameOrRule) -> int:
    """List names that mean the same, as the articles define them, and other spellings; or say so yourself.

    A search for one of them finds the others. A short form with more than one meaning is listed, and joins nothing.
    What you merge or split is a line in aliases.txt beside the index folder, a file of yours that no rebuild touches.
    It holds at once; the next update or rebuild works it into the index, which makes searches faster.
    """
    from searchkit.cli.answers.identities import aliases_answer
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form()
    rule = asked.rule("aliases")
    settings = output.settings()
    console = output.console(settings, form)

    from searchkit.archive.whoiswho import whois

    with open_index(settings, console, build=True) as opened:
        if rule:
            console.note(whois.rule_aliases(opened, *rule))
            return 0
        answer = aliases_answer(whois.aliases(opened, asked.name), asked.name)
    choose(form)(answer, console)
    return 0 if answer.total else 1
