"""The scripts, in the shells they are for."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.completion.conftest import RECORDS, shell

ASK = """
source <(searchkit completion bash)
COMP_LINE={line} COMP_POINT={point} COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'
compopt() {{ echo "$2"; }}
_searchkit searchkit
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def ask_bash(archive: Path, line: str) -> list[str]:
    script = ASK.format(line=shlex.quote(line), point=len(line))
    return [reply for reply in shell("bash", script, archive).split("\n") if reply]


@pytest.mark.parametrize(
    ("line", "replies"),
    [
        ("searchkit up", ["update"]),
        ("searchkit search --sort n", ["newest"]),
        ("searchkit search --sort=n", ["newest"]),
        ("searchkit search -a john", ["John\\ Bolton"]),
        ("searchkit search 'author:john", ['author:"John Bolton"']),
        ('searchkit search "author:john', ['author:\\"John Bolton\\""']),
        ("searchkit search author:john", ['\\"John\\ Bolton\\"']),
        ("searchkit search autho", ["nospace", "author:"]),
        ("searchkit rebuild co", ["default"]),
        ("searchkit search 'a b' -a \"john", ["John Bolton"]),
    ],
)
def test_bash(archive: Path, line: str, replies: list[str]) -> None:
    assert ask_bash(archive, line) == replies


def test_nothing_from_the_index_runs_in_bash(archive: Path) -> None:
    """Every author, completed and run as a line: bash takes the very name, and nothing else happens."""
    expected = sorted(record["author"] for record in RECORDS)
    found = []
    for word in ask_bash(archive, "searchkit search -a "):
        found.append(shell("bash", f"printf %s {word}", archive))
    assert sorted(found) == expected
    assert not list(archive.glob("**/pwned"))


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not here")
def test_zsh(archive: Path) -> None:
    script = """
        compdef() { : }; _files() { echo files }
        compadd() { echo "$@[1,-2]"; local name=$@[-1]; printf '%s\\n' "${(@P)name}" }
        source <(searchkit completion zsh)
        typeset -A compstate; CURRENT=${#words}
        words=(searchkit search -a "''"); CURRENT=4; PREFIX=; _searchkit
        words=(searchkit search "'iran" "autho"); CURRENT=4; PREFIX=autho; _searchkit
        words=(searchkit rebuild c); CURRENT=3; PREFIX=c; _searchkit
    """
    expected = sorted(record["author"] for record in RECORDS)
    lines = shell("zsh", script, archive).split("\n")
    assert lines == [
        "-U -l -d told -a", *expected, "-U -S  -l -d told -a", "author:", "files", "",
    ]  # fmt: skip
    assert not list(archive.glob("**/pwned"))


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not here")
def test_fish(archive: Path) -> None:
    script = """
        searchkit completion fish | source
        complete -C 'searchkit search -a '
        complete -C 'searchkit up'
        complete -C "searchkit search 'iran author:john"
    """
    expected = sorted(record["author"] for record in RECORDS)
    lines = shell("fish", script, archive).split("\n")
    assert sorted(lines[: len(expected)]) == expected
    assert lines[len(expected) :] == [
        "update\tTake in new and changed articles, drop what is gone.", 'iran author:"john Bolton"', "",
    ]  # fmt: skip
    assert not list(archive.glob("**/pwned"))
