"""Ctrl-C while an index is built: exit code 130, and the old index answers as before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.archives import write
from tests.cli.conftest import Run

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")


@pytest.mark.parametrize("command", ["rebuild", "update"])
def test_the_old_index_stays(run: Run, tmp_path: Path, command: str) -> None:
    write(tmp_path)
    assert run("rebuild", "-q", "--no-names").code == 0
    before = run("search", "oil", "--jsonl").out
    new = [tmp_path / f"corpus/new{number}.txt" for number in range(400)]
    for number, file in enumerate(new):
        file.write_text(f"Oil {number}\n\n{'Oil fell again. ' * 300}")
    with started(tmp_path, command) as process:
        wait_for(tmp_path / "index", "building-*/*")
        os.killpg(process.pid, signal.SIGINT)  # as the terminal does: to all processes of the command
        out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"searchkit: interrupted\n")
    assert run("search", "oil", "--jsonl").out == before
    for file in new:
        file.unlink()
    assert run("update", "--no-names").out.startswith("5 articles · nothing new")


def test_the_digest_of_a_large_file_is_not_waited_for(run: Run, tmp_path: Path) -> None:
    write(tmp_path)
    assert run("rebuild", "-q", "--no-names").code == 0
    before = run("search", "oil", "--jsonl").out
    with (tmp_path / "corpus/large.jsonl").open("wb") as file:
        file.truncate(200_000_000_000)  # takes no room on the disk, and minutes to read
    with started(tmp_path, "rebuild") as process:
        wait_for(tmp_path / "index", "building-*")
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"searchkit: interrupted\n")
    assert run("search", "oil", "--jsonl").out == before


def started(folder: Path, command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "searchkit", command, "--no-names"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def wait_for(index: Path, made: str) -> None:
    """Return once something is there of the next generation."""
    end = time.monotonic() + 20
    while not any(index.glob(made)):
        assert time.monotonic() < end
        time.sleep(0.002)
