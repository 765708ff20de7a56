"""Articles -> arrays of postings, a whole batch at a time.

`pieces` turns words into numbers; everything after that works on arrays of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
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

    @cached_property
    def _words(self) -> tuple[Ints, Ints]:
        """The numbers of all words, and where each run ends."""
        return _expand(*self._pieces.finish(), self._vocabulary.several)

    def texts(self) -> Iterator[str]:
        """The words of each run, with a space between."""
        numbers, ends = self._words
        words = [self._vocabulary.forms[number] for number in numbers.tolist()]
        for start, end in pairwise([0, *ends.tolist()]):
            yield " ".join(words[start:end])

    def hashes(self) -> npt.NDArray[np.uint32]:
        """The hash of every word (`copies.word_hash`), in order."""
        return self._vocabulary.hashes[self._words[0]]

    def invert(self, articles: int) -> tuple[Postings, Ints]:
        """The postings, and the length in words of every article."""
        numbers, ends_of_runs = self._words
        docs = np.frombuffer(self._docs, np.int32).astype(np.int64) if self._docs else np.zeros(0, np.int64)
        return _invert(numbers, np.diff(ends_of_runs, prepend=0), docs, articles, self._vocabulary.forms)


def _expand(codes: Ints, ends: Ints, several: list[tuple[int, ...]]) -> tuple[Ints, Ints]:
    """Codes of pieces -> numbers of words, and the ends of the runs moved accordingly."""
    special = np.flatnonzero(codes < 0)
    if not len(special):
        return codes, ends
    words = [several[-code - 1] for code in codes[special].tolist()]
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    numbers = np.fromiter(chain.from_iterable(words), np.int32, int(sizes.sum()))
    numbers = np.insert(codes, np.repeat(special, sizes), numbers)
    moved = np.append(0, np.cumsum(sizes - 1))
    return numbers[numbers >= 0], ends + moved[np.searchsorted(special, ends)]


def _invert(
    numbers: Ints, runs: Ints, run_docs: Ints, articles: int, forms: list[str]
) -> tuple[Postings, Ints]:
    size = len(numbers)
    lengths = np.bincount(run_docs, runs, articles).astype(np.int64)
    # In an article words are counted through, and every run but the first starts POSITION_GAP further on.
    run_number = np.arange(len(runs)) - np.searchsorted(run_docs, run_docs)
    before = (np.cumsum(lengths) - lengths)[run_docs]
    doc_of = np.repeat(run_docs.astype(np.int32), runs)
    position = np.repeat((run_number * POSITION_GAP - before).astype(np.uint32), runs)
    position += np.arange(size, dtype=np.uint32)

    occurrences = np.bincount(numbers, minlength=len(forms))
    order = sorted(np.flatnonzero(occurrences).tolist(), key=forms.__getitem__)
    rank = np.zeros(len(forms), np.int64)
    rank[order] = np.arange(len(order)) << 32
    # One sort of plain integers; the low half keeps equal words in the order they stand.
    keys = rank[numbers]
    keys |= np.arange(size)
    keys.sort()
    at = keys & 0xFFFFFFFF
    docs = doc_of[at]
    terms = (keys >> 32).astype(np.int32)

    new = np.ones(size, bool)
    new[1:] = (terms[1:] != terms[:-1]) | (docs[1:] != docs[:-1])
    heads = np.flatnonzero(new)
    postings = np.bincount(terms[heads], minlength=len(order))
    return (
        Postings(
            [forms[number].encode("utf-8", "surrogatepass") for number in order],
            np.append(0, np.cumsum(postings)),
            docs[heads],
            np.diff(heads, append=size),
            np.append(0, np.cumsum(occurrences[order])),
            position[at],
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
