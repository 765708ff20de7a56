"""The user's own word on who is who: `merge` and `split` lines in a plain text file.

# one rule a line; a comment starts with #
merge IRGC = Islamic Revolutionary Guard Corps = Pasdaran
split Bolton, J. = John Bolton
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise

from searchkit.errors import UsageError

_FORM = "write: merge NAME = OTHER NAME, or: split NAME = OTHER NAME"


@dataclass(frozen=True, slots=True)
class Overrides:
    """Pairs of names the user says are the same, and pairs that are not."""

    merges: tuple[tuple[str, str], ...] = ()
    splits: tuple[tuple[str, str], ...] = ()


def read_overrides(text: str, source: str) -> Overrides:
    """The rules in the text of a file.

    Args:
        text: what the file holds.
        source: its name, for error messages.

    Raises:
        UsageError: a line is neither empty, a comment nor a rule; the message names the line.
    """
    merges: list[tuple[str, str]] = []
    splits: list[tuple[str, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        rule = line.split("#", 1)[0].strip()
        if not rule:
            continue
        action, _, rest = rule.partition(" ")
        names = [" ".join(name.split()) for name in rest.split("=")]
        if action not in {"merge", "split"}:
            raise UsageError(
                f"{source} line {number}: a rule starts with merge or split, not {action!r}", hint=_FORM
            )
        if len(names) < 2 or not all(names):
            raise UsageError(
                f"{source} line {number}: {action} needs two names with = between them", hint=_FORM
            )
        if action == "merge":
            merges += pairwise(names)
        else:
            splits += combinations(names, 2)
    return Overrides(tuple(merges), tuple(splits))
