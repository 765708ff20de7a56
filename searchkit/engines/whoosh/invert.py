"""Articles -> arrays of postings, a whole batch at a time.

`pieces` turns words into numbers; everything after that works on arrays of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from searchkit.analysis import POSITION_GAP
from searchkit.engines.whoosh.pieces import PieceReader, Vocabulary

Ints = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True)
class Postings:
    """A field of a batch: the arrays of `segment.py`. The last three are None for keyword fields."""

    terms: list[bytes]
    starts: Ints
    docs: Ints
    counts: Ints | None = None
    places: Ints | None = None
    positions: Ints | None = None


class RunField:
    """Collects the runs of words (title, paragraphs, names …) of one field."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._pieces = PieceReader(vocabulary)
        self._docs = array("i")

    def add(self, doc: int, texts: Iterable[str]) -> None:
        """The runs of one article; articles come in order."""
        for text in texts:
            self._pieces.add(text)
            self._docs.append(doc)

    def invert(self, articles: int) -> tuple[Postings, Ints]:
        """The postings, and the length in words of every article."""
        codes, ends = self._pieces.finish()
        numbers, ends_of_runs = _expand(codes, ends, self._vocabulary.several)
        docs = np.frombuffer(self._docs, np.int32).astype(np.int64) if self._docs else np.zeros(0, np.int64)
        return _invert(numbers, np.diff(ends_of_runs, prepend=0), docs, articles, self._vocabulary.forms)


def _expand(codes: Ints, ends: Ints, several: list[tuple[int, ...]]) -> tuple[Ints, Ints]:
    """Codes of pieces -> numbers of words, and the ends of the runs moved accordingly."""
    special = np.flatnonzero(codes < 0)
    if not len(special):
        return codes, ends
    sizes = np.array([len(numbers) for numbers in several], np.int64)
    flat = np.array([number for numbers in several for number in numbers], np.int64)
    offsets = np.cumsum(sizes) - sizes
    lengths = np.ones(len(codes), np.int64)
    which = -codes[special] - 1
    lengths[special] = sizes[which]
    out = np.repeat(codes, lengths)
    ends_of = np.cumsum(lengths)
    starts = np.repeat(ends_of[special] - sizes[which], sizes[which])
    within = _ranges(sizes[which])
    out[starts + within] = flat[np.repeat(offsets[which], sizes[which]) + within]
    return out, np.append(0, ends_of)[ends]


def _ranges(sizes: Ints) -> Ints:
    """0, 1 … size-1 for every size, end to end."""
    total = int(sizes.sum())
    return np.arange(total) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def _invert(
    numbers: Ints, runs: Ints, run_docs: Ints, articles: int, forms: list[str]
) -> tuple[Postings, Ints]:
    size = len(numbers)
    lengths = np.bincount(run_docs, runs, articles).astype(np.int64)
    # In an article words are counted through, and every run but the first starts POSITION_GAP further on.
    run_number = np.arange(len(runs)) - np.searchsorted(run_docs, run_docs)
    before = (np.cumsum(lengths) - lengths)[run_docs]
    doc_of = np.repeat(run_docs.astype(np.int32), runs)
    position = np.arange(size) + np.repeat(run_number * POSITION_GAP - before, runs)

    used = np.flatnonzero(np.bincount(numbers, minlength=len(forms)))
    order = sorted(used.tolist(), key=forms.__getitem__)
    rank = np.zeros(len(forms), np.int64)
    rank[order] = np.arange(len(order))
    # One sort of plain integers; the low half keeps equal words in the order they stand.
    keys = rank[numbers]
    keys <<= 32
    keys |= np.arange(size)
    keys.sort()
    at = keys & 0xFFFFFFFF
    keys >>= 32
    term, docs, positions = keys.astype(np.int32), doc_of[at], position[at]

    new = np.ones(size, bool)
    np.not_equal(term[1:], term[:-1], out=new[1:])
    new[1:] |= docs[1:] != docs[:-1]
    heads = np.flatnonzero(new)
    bounds = np.arange(len(order) + 1, dtype=np.int32)
    return (
        Postings(
            [forms[number].encode("utf-8", "surrogatepass") for number in order],
            np.searchsorted(term[heads], bounds),
            docs[heads],
            np.diff(heads, append=size),
            np.searchsorted(term, bounds),
            positions,
        ),
        lengths,
    )


class KeywordField:
    """Collects the values of one keyword field."""

    def __init__(self) -> None:
        self._docs: dict[str, list[int]] = {}

    def add(self, doc: int, values: Iterable[str]) -> None:
        """The distinct values of one article; articles come in order."""
        for value in values:
            self._docs.setdefault(value, []).append(doc)

    def invert(self) -> Postings:
        """The postings."""
        values = sorted(self._docs)
        sizes = np.array([len(self._docs[value]) for value in values], np.int64)
        docs = np.array([doc for value in values for doc in self._docs[value]], np.int64)
        encoded = [value.encode("utf-8", "surrogatepass") for value in values]
        return Postings(encoded, np.append(0, np.cumsum(sizes)), docs)
