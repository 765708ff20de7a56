"""Build and query speed beside SQLite FTS5 and tantivy (`pip install '.[bench]'`), on the same articles in one run.

Usage: python -m tests.bench.speed ARTICLES.jsonl[.gz] [--limit N] [--queries N]

Each system runs in a process of its own. Builds are articles per CPU second, the processes of a build counted together.
Queries ask for the ids of the ten best: "first" is the first time an open index is asked, "again" the fifth; both are
medians in ms of CPU time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Queries = dict[str, list[str]]
Ask = Callable[[str, str], list[str]]
WORD = re.compile(r"[a-z]{3,}")


def records(path: Path, limit: int) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        for number, line in enumerate(lines):
            if limit and number >= limit:
                return
            yield json.loads(line)


def make_queries(path: Path, limit: int, count: int) -> Queries:
    """Words and neighbours drawn from the articles: the same for every system."""
    frequency, texts = Counter[str](), []
    for number, record in enumerate(records(path, limit)):
        words = WORD.findall(record["text"].lower())
        frequency.update(set(words))
        if number % 50 == 0:
            texts.append(words)
    draw = random.Random(20260101)  # noqa: S311  the same draw every time
    ranked = [word for word, _ in frequency.most_common()]
    common, middle, rare = ranked[100:400], ranked[2000:6000], [w for w in ranked if 3 <= frequency[w] <= 10]
    pairs = [(t[i], t[i + 1]) for t in texts if len(t) > 9 for i in [draw.randrange(len(t) - 1)]]
    return {
        "rare": draw.sample(rare, count),
        "common": draw.sample(common, count),
        "and": [f"{draw.choice(common)} {draw.choice(middle)}" for _ in range(count)],
        "or": [" OR ".join([*draw.sample(common, 2), draw.choice(middle)]) for _ in range(count)],
        "phrase": [f'"{a} {b}"' for a, b in draw.sample(pairs, count)],
        "prefix": [draw.choice(middle)[:5] + "*" for _ in range(count)],
    }


def searchkit(path: Path, folder: Path, limit: int) -> Ask:
    import searchkit as package

    source = path
    if limit:
        source = folder / "articles.jsonl"
        source.write_text("".join(json.dumps(record) + "\n" for record in records(path, limit)))
    command = [sys.executable, "-m", "searchkit", "rebuild", str(source), "--index", str(folder / "index")]
    subprocess.run([*command, "--no-names", "-q"], check=True)
    index = package.open(folder / "index")
    return lambda _, query: [hit.article.id for hit in index.search(query, mode="all").hits]


def fts5(path: Path, folder: Path, limit: int) -> Ask:
    db = sqlite3.connect(folder / "index.db")
    db.execute(
        "create virtual table a using fts5(id unindexed, title, text, tokenize='porter unicode61', prefix='5')"
    )
    rows = ((r["id"], r.get("title"), r["text"]) for r in records(path, limit))
    db.executemany("insert into a values (?, ?, ?)", rows)
    db.commit()

    def ask(kind: str, query: str) -> list[str]:
        words = " AND ".join(query.split()) if kind == "and" else query
        sql = "select id from a where a match ? order by bm25(a) limit 10"
        return [row[0] for row in db.execute(sql, (words,))]

    return ask


def tantivy(path: Path, folder: Path, limit: int) -> Ask:
    import tantivy as library

    schema = library.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    for name in ("title", "text"):
        schema.add_text_field(name, stored=True, tokenizer_name="en_stem")
    index = library.Index(schema.build(), path=str(folder))
    writer = index.writer(200_000_000, 1)
    for r in records(path, limit):
        writer.add_document(library.Document(id=r["id"], title=r.get("title") or "", text=r["text"]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(kind: str, query: str) -> list[str]:
        if kind == "prefix":
            parsed = library.Query.regex_query(index.schema, "text", query[:-1] + ".*")
        else:
            words = " AND ".join(query.split()) if kind == "and" else query
            parsed = index.parse_query(words, ["title", "text"])
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(parsed, 10).hits]

    return ask


SYSTEMS = {"tantivy": tantivy, "fts5": fts5, "searchkit": searchkit}


def cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def measure(system: str, path: Path, limit: int, queries: Queries) -> dict[str, Any]:
    text = articles = 0
    for record in records(path, limit):
        articles += 1
        text += len(record["text"])
    with tempfile.TemporaryDirectory() as name:
        start = cpu()
        ask = SYSTEMS[system](path, Path(name), limit)
        used = cpu() - start
        size = sum(
            file.stat().st_size
            for file in Path(name).rglob("*")
            if file.suffix != ".jsonl" and file.is_file()
        )
        timed = {kind: timing(ask, kind, lines) for kind, lines in queries.items()}
    return {"articles/CPU-s": round(articles / used), "index/text": round(size / text, 2), "ms": timed}


def timing(ask: Ask, kind: str, lines: list[str]) -> tuple[float, float]:
    first, again = [], []
    for line in lines:
        times = []
        for _ in range(5):
            start = time.process_time()
            ask(kind, line)
            times.append((time.process_time() - start) * 1000)
        first.append(times[0])
        again.append(times[-1])
    return statistics.median(first), statistics.median(again)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--queries", type=int, default=30)
    parser.add_argument("--system", choices=SYSTEMS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.system:
        print(json.dumps(measure(options.system, options.articles, options.limit, json.load(sys.stdin))))
        return
    queries = make_queries(options.articles, options.limit, options.queries)
    print(f"{'':10} articles/CPU-s  index/text   " + "".join(f"{kind:>16}" for kind in queries))
    for system in SYSTEMS:
        command = [sys.executable, "-m", "tests.bench.speed", *sys.argv[1:], "--system", system]
        done = subprocess.run(command, input=json.dumps(queries), capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        times = "".join(f"{first:8.2f}/{again:7.3f}" for first, again in found["ms"].values())
        print(f"{system:10} {found['articles/CPU-s']:14}  {found['index/text']:10}   {times}", flush=True)


if __name__ == "__main__":
    main()
