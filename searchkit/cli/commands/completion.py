"""`searchkit completion`."""

from __future__ import annotations

import sys
from typing import Annotated, Literal, TypeAlias

import typer

EXAMPLES = """\
  source <(searchkit completion bash)      in ~/.bashrc
  source <(searchkit completion zsh)       in ~/.zshrc, below compinit
  searchkit completion fish > ~/.config/fish/completions/searchkit.fish
"""

Shell: TypeAlias = Literal["bash", "zsh", "fish"]


def completion(shell: Annotated[Shell, typer.Argument(metavar="SHELL")]) -> int:
    """Print what SHELL (bash, zsh or fish) loads to complete the command lines of searchkit.

    Commands, options and their choices, the fields of a query, and what the index knows: authors, sources,
    languages, topics, names and ids.
    """
    from searchkit.cli.completion.shells import SCRIPTS

    sys.stdout.write(SCRIPTS[shell])
    return 0
