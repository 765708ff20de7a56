"""`searchkit config`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import typer

from searchkit.cli.options.output import Output
from searchkit.cli.options.spread import spread

EXAMPLES = """\
  searchkit config
  SEARCHKIT_LIMIT=20 searchkit config show
"""

Action: TypeAlias = Literal["show"]


@spread
def config(
    output: Output,
    action: Annotated[Action, typer.Argument(metavar="[show]")] = "show",  # noqa: ARG001  there is only one
) -> int:
    """Show every setting, its value here, and where that comes from.

    A setting is a line in searchkit.toml, in the folder of the archive or above it, or in your own
    ~/.config/searchkit/config.toml ($XDG_CONFIG_HOME): limit = 20. SEARCHKIT_LIMIT=20 in the environment wins over
    both, an option of a command over all.
    """
    from searchkit.cli.answers.settings import settings_answer
    from searchkit.cli.printers import choose

    form = output.form()
    settings = output.settings()
    choose(form)(settings_answer(settings), output.console(settings, form))
    return 0
