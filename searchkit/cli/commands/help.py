"""`searchkit help`."""

from __future__ import annotations

from typing import Annotated

import typer

from searchkit.cli.options.shared import ColorWhen, NoPager
from searchkit.errors import UsageError

EXAMPLES = """\
  searchkit help query                     all that a query can say
  searchkit help exit-codes
  searchkit help search                    the same as searchkit search --help
"""


def help(  # noqa: A001  the name of the command
    topic: Annotated[str, typer.Argument(metavar="[TOPIC]")] = "",
    color: ColorWhen = None,
    no_pager: NoPager = False,
) -> int:
    """Tell of TOPIC: query, exit-codes, or any command."""
    from searchkit.cli.app import COMMANDS, app

    if topic in COMMANDS or not topic:
        typer.main.get_command(app).main([topic, "--help"] if topic else ["--help"])

    from searchkit.cli.answers.topic import topic_answer
    from searchkit.cli.printers import choose
    from searchkit.cli.session import settings_for
    from searchkit.cli.terminal.console import open_console
    from searchkit.cli.topics import TOPICS, topics

    if topic not in TOPICS:
        from difflib import get_close_matches

        begun = [name for name in topics() if name.startswith(topic)]
        near = begun or get_close_matches(topic, topics(), n=2)
        hint = (
            f"Did you mean {' or '.join(near)}?"
            if near
            else "There is: query, exit-codes, and every command."
        )
        raise UsageError(f"There is no help on {topic!r}.", hint)
    console = open_console(settings_for({"color": color}), paged=not no_pager)
    choose("terminal")(topic_answer(TOPICS[topic]), console)
    return 0
