"""Rebuild and update killed at any instant: the old state or the new one, never a mixture, and nothing left over.

SEARCHKIT_KILLS=300 kills more often than a test run does.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

import searchkit
from tests.engines.program import CLEAN, names_in, start, state_of, write_articles

KILLS = int(os.environ.get("SEARCHKIT_KILLS", "12"))
MANY = 1_100  # files: more than two batches, so that worker processes read them
pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")


def group_is_gone(group: int, seconds: float = 5) -> bool:
    """Whether all processes of a group end within some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


class Archive:
    """A folder of articles that changes, its index, and what that index ought to say."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.corpus, self.index = root, root / "corpus", root / "index"
        self.random = random.Random(seed)  # noqa: S311  a test's dice
        self.numbers = list(range(40))
        self.round = 0
        self.seconds = 1.0
        self.change()
        searchkit.rebuild(self.corpus, self.index, workers=1)

    def change(self, files: int = 40) -> None:
        """Write the articles of a new round: all with its marker, some new, some gone."""
        self.round += 1
        kept = [n for n in self.numbers if self.random.random() > 0.1]
        fresh = range(self.round * 10_000, self.round * 10_000 + files - len(kept))
        self.numbers = [*kept, *fresh][:files]
        write_articles(self.corpus, f"round{self.round}", self.numbers)

    def expected(self) -> object:
        """What a fresh index of the corpus says."""
        other = self.root / "other"
        searchkit.rebuild(self.corpus, other, workers=1)
        return state_of(other)

    def kill(self, command: str) -> bool:
        """Run a command and kill it at some instant; returns whether it was too late."""
        arguments = (command, self.corpus, "--index", self.index, "--workers", "2")
        process = start(*arguments, cwd=self.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        note = self.index / "WRITER"
        if self.random.random() < 0.8:  # most often, while it works rather than while it starts
            while process.poll() is None and not note.exists():
                time.sleep(0.001)
        time.sleep(self.random.uniform(0, self.seconds))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert process.returncode in (0, -signal.SIGKILL)
        self.seconds *= 0.8 if process.returncode == 0 else 1.07  # so that the last steps are met as well
        assert group_is_gone(process.pid), "worker processes stayed behind"
        return process.returncode == 0


def test_killed_at_any_instant(tmp_path: Path) -> None:
    archive = Archive(tmp_path, seed=KILLS)
    archive.seconds = 0.4
    old = archive.expected()
    outcomes = {"old": 0, "new": 0, "finished": 0}
    while outcomes["old"] + outcomes["new"] < KILLS:
        archive.change()
        new = archive.expected()
        finished = archive.kill(("rebuild", "update")[archive.round % 2])
        found = state_of(archive.index)
        assert found in ((new,) if finished else (old, new))
        outcomes["finished" if finished else "old" if found == old else "new"] += 1
        searchkit.update(archive.corpus, archive.index, workers=1)
        assert state_of(archive.index) == new
        assert names_in(archive.index) == CLEAN
        old = new
    print(f"\n{KILLS} kills: {outcomes}")


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    archive = Archive(tmp_path, seed=1)
    archive.change(MANY)
    archive.seconds = 0.4
    for _ in range(max(2, KILLS // 10)):
        archive.kill("rebuild")
    searchkit.rebuild(archive.corpus, archive.index, wait=0)  # the lock is free at once
    assert names_in(archive.index) == CLEAN
