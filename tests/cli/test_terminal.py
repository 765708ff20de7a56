"""The program in a process of its own: on a terminal, in a pipe, interrupted."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from fcntl import ioctl
from pathlib import Path

import pytest

from searchkit.textwidth import display_width
from tests.cli.archives import write

PROGRAM = (sys.executable, "-m", "searchkit")
SGR = re.compile(r"\x1b\[[0-9;]*m")


def environ(**changes: str) -> dict[str, str]:
    """A plain environment: nothing of whoever runs the tests."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**kept, "HOME": "/nonexistent", "TERM": "xterm-256color", "PYTHONWARNINGS": "error", **changes}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("archive"))
    subprocess.run([*PROGRAM, "rebuild", "-q", "--no-names"], cwd=folder, env=environ(), check=True)
    return folder


def on_terminal(folder: Path, *args: str, columns: int = 80, **changes: str) -> tuple[int, str]:
    """Run on a terminal of some width: exit code and all that appears there."""
    controller, terminal = pty.openpty()
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        [*PROGRAM, *args],
        cwd=folder,
        env=environ(**changes),
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    ) as process:
        os.close(terminal)
        seen = b""
        while select.select([controller], [], [], 20)[0]:
            try:
                chunk = os.read(controller, 65536)
            except OSError:  # the other end is closed
                break
            if not chunk:
                break
            seen += chunk
        os.close(controller)
    return process.returncode, re.sub(r"\d+ ms", "N ms", seen.decode().replace("\r\n", "\n"))


WIDE = """
  3 articles · oldest first · N ms

  1  Guards pull back from “state of war”                            14 Aug 2018
     Jane Doe · deal ¶2
     Oil fell.

  2  Crude prices rise                                                  Sep 2018
     John Roe · oil/crude ¶1
     Oil rose on Monday as sanctions on Iran took hold.

  1–2 of 3 · more: --page 2 · read: searchkit show deal

"""


def test_results_on_a_terminal(built: Path) -> None:
    args = ("search", "oil", "--sort", "oldest", "-n", "2", "--snippets", "1")
    code, screen = on_terminal(built, *args, PAGER="cat")
    assert code == 0
    assert SGR.sub("", screen) == WIDE
    assert "\x1b[1;31mOil\x1b[0m fell." in screen
    code, screen = on_terminal(built, *args, PAGER="cat", NO_COLOR="1")
    assert screen == WIDE.replace("Oil fell", "«Oil» fell").replace("Oil rose", "«Oil» rose")
    assert on_terminal(built, *args, PAGER="cat", TERM="dumb") == (code, screen)


@pytest.mark.parametrize("columns", [40, 120])
@pytest.mark.parametrize(
    "args",
    [
        "search * -n 20",
        "show evil",
        "facets *",
        "timeline * --by month",
        "timeline * --by week --split author",
        "search * --timeline --snippets 1",
        "kwic war -w 60",
        "kwic tank* --sort left",
        "explain oi* deal",
        "explain tankers evil",
    ],
)
def test_nothing_is_wider_than_the_terminal(built: Path, args: str, columns: int) -> None:
    code, screen = on_terminal(built, *args.split(), columns=columns, PAGER="cat")
    assert code == 0
    lines = SGR.sub("", screen).split("\n")
    assert max(map(display_width, lines)) <= columns
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", "\n".join(lines))


def test_titles_in_wide_letters_keep_the_dates_aligned(built: Path) -> None:
    _, screen = on_terminal(built, "search", "北京 OR crude", "--snippets", "0", PAGER="cat", NO_COLOR="1")
    assert "  2  «北京»和上海的石油                                               2 Jan 2019\n" in screen


def test_the_pager(built: Path, tmp_path: Path) -> None:
    pager = tmp_path / "my pager"
    pager.write_text("#!/bin/sh\necho PAGED $LESS\ncat\n")
    pager.chmod(0o755)
    args = ("search", "oil", "-q", "-n", "1", "--snippets", "0")
    command = f"'{pager}'"
    _, plain = on_terminal(built, *args, "--no-pager")
    assert on_terminal(built, *args, PAGER=command, LESS="R") == (0, f"PAGED R\n{plain}")
    assert on_terminal(built, *args, PAGER="false", SEARCHKIT_PAGER=command) == (0, f"PAGED FIRX\n{plain}")
    assert on_terminal(built, *args, PAGER="no-such-pager") == (0, plain)
    assert on_terminal(built, "show", "deal", PAGER="true")[0] == 0  # leaves at once, reads nothing
    assert on_terminal(built, "search", "-c", "oil", PAGER=command) == (0, "3\n")


def test_in_a_pipe_nothing_is_coloured_or_wrapped(built: Path) -> None:
    ran = subprocess.run(
        [*PROGRAM, "search", "oil"], cwd=built, env=environ(COLUMNS="40"), capture_output=True, check=False
    )
    assert b"\x1b" not in ran.stdout + ran.stderr
    assert "\n     The nuclear deal was abandoned by Washington in May, and sanctions" in ran.stdout.decode()


@pytest.mark.parametrize("locale", ["C", "en_US.ISO-8859-1"])
def test_output_is_utf8_whatever_the_locale(built: Path, locale: str) -> None:
    plain = environ(LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    ran = subprocess.run(
        [*PROGRAM, "show", "n1", "--text"], cwd=built, env=plain, capture_output=True, check=False
    )
    assert (ran.returncode, ran.stdout.decode()) == (0, "北京和上海的石油\n\n他们在北京谈石油。\n")


@pytest.mark.parametrize("form", [(), ("--jsonl",)])
def test_a_reader_that_goes_away_is_no_error(built: Path, form: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    with subprocess.Popen(
        [*PROGRAM, "search", "oil", "-q", *form],
        cwd=built,
        env=environ(),
        stdout=writing,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(reading)
        os.close(writing)
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_interrupted(tmp_path: Path) -> None:
    write(tmp_path)
    os.mkfifo(tmp_path / "list")
    with subprocess.Popen(
        [*PROGRAM, "extract", "--files-from", "list"], cwd=tmp_path, env=environ(), stderr=subprocess.PIPE
    ) as process:
        writer = os.open(tmp_path / "list", os.O_WRONLY)  # returns once the program waits for the list
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert process.stderr.read() == b"searchkit: interrupted\n"
        os.close(writer)
    assert process.returncode == 130


def test_a_progress_bar_only_where_someone_watches(tmp_path: Path) -> None:
    write(tmp_path)
    code, screen = on_terminal(tmp_path, "rebuild", "--no-names")
    assert code == 0
    assert "reading" in screen
    ran = subprocess.run(
        [*PROGRAM, "rebuild", "--no-names"], cwd=tmp_path, env=environ(), capture_output=True, check=True
    )
    assert ran.stderr == b""
    assert ran.stdout.startswith(b"5 articles")


def test_a_full_disk_behind_the_output_is_one_sentence(built: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*PROGRAM, "search", "oil", "-q"],
            cwd=built,
            env=environ(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (ran.returncode, ran.stderr) == (3, b"searchkit: The output: No space left on device.\n")
