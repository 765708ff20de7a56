"""Updates by hand: 100 changed articles of many, then many updates of one article; how fast searches stay.

    python -m tests.bench.updates ARTICLES.jsonl[.gz] [--updates 1000] [--folder]

The articles are copied to a temporary folder, as one export or (`--folder`) as a file each, and changed there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import searchkit

QUERIES = ("oil", "government AND minister", '"prime minister"', "bank OR market", "zzzmarker")


class Corpus:
    """Articles on disk, as one export or as a file each."""

    def __init__(self, rows: list[dict[str, Any]], folder: Path, *, files: bool) -> None:
        self.rows, self._folder, self._files = rows, folder, files
        folder.mkdir()
        self.write(range(len(rows)))

    def write(self, changed: Sequence[int]) -> None:
        """Write what changed."""
        if self._files:
            for number in changed:
                (self._folder / f"a{number:06d}.json").write_text(json.dumps(self.rows[number]))
        else:
            (self._folder / "all.jsonl").write_text("\n".join(map(json.dumps, self.rows)))

    def change(self, numbers: Sequence[int], mark: str) -> None:
        """Add a sentence to some articles."""
        for number in numbers:
            self.rows[number] = {
                **self.rows[number],
                "text": f"{self.rows[number]['text']}\n\n{mark} zzzmarker.",
            }
        self.write(numbers)


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds of wall time, and what came out."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def search_times(index: Path) -> str:
    """Median milliseconds of each query, the index opened anew each time."""
    medians = []
    for query in QUERIES:
        times = []
        for _ in range(7):
            with searchkit.open(index) as opened:
                times.append(timed(lambda query=query, opened=opened: opened.search(query).hits)[0])  # type: ignore[misc]
        medians.append(1000 * statistics.median(times))
    with searchkit.open(index) as opened:
        segments = opened.info()["segments"]
    return f"{segments} segments, ms " + " ".join(f"{median:.2f}" for median in medians)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", type=Path)
    parser.add_argument("--updates", type=int, default=1000)
    parser.add_argument("--folder", action="store_true")
    options = parser.parse_args()
    opener = gzip.open if options.articles.suffix == ".gz" else open
    with opener(options.articles, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    with tempfile.TemporaryDirectory() as root:
        corpus = Corpus(rows, Path(root) / "corpus", files=options.folder)
        index = Path(root) / "index"
        seconds, _ = timed(lambda: searchkit.rebuild(Path(root) / "corpus", index, names=False))
        print(f"rebuild of {len(rows):,}: {seconds:.1f} s; {search_times(index)}")
        seconds, _ = timed(lambda: searchkit.update(index=index))
        print(f"update with nothing new: {seconds:.2f} s")
        step = max(1, len(rows) // 100)
        corpus.change(range(0, len(rows), step)[:100], "Changed.")
        seconds, report = timed(lambda: searchkit.update(index=index))
        print(f"update with {getattr(report, 'changed', 0)} changed: {seconds:.2f} s; {search_times(index)}")
        times = []
        for number in range(options.updates):
            corpus.change([number % len(rows)], f"Round {number}.")
            times.append(timed(lambda: searchkit.update(index=index))[0])
        if times:
            print(
                f"{len(times)} updates of one article: median {statistics.median(times):.2f} s; {search_times(index)}"
            )
        searchkit.rebuild(Path(root) / "corpus", Path(root) / "fresh", names=False)
        print(f"rebuilt: {search_times(Path(root) / 'fresh')}")


if __name__ == "__main__":
    main()
