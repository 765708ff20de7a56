"""How high a search puts the one article somebody has in mind. Run by hand:

    python -m tests.bench.known_item ARTICLES.jsonl[.gz] [--sample 500] [--seed 1] [--index FOLDER] [--expand]

ARTICLES has one object a line with `id`, `title` and `text`. The articles are indexed without their titles.
For a sample of them two queries are asked, any word: the headline, and the two or three words (in turn) that
tell the article best from the others, by tf idf. MRR@10 is the mean of 1/rank of the article itself, 0 beyond
the tenth place (Kantor & Voorhees 2000, the TREC-5 confusion track). With --index the index is kept, and used
again when it is there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import searchkit
from searchkit.analysis import STOP_WORDS, words

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Item:
    """An article to be found."""

    id: str
    headline: str
    text: str


def items(path: Path, stripped: Path) -> list[Item]:
    """The articles of a file; `stripped` gets the same file without titles."""
    opener = gzip.open if path.suffix == ".gz" else open
    found = []
    with opener(path, "rt", encoding="utf-8") as lines, stripped.open("w", encoding="utf-8") as out:
        for line in lines:
            article = json.loads(line)
            found.append(Item(article["id"], article["title"], article["text"]))
            out.write(json.dumps({"id": article["id"], "title": "", "text": article["text"]}) + "\n")
    return found


def headline(item: Item) -> str:
    """The words of a headline, without anything that means something in a query."""
    return " ".join(words(item.headline))


def typical(item: Item, frequency: Mapping[str, int], size: int, count: int) -> str:
    """The `count` words of highest tf idf; `frequency` is in how many of `size` articles a word stands."""
    times = Counter(word for word in words(item.text) if word.isalpha() and word not in STOP_WORDS)
    return " ".join(sorted(times, key=lambda w: (-times[w] * log(size / frequency[w]), w))[:count])


def mrr(index: searchkit.Index, queries: Sequence[tuple[Item, str]], *, expand: bool) -> tuple[float, float]:
    """MRR@10, and milliseconds a query. Copies are not folded: the article may be one."""
    total, start = 0.0, time.perf_counter()
    for item, query in queries:
        hits = index.search(query, mode="any", limit=DEPTH, copies=True, expand=expand).hits
        total += next((1 / hit.rank for hit in hits if hit.id == item.id), 0.0)
    return total / len(queries), (time.perf_counter() - start) * 1000 / len(queries)


def kinds(index: searchkit.Index, sample: Sequence[Item]) -> Iterator[tuple[str, list[tuple[Item, str]]]]:
    """The kinds of query that are measured."""
    yield "headline", [(item, headline(item)) for item in sample]
    frequency = {word.text: word.articles for word in index.engine.vocabulary()}
    size = index.info()["articles"]
    yield (
        "2-3 typical words",
        [(item, typical(item, frequency, size, 2 + n % 2)) for n, item in enumerate(sample)],
    )


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--sample", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--expand", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        stripped = Path(folder, "articles.jsonl")
        everything = items(options.articles, stripped)
        where = options.index or Path(folder, "index")
        if not where.exists():
            searchkit.rebuild(str(stripped), index=str(where), names=False)
        chance = random.Random(options.seed)  # noqa: S311  a sample, no secret
        sample = chance.sample(everything, min(options.sample, len(everything)))
        with searchkit.open(str(where)) as index:
            sample = [
                item for item in sample if index.engine.key(item.id) is not None and words(item.headline)
            ]
            for name, queries in kinds(index, sample):
                asked = [(item, query) for item, query in queries if query]
                value, milliseconds = mrr(index, asked, expand=options.expand)
                print(f"{name:18} MRR@{DEPTH} {value:.3f}   {milliseconds:.1f} ms   {len(asked)} queries")


if __name__ == "__main__":
    main()
