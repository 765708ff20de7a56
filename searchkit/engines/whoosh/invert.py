"""Articles -> arrays of postings, a whole batch at a time.

`pieces` turns words into numbers; everything after that works on arrays of them.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from searchkit.analysis import POSITION_GAP
from searchkit.engines.whoosh.pieces import PieceReader
from searchkit.engines.whoosh.terms import Terms, ranked
from searchkit.engines.whoosh.vocabulary import Vocabulary

Ints = npt.NDArray[np.integer[Any]]

_KEY_BITS = 63  # of an integer that is never negative


@dataclass(frozen=True)
class Postings:
    """A field of a batch: the arrays of `segment.py`. The last three are None for keyword fields."""

    terms: Terms
    starts: Ints
    docs: Ints
    counts: Ints | None = None
    places: Ints | None = None
    positions: Ints | None = None
    numbers: Ints | None = None
    """Of the terms, in the vocabulary."""


def heads(values: Ints) -> Ints:
    """Where each run of equal values starts."""
    new = np.ones(len(values), bool)
    new[1:] = values[1:] != values[:-1]
    return np.flatnonzero(new)


def lengths_of_runs(starts: Ints, end: int) -> Ints:
    """How long each run is, from where each starts and the last one ends."""
    lengths = np.empty_like(starts)
    np.subtract(starts[1:], starts[:-1], out=lengths[:-1])
    lengths[-1:] = end - starts[-1:]
    return lengths


class RunField:
    """Collects the runs of words (title, paragraphs, names …) of one field."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._pieces = PieceReader(vocabulary)
        self._docs = array("i")

    def add(self, doc: int, texts: Sequence[str]) -> None:
        """The runs of one article; articles come in order."""
        self._pieces.add(texts)
        self._docs.extend([doc] * len(texts))

    @cached_property
    def _words(self) -> tuple[Ints, Ints]:
        """The numbers of all words, and where each run ends."""
        return self._pieces.finish()

    def texts(self) -> Iterator[str]:
        """The words of each run, with a space between."""
        numbers, ends = self._words
        words = [self._vocabulary.forms[number] for number in numbers.tolist()]
        for start, end in pairwise([0, *ends.tolist()]):
            yield " ".join(words[start:end])

    def hashes(self) -> npt.NDArray[np.uint32]:
        """The hash of every word (`copies.word_hash`), in order."""
        return self._vocabulary.facts.hashes.take(self._words[0])

    def invert(self, articles: int, key_bits: int = _KEY_BITS) -> tuple[Postings, Ints]:
        """The postings, and the length in words of every article; `key_bits` as for `_sorted`."""
        numbers, ends = self._words
        docs = np.array(self._docs, np.int64)
        lengths = np.bincount(docs, np.diff(ends, prepend=0), articles).astype(np.int64)
        bits, places = _places(docs, ends, lengths)
        occurrences = np.bincount(numbers, minlength=len(self._vocabulary.forms))
        used = np.flatnonzero(occurrences)
        terms = self._vocabulary.facts.terms.picked(used)
        ranks = np.zeros(len(occurrences), np.int64)
        ranks[used], in_order = ranked(terms)
        order = used[in_order]
        owners, positions = _sorted(ranks, numbers, places, bits, key_bits)
        firsts = heads(owners)
        postings = owners[firsts]
        return (
            Postings(
                terms.picked(in_order),
                postings.searchsorted(np.arange(len(order) + 1) << bits[0]),
                postings & (1 << bits[0]) - 1,
                lengths_of_runs(firsts, len(owners)),
                np.append(0, np.cumsum(occurrences[order])),
                positions,
                order,
            ),
            lengths,
        )


def _places(docs: Ints, ends: Ints, lengths: Ints) -> tuple[tuple[int, int], Ints]:
    """Of each word the article and, below it in the same number, the position; how many bits are for which.

    In an article words are counted through, and every run but the first starts POSITION_GAP further on.

    Args:
        docs: the article of each run.
        ends: the number of words up to the end of each run.
        lengths: words of each article.
    """
    run_number = np.arange(len(docs)) - np.searchsorted(docs, docs)
    shifts = run_number * POSITION_GAP - (np.cumsum(lengths) - lengths)[docs]
    bits = len(lengths).bit_length(), int((ends + shifts).max(initial=0)).bit_length()
    places = np.repeat((docs << bits[1]) + shifts, np.diff(ends, prepend=0))
    places += np.arange(len(places))
    return bits, places


def _sorted(
    ranks: Ints, numbers: Ints, places: Ints, bits: tuple[int, int], key_bits: int
) -> tuple[Ints, Ints]:
    """Put words in the order of their ranks, articles and positions.

    Args:
        ranks: by the numbers of words.
        numbers: of the words.
        places: of the words, as `_places` gives them; used up.
        bits: how many of a place are for the article, and how many for the position.
        key_bits: all three are sorted as one number of so many bits, or more slowly if it cannot hold them.

    Returns:
        In that order, of each word the rank above the article, and the position.
    """
    for_doc, for_position = bits
    if int(ranks.max(initial=0)) + 1 << for_doc + for_position <= 1 << key_bits:
        places |= (ranks << for_doc + for_position).take(numbers)
        places.sort()
        owners = places >> for_position
    else:
        order = np.lexsort((places, ranks.take(numbers)))
        places = places[order]
        owners = ranks[numbers[order]] << for_doc | places >> for_position
    positions = places.astype(np.uint32)
    positions &= np.uint32((1 << for_position) - 1)
    return owners, positions


class KeywordField(defaultdict[str, list[int]]):
    """The values of one keyword field, each with the articles that have it, in order."""

    def __init__(self) -> None:
        super().__init__(list)

    def invert(self) -> Postings:
        """The postings."""
        values = sorted(self)
        sizes = np.array([len(self[value]) for value in values], np.int64)
        docs = np.array([doc for value in values for doc in self[value]], np.int64)
        encoded = [value.encode("utf-8", "surrogatepass") for value in values]
        return Postings(Terms.of(encoded), np.append(0, np.cumsum(sizes)), docs)
