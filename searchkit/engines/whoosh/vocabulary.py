"""Numbers for the words of the index, and codes for the pieces of text that stand for them."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from searchkit.analysis import LONGEST_WORD, stem, words
from searchkit.copies import word_hash
from searchkit.engines.vectors import stem_code
from searchkit.engines.whoosh.terms import Terms

Codes = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
_Keys = npt.NDArray[np.uint64]

_LIMIT = 500_000
"""Words and pieces, which take about 250 bytes each."""
_LOAD = 8  # bytes read as one integer
LONGEST_KEY = 2 * _LOAD
"""Bytes of a piece that is known by its bytes; longer ones are cut out and looked at each time."""
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(_LOAD + 1)], np.uint64)


class Vocabulary:
    """Words (`forms`), numbered as they are met, and what is worked out once for each.

    Kept from batch to batch, because an archive repeats itself.
    """

    def __init__(self) -> None:
        self.forms: list[str] = []
        self.several: list[tuple[int, ...]] = [()]
        """The words of a piece with the code c, below -1, are `several[-c - 1]`."""
        self._numbers: dict[str, int] = {}
        self._others: dict[str, int] = {}
        """The codes of pieces that are not a word as they stand."""
        self._size = 0
        self._process, self._name = 0, ""
        self._table = _Table()
        self._facts = _Facts.of([])

    @property
    def name(self) -> str:
        """By which batches know that they were made with the same numbers, as in a forked process they are not."""
        if self._process != os.getpid():
            self._process, self._name = os.getpid(), secrets.token_hex(8)
        return self._name

    @property
    def full(self) -> bool:
        """Whether it is time to start a new one."""
        return len(self.forms) + self._size > _LIMIT

    @property
    def facts(self) -> _Facts:
        """What follows from each form."""
        new = self.forms[len(self._facts.terms) :]
        if new:
            self._facts = _Facts.joined(self._facts, _Facts.of(new))
        return self._facts

    def codes(self, data: bytes, starts: Places, ends: Places) -> Codes:
        """The code of every piece `data[start:end]`; at least `LONGEST_KEY` bytes of data follow the last one.

        0 and up is the number of a word, -1 nothing (a dash, say), -2 and down a run of `several` words.
        """
        sizes = ends - starts
        loads = np.ndarray(len(data) - _LOAD + 1, "<u8", data, strides=(1,))
        low = loads[starts] & _MASKS.take(sizes, mode="clip")
        high = np.zeros(len(low), np.uint64)
        long = np.flatnonzero(sizes > _LOAD)
        high[long] = loads[starts[long] + _LOAD] & _MASKS.take(sizes[long] - _LOAD, mode="clip")
        codes, missing = self._table.find(low, high)
        missing = missing[sizes[missing] <= LONGEST_KEY]
        if len(missing):
            codes[missing] = self._analysed(data, starts[missing], ends[missing])
            self._table.insert(low[missing], high[missing], codes[missing])
        longer = long[sizes[long] > LONGEST_KEY]
        if len(longer):
            codes[longer] = self._analysed(data, starts[longer], ends[longer])
        return codes

    def _analysed(self, data: bytes, starts: Places, ends: Places) -> list[int]:
        """The codes of some pieces, cut out one by one."""
        cut_out = b"\n".join([data[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)])
        return [
            self._number(piece)
            if piece.isalnum() and piece.isascii() and len(piece) <= LONGEST_WORD
            else self._other(piece)
            for piece in cut_out.decode("utf-8", "surrogatepass").split("\n")
        ]

    def _number(self, form: str) -> int:
        number = self._numbers.get(form)
        if number is None:
            number = self._numbers[form] = len(self.forms)
            self.forms.append(form)
        return number

    def _other(self, piece: str) -> int:
        known = self._others.get(piece)
        if known is not None:
            return known
        numbers = tuple([self._number(form) for form in words(piece)])
        found = numbers[0] if numbers else -1
        if len(numbers) > 1:
            found = -len(self.several) - 1
            self.several.append(numbers)
            self._size += len(numbers)
        self._others[piece] = found
        self._size += 1
        return found


@dataclass(frozen=True)
class _Facts:
    """Of n forms: themselves and their stems in UTF-8, and more, all by their numbers."""

    terms: Terms
    stems: Terms
    codes: npt.NDArray[np.int32]
    """Of the stems (`engines.vectors.code`)."""
    hashes: npt.NDArray[np.uint32]
    """Of the forms (`copies.word_hash`)."""

    @staticmethod
    def of(forms: Sequence[str]) -> _Facts:
        """Worked out."""
        stems = [stem(form).encode("utf-8", "surrogatepass") for form in forms]
        return _Facts(
            Terms.of([form.encode("utf-8", "surrogatepass") for form in forms]),
            Terms.of(stems),
            np.fromiter(map(stem_code, forms, stems), np.int32, len(forms)),
            np.fromiter(map(word_hash, forms), np.uint32, len(forms)),
        )

    @staticmethod
    def joined(some: _Facts, others: _Facts) -> _Facts:
        """Of both, end to end."""
        return _Facts(
            Terms.joined([some.terms, others.terms]),
            Terms.joined([some.stems, others.stems]),
            np.append(some.codes, others.codes),
            np.append(some.hashes, others.hashes),
        )


class _Table:
    """Pieces as pairs of integers, the first never 0 -> codes, by open addressing."""

    def __init__(self) -> None:
        self._used = 0
        self._clear(bits=16)
        # At random, so that nobody can write words that all want the same slot.
        self._factors = np.frombuffer(os.urandom(16), np.uint64) | np.uint64(1)

    def _clear(self, bits: int) -> None:
        self._bits = bits
        self._low, self._high = np.zeros((2, 1 << bits), np.uint64)  # low 0: free
        self._codes = np.zeros(1 << bits, np.int32)

    def _slots(self, low: _Keys, high: _Keys) -> Places:
        mixed = low * self._factors[0] + high * self._factors[1]  # modulo 2^64
        slots: Places = (mixed >> np.uint64(64 - self._bits)).view(np.int64)
        return slots

    def find(self, low: _Keys, high: _Keys) -> tuple[Codes, Places]:
        """The codes of known pieces, and the places of the others."""
        slots = self._slots(low, high)
        codes = self._codes.take(slots)
        waiting = np.flatnonzero((self._low.take(slots) != low) | (self._high.take(slots) != high))
        missing = [waiting[:0]]
        while len(waiting):
            free = self._low[slots[waiting]] == 0
            missing.append(waiting[free])
            waiting = waiting[~free]
            here = slots[waiting] = (slots[waiting] + 1) & ((1 << self._bits) - 1)
            codes[waiting] = self._codes[here]
            waiting = waiting[(self._low[here] != low[waiting]) | (self._high[here] != high[waiting])]
        return codes, np.concatenate(missing)

    def insert(self, low: _Keys, high: _Keys, codes: Codes) -> None:
        """New pieces, some of them more than once."""
        self._used += len(low)
        if 3 * self._used > 1 << self._bits:
            kept = np.flatnonzero(self._low)
            kept = kept[np.argsort(self._codes[kept])]
            low, high = np.append(self._low[kept], low), np.append(self._high[kept], high)
            codes = np.append(self._codes[kept], codes)
            self._used = len(low)
            self._clear((4 * self._used).bit_length())
        # Of those that want the same slot the last one gets it, and the others find it taken, or find themselves
        # there. That shall be the one met first, which is likely to be met most.
        low, high, codes = low[::-1], high[::-1], codes[::-1]
        slots = self._slots(low, high)
        while len(slots):
            free = self._low[slots] == 0
            at = slots[free]
            self._low[at], self._high[at], self._codes[at] = low[free], high[free], codes[free]
            left = (self._low[slots] != low) | (self._high[slots] != high)
            low, high, codes = low[left], high[left], codes[left]
            slots = (slots[left] + 1) & ((1 << self._bits) - 1)
