"""The whole program in a process of its own, the archives it works on, and what an index answers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import searchkit
from searchkit.archive import Index

COMMAND = (sys.executable, "-c", "from searchkit.cli import main; main()")
QUERIES = ("shared", "marker", "title:report", '"shared words of"', "sh*", "*ar*", "date:2018", "name:Geneva")


def start(*args: str | Path, cwd: Path, **options: object) -> subprocess.Popen[bytes]:
    """Start the program in a session of its own, so that all its processes can be told."""
    return subprocess.Popen(
        [*COMMAND, *map(os.fspath, args)],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        **options,  # type: ignore[call-overload]
    )


@dataclass(frozen=True)
class Ran:
    """What a run of the program gave."""

    code: int
    out: str
    err: str

    def assert_one_sentence(self, code: int, *parts: str) -> None:
        """It ended with the code and said one thing on stderr, with what to do."""
        assert self.code == code, self
        assert self.out == "", self
        assert "Traceback" not in self.err
        assert self.err.startswith("searchkit: ")
        assert 1 <= self.err.count("\n") <= 2, self.err
        for part in parts:
            assert part in self.err


def run(*args: str | Path, cwd: Path, timeout: float = 60, **options: object) -> Ran:
    """Run the program to its end."""
    process = start(*args, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    try:
        out, err = process.communicate(timeout=timeout)
    finally:
        process.kill()
    return Ran(process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))


def write_articles(folder: Path, marker: str, numbers: Sequence[int]) -> None:
    """Make the folder hold just these articles, each with a word of its own and the marker."""
    folder.mkdir(exist_ok=True)
    wanted = {f"a{number}.txt" for number in numbers}
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
    for number in numbers:
        text = (
            f"Report {number}\n\nGeneva, {1 + number % 28} May 2018\n\n"
            f"The shared words of all and word{number} and {marker}, in Geneva.\n\nMarker {marker}.\n"
        )
        (folder / f"a{number}.txt").write_text(text)


def state(index: Index, queries: Sequence[str] = QUERIES) -> Mapping[str, object]:
    """Everything an index says: ids with digests, and the answers to some queries."""
    hits = index.search("*", limit=1_000_000).hits
    answers = {
        query: [(hit.id, round(hit.score, 9)) for hit in index.search(query, limit=20, mode="all").hits]
        for query in queries
    }
    return {"digests": {hit.id: hit.article.digest for hit in hits}, **answers}


def state_of(folder: Path, queries: Sequence[str] = QUERIES) -> Mapping[str, object]:
    """What the index in a folder says."""
    with searchkit.open(folder) as index:
        return state(index, queries)


def names_in(index: Path) -> set[str]:
    """What stands in the folder of an index, generations without their number."""
    return {"gen" if path.name.startswith("gen-") else path.name for path in index.iterdir()}


CLEAN = {"CURRENT", "WRITELOCK", "gen"}
"""What a finished index consists of."""
