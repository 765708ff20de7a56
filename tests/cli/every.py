"""Command lines that together run every command, for tests of what holds for all of them.

They run in the archive of `evil.py`. A new command gets a line here, and its JSON forms a file in cli/schemas.
"""

from __future__ import annotations

import shlex
from typing import Any

import typer

from searchkit.cli.app import app

LINES: dict[str, tuple[str, ...]] = {
    "search": (
        "search tankers --timeline",
        "search tankerz",
        "search --copies -e Bolton",
        "search --queries list.txt",
    ),
    "show": ("show evil", "show evil#p2 --text", "show evil --meta"),
    "copies": ("copies evil",),
    "similar": ("similar evil",),
    "cite": ("cite evil other#p1 --style apa",),
    "quotes": ("quotes draft.md",),
    "facets": ("facets '*' --of author,source,name,person,org,place,topic,lang,year", "facets zzz"),
    "timeline": ("timeline '*' --by month", "timeline '*' --split topic"),
    "kwic": ("kwic tankers --sort left",),
    "explain": ("explain 'tanker* banana' evil",),
    "names": ("names", "names --filter bolton"),
    "cooccur": ("cooccur Bolton --within paragraph", "cooccur nobody"),
    "aliases": ("aliases", "aliases egc", "aliases merge EGC 'the guard'"),
    "authors": ("authors --why",),
    "saved": ("saved list", "saved run tankers --new", "saved run --all", "saved add other 'title:other'"),
    "rm": ("rm evil --yes", "rm --query tankers --dry-run"),
    "export": ("export tankers -o exported",),
    "replay": ("replay earlier",),
    "rebuild": ("rebuild corpus",),
    "update": ("update corpus",),
    "status": ("status",),
    "check": ("check",),
    "extract": ("extract corpus --why",),
    "config": ("config",),
    "completion": ("completion bash",),
    "man": ("man",),
    "help": ("help", "help query"),
    "shell": ("shell",),
}
"""What to run of each command."""

CHANGE_THINGS = {"aliases", "saved", "rm", "export", "rebuild", "update"}
"""Commands that are run in an archive of their own."""

STDIN = {"shell": "(\ntankers\nshow 1\n:facets tankers\n:cooccur Bolton --json\n"}
"""What to type into a command."""

FORMS = ("--json", "--jsonl", "--csv", "--tsv", "--md", "--files", "--ids", "--count")
"""The options that ask for an output form."""


def forms_of(command: str) -> list[str]:
    """The options of a command that ask for an output form, of `FORMS`."""
    return [form for form in FORMS if takes(command, form)]


def takes(command: str, option: str) -> bool:
    """Whether a command has an option."""
    group: Any = typer.main.get_command(app)
    return any(option in param.opts for param in group.get_command(None, command).params)


def lines() -> list[tuple[str, ...]]:
    """All command lines, each as its arguments, the command first."""
    return [tuple(shlex.split(line)) for each in LINES.values() for line in each]
