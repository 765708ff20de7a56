"""Readers while a writer commits, two writers at once, and locks that were left behind.

SEARCHKIT_SECONDS=30 reads and writes longer than a test run does.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

import searchkit
from searchkit.engines.whoosh.lock import WriteLock
from searchkit.errors import IndexLockedError
from tests.engines.program import CLEAN, names_in, run, start, write_articles

SECONDS = float(os.environ.get("SEARCHKIT_SECONDS", "2"))


def read(index: Path, stop: Event, answers: multiprocessing.Queue[tuple[int, int, str]]) -> None:
    """Search until told to stop; reports how often, how many generations were seen, and what was wrong."""
    searches, seen = 0, set()
    try:
        while not stop.is_set():
            with searchkit.open(index) as opened:
                for query in ("shared", '"shared words"', "round*"):
                    results = opened.search(query, limit=100)
                    markers = {hit.article.paragraphs[-1] for hit in results.hits}
                    assert len(markers) == 1, markers
                    assert results.total == len(results.hits) == 30
                    seen |= markers
                    searches += 1
    except Exception as error:  # noqa: BLE001  whatever it is, the test must see it
        answers.put((searches, len(seen), f"{type(error).__name__}: {error}"))
    else:
        answers.put((searches, len(seen), ""))


def test_readers_see_whole_generations(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    write_articles(corpus, "round0", range(30))
    searchkit.rebuild(corpus, index, workers=1, names=False)
    context = multiprocessing.get_context("spawn")
    stop, answers = context.Event(), context.Queue()
    readers = [context.Process(target=read, args=(index, stop, answers)) for _ in range(4)]
    for reader in readers:
        reader.start()
    end, rounds = time.monotonic() + SECONDS + 1, 0
    while time.monotonic() < end:
        rounds += 1
        write_articles(corpus, f"round{rounds}", range(30))
        (searchkit.update if rounds % 3 else searchkit.rebuild)(corpus, index, workers=1, names=False)
    stop.set()
    found = [answers.get(timeout=30) for _ in readers]
    for reader in readers:
        reader.join()
    print(f"\n{rounds} commits, searches and generations seen by each reader: {found}")
    assert [problem for _, _, problem in found] == [""] * 4
    assert all(searches for searches, _, _ in found)
    assert names_in(index) == CLEAN


HOLD = """
import sys, time
from pathlib import Path
from searchkit.engines.whoosh.lock import WriteLock
lock = WriteLock(Path(sys.argv[1]))
lock.acquire(0)
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


def holder(index: Path, seconds: float) -> subprocess.Popen[str]:
    """A process that holds the lock."""
    process = subprocess.Popen(
        (sys.executable, "-c", HOLD, index, str(seconds)), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    write_articles(tmp_path / "corpus", "first", range(10))
    searchkit.rebuild(tmp_path / "corpus", tmp_path / "index", workers=1)
    return tmp_path


@pytest.mark.parametrize("command", ["rebuild", "update"])
def test_a_second_writer_says_who_holds_the_lock(archive: Path, command: str) -> None:
    with holder(archive / "index", 60) as first:
        ran = run(command, archive / "corpus", "--index", archive / "index", "--wait", "0.2", cwd=archive)
        assert run("search", "shared", "--index", archive / "index", cwd=archive).code == 0
        assert (archive / "index/WRITER").exists()
        first.kill()
    ran.assert_one_sentence(4, f"process {first.pid} on ", "--wait SECONDS")
    assert re.search(r", since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(\d+ s\)\.", ran.err)


def test_a_second_writer_waits(archive: Path) -> None:
    with holder(archive / "index", 0.5):
        began = time.monotonic()
        searchkit.update(index=archive / "index", wait=20)
        assert 0.1 < time.monotonic() - began < 10


def test_a_lock_left_by_a_dead_process_is_taken_over(archive: Path) -> None:
    with holder(archive / "index", 60) as first:
        first.send_signal(signal.SIGKILL)
    assert (archive / "index/WRITER").exists()
    searchkit.update(index=archive / "index", wait=0)
    assert names_in(archive / "index") == CLEAN


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b"{}",
        b'{"pid": "x", "host": 1, "since": 1}',
        b'{"pid": 1, "host": "h", "since": 1e300}',
        json.dumps({"pid": 1, "host": "\x1b[31m" * 1000, "since": 1.0}).encode(),
    ],
)
def test_a_note_that_makes_no_sense(archive: Path, note: bytes) -> None:
    lock = WriteLock(archive / "index")
    lock.acquire(0)
    (archive / "index/WRITER").write_bytes(note)
    with pytest.raises(IndexLockedError, match="Another process is writing"):
        searchkit.update(index=archive / "index", wait=0)
    lock.release()
    assert names_in(archive / "index") == CLEAN


def test_interrupted_it_leaves_nothing_behind(archive: Path) -> None:
    write_articles(archive / "corpus", "second", range(1_100))
    arguments = ("rebuild", archive / "corpus", "--index", archive / "index", "--workers", "2")
    process = start(*arguments, cwd=archive, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while process.poll() is None and not list((archive / "index").glob("building-*/batch-*")):
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, b"searchkit: interrupted\n")
    assert names_in(archive / "index") == CLEAN
    assert len(list((archive / "index").glob("gen-*"))) == 1
