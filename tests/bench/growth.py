"""How building grows with the archive: time, CPU, peak memory and size, and what a second core gains.

    python -m tests.bench.growth ARTICLES.jsonl[.gz] [--sizes 4000 20000 100000]

More articles than there are come from the same ones with their words in another order and one in twenty altered,
so that they are no copies and the vocabulary grows as that of a real archive does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any

_ALTERED = 20  # of so many words one


@dataclass(frozen=True)
class Build:
    """What a rebuild took: seconds, seconds of CPU in all processes, megabytes of the largest one."""

    wall: float
    cpu: float
    memory: int


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """Articles without end."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        records = [json.loads(line) for line in lines]
    for copy in count():
        for record in records:
            yield altered(record, copy) if copy else record


def altered(record: dict[str, Any], copy: int) -> dict[str, Any]:
    """A record under another id, each paragraph in another order of words."""
    paragraphs = (reordered(paragraph.split(), copy) for paragraph in record["text"].split("\n\n"))
    return {**record, "id": f"{record['id']}-{copy}", "text": "\n\n".join(paragraphs)}


def reordered(words: list[str], copy: int) -> str:
    """Every so many words first, then their neighbours, and so on; one in twenty gets a syllable."""
    step = 2 + copy
    new = [word for start in range(step) for word in words[start::step]]
    new[copy % _ALTERED :: _ALTERED] = [f"{word}q{copy}" for word in new[copy % _ALTERED :: _ALTERED]]
    return " ".join(new)


def build(corpus: Path, index: Path, workers: int) -> Build:
    """Rebuild in a process of its own."""
    work = f"import searchkit; searchkit.rebuild({str(corpus)!r}, {str(index)!r}, names=False, workers={workers})"
    measured = (
        f"{work}\nimport resource as r\n"
        "both = [r.getrusage(who) for who in (r.RUSAGE_SELF, r.RUSAGE_CHILDREN)]\n"
        "print(sum(u.ru_utime + u.ru_stime for u in both), max(u.ru_maxrss for u in both) // 1024)"
    )
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", measured], capture_output=True, text=True, check=True)
    wall = time.perf_counter() - start
    cpu, memory = done.stdout.split()
    return Build(wall, float(cpu), int(memory))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[4_000, 20_000, 100_000])
    options = parser.parse_args()
    interpreter = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"articles   workers   wall s    CPU s   articles/CPU-s   peak MB above {interpreter}   index/text")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as root:
            corpus, index = Path(root) / "corpus", Path(root) / "index"
            corpus.mkdir()
            text = 0
            with (corpus / "all.jsonl").open("w") as file:
                for record in islice(articles(options.articles), size):
                    text += len(record["text"])
                    file.write(json.dumps(record) + "\n")
            for workers in (1, 2):
                took = build(corpus, index, workers)
                kept = sum(each.stat().st_size for each in index.rglob("*") if each.is_file())
                print(
                    f"{size:8,}   {workers:7}   {took.wall:6.1f}   {took.cpu:6.1f}   {size / took.cpu:14,.0f}"
                    f"   {took.memory - interpreter:20,}   {kept / text:10.2f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
