"""Train searchkit/names/data/weights.bin.gz: multinomial logistic regression on the candidates of the rules.

Needs numpy and the gazetteer. Corpora are JSON lines, gzipped: {"text", "spans": [[start, end,
"PER|ORG|LOC"]]}. Those the shipped weights come from (WikiGold, Broad Twitter Corpus, WNUT 2017 training
part; all CC BY 4.0) are named in searchkit/names/data/NOTICE.

    python tools/train_names.py wikigold.jsonl.gz:2 btc.jsonl.gz:0.5 \
        wnut_train.jsonl.gz:0.5 --out weights.bin.gz

A number after a colon is the weight of each example of that corpus.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from searchkit.names import features, judge, model, propose

KIND = {"PER": 0, "ORG": 1, "LOC": 2}
NONE = 3


def paragraphs_of(text: str) -> list[tuple[int, str]]:
    """The lines of a text with where each starts."""
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, line))
        start += len(line) + 1
    return found


def examples(path: Path) -> list[tuple[list[str], int]]:
    """(features, kind) of every candidate whose borders the corpus does not contradict."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            gold = {(start, end): KIND[kind] for start, end, kind in article["spans"] if kind in KIND}
            taken = [False] * (len(article["text"]) + 1)
            for start, end in gold:
                taken[start:end] = [True] * (end - start)
            lines_of = paragraphs_of(article["text"])
            proposed = propose.candidates([paragraph for _, paragraph in lines_of])
            company = judge.company_of(proposed)
            for c in proposed:
                offset = lines_of[c.paragraph][0]
                span = (offset + c.start, offset + c.end)
                kind = gold.get(span)
                if kind is None and any(taken[span[0] : span[1]]):
                    continue
                letters = features.group(c.text)
                seen = features.inside(c.text, c.look)
                seen += features.left(letters, c.look, c.left) + features.further_left(c.left, c.left2)
                seen += features.right(letters, c.look, c.right)
                seen += features.further_right(c.right, c.right2)
                seen += features.both(c.left, c.right) + features.company(*company[c.text])
                found.append((seen, NONE if kind is None else kind))
    return found


def fit(
    rows: list[tuple[list[str], int]], weight: list[float], least: int, decay: float, rounds: int
) -> dict[str, model.Scores]:
    """Weights by mini-batch AdaGrad on the log loss with an L2 penalty of `decay` an example."""
    counts = Counter(feature for seen, _ in rows for feature in set(seen))
    kept = sorted(feature for feature, count in counts.items() if count >= least)
    index = {feature: i for i, feature in enumerate(kept)}
    width = max(len(set(seen)) for seen, _ in rows)
    data = np.full((len(rows), width), len(kept), dtype=np.int32)
    for i, (seen, _) in enumerate(rows):
        ids = sorted(index[f] for f in set(seen) if f in index)
        data[i, : len(ids)] = ids
    target = np.array([kind for _, kind in rows])
    share = np.array(weight)
    w = np.zeros((len(kept) + 1, 4))
    squares = np.full((len(kept) + 1, 4), 1e-3)
    random = np.random.default_rng(7)
    batch = 256
    mean = np.zeros_like(w)
    for turn in range(rounds):
        order = random.permutation(len(rows))
        for first in range(0, len(rows), batch):
            chosen = order[first : first + batch]
            ids = data[chosen]
            scores = w[ids].sum(axis=1)
            scores -= scores.max(axis=1, keepdims=True)
            probability = np.exp(scores)
            probability /= probability.sum(axis=1, keepdims=True)
            probability[np.arange(len(chosen)), target[chosen]] -= 1
            probability *= share[chosen][:, None]
            gradient = np.zeros_like(w)
            np.add.at(gradient, ids.ravel(), np.repeat(probability, width, axis=0))
            gradient += decay * len(chosen) * w
            gradient[-1] = 0
            squares += gradient**2
            w -= 0.15 * gradient / np.sqrt(squares)
        if turn >= rounds // 2:
            mean += w
    mean /= rounds - rounds // 2
    return {f: tuple(float(x) for x in mean[i]) for f, i in index.items() if np.abs(mean[i]).max() >= 0.03}


def main() -> None:
    """Read the arguments, train, write the weights, say how large they are."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="+", help="PATH or PATH:WEIGHT")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--least", type=int, default=2, help="a feature must occur in so many examples")
    parser.add_argument("--decay", type=float, default=2e-4)
    parser.add_argument("--rounds", type=int, default=12)
    arguments = parser.parse_args()
    rows: list[tuple[list[str], int]] = []
    weight: list[float] = []
    for corpus in arguments.corpora:
        path, _, share = corpus.partition(":")
        more = examples(Path(path))
        rows += more
        weight += [float(share or 1)] * len(more)
        sys.stdout.write(" ".join(map(str, (path, Counter(kind for _, kind in more)))) + "\n")
    weights = fit(rows, weight, arguments.least, arguments.decay, arguments.rounds)
    arguments.out.write_bytes(model.pack(weights))
    sys.stdout.write(
        " ".join(
            map(str, (len(rows), "examples", len(weights), "features", arguments.out.stat().st_size, "bytes"))
        )
        + "\n"
    )


if __name__ == "__main__":
    main()
