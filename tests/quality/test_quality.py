"""Ranking on the sample archive never falls below the floors pinned in floors.json.

The floors belong to one state of corpus/ and judgments.jsonl, known by its digest. When one of these changed,
when ranking became better, or when a fall is meant, the flag writes them anew from what is measured now:

    SEARCHKIT_LOWER_FLOORS=1 pytest tests/quality
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import floor, log2
from pathlib import Path
from typing import Literal

import pytest

import searchkit
from searchkit import Hit

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "corpus"
JUDGMENTS = HERE / "judgments.jsonl"
FLOORS = HERE / "floors.json"
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, how it is asked, and the grade (1 to 3) of every article that answers it."""

    query: str
    mode: Literal["auto", "any"]
    grades: Mapping[str, int]


def judged() -> list[Judged]:
    rows = map(json.loads, JUDGMENTS.read_text(encoding="utf-8").splitlines())
    return [Judged(row["query"], "any" if row["any"] else "auto", row["judgments"]) for row in rows]


def digest() -> str:
    whole = hashlib.sha256()
    for path in (JUDGMENTS, *sorted(p for p in CORPUS.rglob("*") if p.is_file())):
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def ndcg(found: list[str], grades: Mapping[str, int]) -> float:
    """nDCG@10 with linear gain (Järvelin & Kekäläinen 2002)."""
    gain = sum(grades.get(key, 0) / log2(rank + 2) for rank, key in enumerate(found[:DEPTH]))
    best = sorted(grades.values(), reverse=True)[:DEPTH]
    return gain / sum(grade / log2(rank + 2) for rank, grade in enumerate(best))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[searchkit.Index]:
    folder = tmp_path_factory.mktemp("quality") / "index"
    searchkit.rebuild(str(CORPUS), index=str(folder), workers=1)
    with searchkit.open(str(folder)) as opened:
        yield opened


@pytest.fixture(scope="module")
def keys(index: searchkit.Index) -> dict[str, str]:
    """Article id -> its key in the judgments: the path, and `#` and the record if the file has several."""
    articles = [hit.article for hit in index.search("*", limit=1000, copies=True).hits]
    single = {str(Path(a.path).with_suffix("")) for a in articles}
    return {a.id: a.path if a.id in single else f"{a.path}#{a.id}" for a in articles}


@pytest.fixture(scope="module")
def means(index: searchkit.Index, keys: Mapping[str, str]) -> dict[str, float]:
    def mean(modes: Collection[str], *, expand: bool = False) -> float:
        values = [
            ndcg([keys[hit.id] for hit in found(each, expand)], each.grades)
            for each in judged()
            if each.mode in modes
        ]
        return sum(values) / len(values)

    def found(each: Judged, expand: bool) -> tuple[Hit, ...]:
        """With copies, which are judged too."""
        return index.search(each.query, mode=each.mode, copies=True, expand=expand).hits

    both = ("any", "auto")
    return {
        "overall": mean(both),
        "any": mean(("any",)),
        "auto": mean(("auto",)),
        "expanded": mean(both, expand=True),
    }


def test_every_judged_article_is_in_the_archive(keys: Mapping[str, str]) -> None:
    assert {key for each in judged() for key in each.grades} <= set(keys.values())


def test_ranking_is_as_good_as_it_was(means: Mapping[str, float]) -> None:
    if os.environ.get("SEARCHKIT_LOWER_FLOORS"):
        lowest = {name: floor(value * 1000) / 1000 for name, value in means.items()}
        FLOORS.write_text(
            json.dumps({"digest": digest(), "ndcg@10": lowest}, indent=2) + "\n", encoding="utf-8"
        )
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert pinned["digest"] == digest(), "corpus/ or the judgments changed: see the head of this file"
    fallen = {
        name: (means[name], lowest) for name, lowest in pinned["ndcg@10"].items() if means[name] < lowest
    }
    assert not fallen, "nDCG@10 (now, floor)"
