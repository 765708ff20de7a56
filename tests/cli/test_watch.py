"""`searchkit update --watch`: the real program, real files and the clock."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import IO

import pytest

from searchkit.engines.whoosh.lock import WriteLock

COMMAND = [sys.executable, "-c", "from searchkit.cli import main; main()"]
PATIENCE = 30.0  # seconds
CALM = 1.5  # seconds in which nothing must be said


class Watch:
    """A running `update --watch`, whose lines can be waited for."""

    def __init__(self, folder: Path, *args: str) -> None:
        self._lines: Queue[str] = Queue()
        self.process = subprocess.Popen(
            [*COMMAND, "update", "--watch", "--no-names", *args],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for stream in (self.process.stdout, self.process.stderr):
            assert stream
            threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            self._lines.put(line.rstrip("\n"))

    def line(self) -> str:
        """The next line it says, the clock as TIME."""
        return re.sub(r"^\d\d:\d\d:\d\d", "TIME", self._lines.get(timeout=PATIENCE))

    def is_calm(self) -> bool:
        """Whether it says nothing for a while."""
        with pytest.raises(Empty):
            self._lines.get(timeout=CALM)
        return True

    def interrupt(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


Start = Callable[..., Watch]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    (tmp_path / "corpus").mkdir()
    write(tmp_path / "corpus/one.txt", "One")
    started: list[Watch] = []

    def starter(*args: str) -> Watch:
        started.append(Watch(tmp_path, *args))
        return started[-1]

    yield starter
    for each in started:
        each.process.kill()
        each.process.wait()
        for stream in (each.process.stdout, each.process.stderr):
            assert stream
            stream.close()


def write(file: Path, title: str) -> None:
    file.write_text(f"{title}\n\nBy Jane Doe | Aug 2018\n\nThe text of {title}.\n")


def test_a_line_for_every_update_that_changed_something(start: Start, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    watch = start()
    assert watch.line() == "TIME  1 added · 1 article · watching, Ctrl-C ends it"
    time.sleep(1)  # until it watches: what came before is taken in as well, but in lines of its own
    write(corpus / "two.txt", "Two")
    write(corpus / "three.txt", "Three")
    assert watch.line() == "TIME  2 added · 3 articles"
    write(corpus / "one.txt", "Another one")
    (corpus / "two.txt").unlink()
    assert watch.line() == "TIME  1 changed, 1 removed · 2 articles"
    (corpus / "picture.png").write_bytes(b"x")
    (corpus / ".hidden").write_text("x")
    os.utime(corpus / "one.txt")
    assert watch.is_calm()
    (corpus / "empty.txt").write_text("")
    assert watch.line() == "skipped empty.txt: empty file"
    write(corpus / "four.txt", "Four")
    assert watch.line() == "TIME  1 added · 3 articles"
    assert watch.interrupt() == 130
    assert watch.line() == "searchkit: interrupted"


def test_a_folder_that_goes_away_and_comes_back(start: Start, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    watch = start()
    watch.line()
    corpus.rename(tmp_path / "away")
    assert watch.line() == f"TIME  There is no file or folder {corpus}. Trying again."
    (tmp_path / "away").rename(corpus)
    assert watch.line() == "TIME  1 article"
    write(corpus / "two.txt", "Two")
    assert watch.line() == "TIME  1 added · 2 articles"


def test_another_writer_is_waited_for(start: Start, tmp_path: Path) -> None:
    watch = start("--wait", "0")
    watch.line()
    time.sleep(1)
    lock = WriteLock(tmp_path / "index")
    lock.acquire(PATIENCE)
    write(tmp_path / "corpus/two.txt", "Two")
    said = watch.line()
    assert said.startswith("TIME  Another process is writing to ")
    assert said.endswith(" Trying again.")
    assert watch.is_calm()
    lock.release()
    assert watch.line() == "TIME  1 added · 2 articles"


def test_an_index_among_the_articles_is_no_change(start: Start, tmp_path: Path) -> None:
    watch = start(".", "--index", "corpus/index")
    assert watch.line() == "TIME  1 added · 1 article · watching, Ctrl-C ends it"
    time.sleep(1)
    write(tmp_path / "corpus/two.txt", "Two")
    assert watch.line() == "TIME  1 added · 2 articles"
    assert watch.is_calm()


def test_for_programs(start: Start) -> None:
    document = json.loads(start("--json").line())
    assert (document["schema"], document["added"], document["articles"]) == (1, 1, 1)


def test_what_is_wrong_from_the_start_ends_it(start: Start) -> None:
    watch = start("nowhere")
    assert watch.process.wait(PATIENCE) == 5
    assert watch.line().startswith("searchkit: There is no file or folder ")
