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
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-m", "searchkit", command, "--no-names"],
        cwd=tmp_path,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        wait_for_batch(tmp_path / "index")
        os.killpg(process.pid, signal.SIGINT)  # as the terminal does: to all processes of the command
        out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"searchkit: interrupted\n")
    assert run("search", "oil", "--jsonl").out == before
    for file in new:
        file.unlink()
    assert run("update", "--no-names").out.startswith("5 articles · nothing new")


def wait_for_batch(index: Path) -> None:
    """Return once something of the next generation is written."""
    end = time.monotonic() + 20
    while not any(index.glob("building-*/*")):
        assert time.monotonic() < end
        time.sleep(0.002)
