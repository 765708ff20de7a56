"""A name to look up, or `merge A B` and `split A B`: the arguments of commands that tell who is who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from searchkit.errors import UsageError

if TYPE_CHECKING:
    from searchkit.archive.whoiswho.rules import Action


@dataclass(frozen=True, slots=True)
class NameOrRule:
    """The words after the command."""

    words: Annotated[list[str] | None, typer.Argument(metavar="[NAME | merge A B | split A B]")] = None

    @property
    def name(self) -> str:
        """The name; an empty string asks for all."""
        return " ".join(self.words or ())

    def rule(self, command: str) -> tuple[Action, str, str] | None:
        """The rule that the words state, None if they are a name. Raises UsageError."""
        words = self.words or []
        if not words or words[0] not in ("merge", "split"):
            return None
        if len(words) != 3:
            raise UsageError(
                f"{words[0]} takes two names, not {len(words) - 1}.",
                f'For example: searchkit {command} {words[0]} "one name" "another name"',
            )
        return ("merge" if words[0] == "merge" else "split"), words[1], words[2]
