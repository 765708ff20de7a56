"""`merge A B` and `split A B` on a command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from searchkit.errors import UsageError

if TYPE_CHECKING:
    from searchkit.archive.rules import Action


def rule_in(words: Sequence[str], command: str) -> tuple[Action, str, str] | None:
    """The rule that the arguments of a command state, None if they are a name. Raises UsageError."""
    if not words or words[0] not in ("merge", "split"):
        return None
    if len(words) != 3:
        raise UsageError(
            f"{words[0]} takes two names, not {len(words) - 1}.",
            f'For example: searchkit {command} {words[0]} "one name" "another name"',
        )
    return ("merge" if words[0] == "merge" else "split"), words[1], words[2]
