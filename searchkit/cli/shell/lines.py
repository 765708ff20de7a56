"""A line of the shell -> the arguments of a command.

A line is a query; words that begin with two hyphens, and the short options of `search` (`-n 3`), are options and
their values. Behind a colon stands a command, written as in any other shell. `show 1` needs no colon, as it is
what comes after a search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from searchkit.cli.app import COMMANDS
from searchkit.cli.completion import takes_id
from searchkit.cli.completion.quoting import cut
from searchkit.cli.completion.slots import Walk
from searchkit.errors import UsageError

_OPENS_RESULT = re.compile(r"show +[0-9]+(#p[0-9]+)?( |$)")
_RANK = re.compile(r"([0-9]{1,9})(#p[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query line: where it starts, and how it is written, with its quotation marks."""

    start: int
    text: str

    @property
    def plain(self) -> str:
        """Without quotation marks, as the value of an option."""
        return self.text.replace('"', "")

    @property
    def is_option(self) -> bool:
        """Whether it names an option in full; a single hyphen is the NOT of a query."""
        return self.text.startswith("--") and self.text != "--"


def is_command(line: str) -> bool:
    """Whether a line is a command, and not a query."""
    return line.startswith(":") or bool(_OPENS_RESULT.match(line))


def arguments(program: Any, line: str, ranks: Mapping[int, str]) -> list[str]:
    """The arguments that a line stands for; `ranks` are the ids of the articles found last.

    Raises UsageError.
    """
    if not is_command(line):
        return _of_query(program, line)
    typed = cut(f"{line.removeprefix(':')} ")
    if typed.quote:
        raise UsageError(f"{typed.quote} is never closed.", "A query that has it goes without the colon.")
    words = list(typed.words)
    if words[:1] == ["shell"]:
        raise UsageError("This is the shell.", "help says what it takes.")
    return [_by_rank(program, words[:at], word, ranks) for at, word in enumerate(words)]


def _by_rank(program: Any, before: Sequence[str], word: str, ranks: Mapping[int, str]) -> str:
    """`2#p3` where an id is taken -> the id of the second article found, and the paragraph."""
    rank = _RANK.fullmatch(word)
    if rank and int(rank[1]) in ranks and takes_id(program, before, word):
        return ranks[int(rank[1])] + (rank[2] or "")
    return word


def _of_query(program: Any, line: str) -> list[str]:
    search = program.get_command(None, "search")
    short = {name for param in search.params for name in param.opts if len(name) == len("-n")}
    walk = Walk(search)
    options: list[str] = []
    query: list[str] = []
    for token in tokens(line):
        if walk.waits_for_value or (walk.at_option and (token.is_option or token.text in short)):
            options.append(token.plain)
            walk.take(token.plain)
        elif token.text == "--":
            walk.take("--")
        else:
            query.append(token.text)
    return ["search", *options, "--", " ".join(query)]


def tokens(line: str) -> Iterator[Token]:
    """A line cut at spaces outside of double quotes; an apostrophe is no quotation mark."""
    start, quoted = 0, False
    for at, char in enumerate(f"{line} "):
        if char == '"':
            quoted = not quoted
        at_end = at == len(line)
        if at_end or (char.isspace() and not quoted):
            if at > start:
                yield Token(start, line[start:at])
            start = at + 1


def looks_like_command(line: str) -> str:
    """The command that a query begins with the name of, empty if it is the name of none."""
    first = line.split(maxsplit=1)[0] if line.strip() else ""
    return first if first in COMMANDS and not is_command(line) else ""
