"""Text -> numbers for its words, a quarter of a megabyte at a time, without making an object of every word.

A piece is a run of letters and digits, with any `.` `,` or `'` between two of them: all that can be one word, and
little that cannot. Every byte beyond ASCII passes for a letter: `analysis` decides what it is. The bytes of a
piece, up to 16, are two integers, and a hash table of such pairs knows the pieces met before, all those of a
chunk at once; only new pieces and long ones are cut out and analysed.
"""

from __future__ import annotations

import os
from typing import Any

import numpy as np
import numpy.typing as npt

from searchkit.analysis import LONGEST_WORD, words
from searchkit.copies import word_hash

Codes = npt.NDArray[np.int32]
_Places = npt.NDArray[np.int64]
_Keys = npt.NDArray[np.uint64]

_VOCABULARY_LIMIT = 1_000_000
_CHUNK = 1 << 18
_LOAD = 8  # bytes read as one integer
_LONGEST_KEY = 2 * _LOAD
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(_LOAD + 1)], np.uint64)

_TYPOGRAPHIC = (
    ("\u2019", "'"),
    ("\u201c", " "),
    ("\u201d", " "),
    ("\u2018", " "),
    ("\u2013", " "),
    ("\u2014", " "),
    ("\u2026", " "),
    ("\u00a0", " "),
    ("\u3001", " "),
    ("\u3002", " "),
    ("\uff0c", " "),
)
"""Marks of print that stand for, or part words like, an ASCII one."""

_OTHER, _DOT, _COMMA, _APOSTROPHE, _LETTER, _DIGIT, _FOREIGN = range(7)


def _kind(char: str) -> int:
    if char in ".,'":
        return (_DOT, _COMMA, _APOSTROPHE)[".,'".index(char)]
    if not char.isascii():
        return _FOREIGN
    return _LETTER if char.isalpha() else _DIGIT if char.isdigit() else _OTHER


_KINDS = bytes(_kind(chr(byte)) for byte in range(256))


class Vocabulary(dict[str, int]):
    """Piece, in small letters -> a number for what it is in the index.

    0 and up is one word, -1 nothing (a dash, say), -2 and down a run of several words (`several`). Kept from
    batch to batch, because an archive repeats itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[str] = []
        self.several: list[tuple[int, ...]] = [()]
        self._numbers: dict[str, int] = {}
        self._hashes = np.zeros(0, np.uint32)
        self._size = 0
        self._table = _Table()

    def __missing__(self, piece: str) -> int:
        if piece.isascii() and piece.isalnum() and len(piece) <= LONGEST_WORD:
            value = self._number(piece)
        else:
            numbers = tuple(self._number(form) for form in words(piece))
            if len(numbers) == 1:
                value = numbers[0]
            else:
                value = -1 if not numbers else -len(self.several) - 1
                if numbers:
                    self.several.append(numbers)
                    self._size += len(numbers)
        self._size += 1
        self[piece] = value
        return value

    def _number(self, form: str) -> int:
        number = self._numbers.get(form)
        if number is None:
            number = self._numbers[form] = len(self.forms)
            self.forms.append(form)
        return number

    @property
    def hashes(self) -> npt.NDArray[np.uint32]:
        """The hash of every form (`copies.word_hash`)."""
        new = self.forms[len(self._hashes) :]
        if new:
            hashes = np.fromiter(map(word_hash, new), np.uint32, len(new))
            self._hashes = np.concatenate([self._hashes, hashes])
        return self._hashes

    @property
    def full(self) -> bool:
        """Whether it is time to start a new one."""
        return self._size > _VOCABULARY_LIMIT

    def codes(self, data: bytes, starts: _Places, ends: _Places) -> Codes:
        """The code of every piece `data[start:end]`; at least 16 bytes of data follow the last one."""
        sizes = ends - starts
        loads = np.ndarray(len(data) - _LOAD + 1, "<u8", data, strides=(1,))
        low = loads[starts] & _MASKS[np.minimum(sizes, _LOAD)]
        high = np.zeros(len(low), np.uint64)
        more = np.flatnonzero(sizes > _LOAD)
        high[more] = loads[starts[more] + _LOAD] & _MASKS[np.minimum(sizes[more] - _LOAD, _LOAD)]
        codes, missing = self._table.find(low, high)
        missing = missing[sizes[missing] <= _LONGEST_KEY]
        if len(missing):
            new = self._analyse(data, starts, ends, missing, codes)
            first = np.fromiter(new.values(), np.int64, len(new))
            self._table.insert(low[first], high[first], codes[first])
        self._analyse(data, starts, ends, np.flatnonzero(sizes > _LONGEST_KEY), codes)
        return codes

    def _analyse(
        self, data: bytes, starts: _Places, ends: _Places, which: _Places, codes: Codes
    ) -> dict[str, int]:
        """Fill in the codes of some pieces; returns every distinct one with a place where it stands."""
        pairs = zip(starts[which].tolist(), ends[which].tolist(), strict=True)
        pieces = [data[start:end].decode("utf-8", "surrogatepass") for start, end in pairs]
        codes[which] = [self[piece] for piece in pieces]
        return dict(zip(pieces, which.tolist(), strict=True))


class PieceReader:
    """Collects texts and gives the vocabulary's codes for their pieces."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._buffer = bytearray(b"\n")
        self._run_ends: list[int] = []
        self._codes = [np.zeros(0, np.int32)]
        self._ends = [np.zeros(0, np.int64)]
        self._count = 0

    def add(self, text: str) -> None:
        """The next run."""
        if not text.isascii():
            for mark, plain in _TYPOGRAPHIC:
                text = text.replace(mark, plain)
        self._buffer += text.encode("utf-8", "surrogatepass")
        self._buffer += b"\n"
        self._run_ends.append(len(self._buffer))
        if len(self._buffer) > _CHUNK:
            self._flush()

    def finish(self) -> tuple[Codes, _Places]:
        """The codes of all runs in order, and the end of each run."""
        self._flush()
        return np.concatenate(self._codes), np.concatenate(self._ends)

    def _flush(self) -> None:
        data = self._buffer.lower() + bytes(_LONGEST_KEY)
        starts, ends = _bounds(data)
        self._codes.append(self._vocabulary.codes(bytes(data), starts, ends))
        self._ends.append(self._count + np.searchsorted(starts, self._run_ends))
        self._count += len(starts)
        self._buffer, self._run_ends = bytearray(b"\n"), []


def _bounds(data: bytearray) -> tuple[_Places, _Places]:
    """Where pieces start and end. The data begins with one white space and ends with several."""
    kind = np.frombuffer(data.translate(_KINDS), np.uint8)
    inside = kind >= _LETTER
    marks = np.flatnonzero((kind != _OTHER) & ~inside)
    what, before, after = kind[marks], kind[marks - 1], kind[marks + 1]
    worded = before >= _LETTER
    in_number = (before >= _DIGIT) & (after >= _DIGIT)
    inside[marks[worded & (after >= _LETTER) & ((what != _COMMA) | in_number)]] = True
    # U.N.'s: the dot and the apostrophe stand between letters together
    possessive = marks[worded & (what == _DOT) & (after == _APOSTROPHE)]
    possessive = possessive[kind[possessive + 2] >= _LETTER]
    inside[possessive] = inside[possessive + 1] = True
    change = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    return change[0::2], change[1::2]


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

    def _slots(self, low: _Keys, high: _Keys) -> _Places:
        mixed = low * self._factors[0] + high * self._factors[1]  # modulo 2^64
        slots: _Places = (mixed >> np.uint64(64 - self._bits)).astype(np.int64)
        return slots

    def find(self, low: _Keys, high: _Keys) -> tuple[Codes, _Places]:
        """The codes of known pieces, and the places of the others."""
        slots = self._slots(low, high)
        codes = self._codes[slots]
        waiting = np.flatnonzero((self._low[slots] != low) | (self._high[slots] != high))
        missing: list[npt.NDArray[Any]] = [waiting[:0]]
        while len(waiting):
            free = self._low[slots[waiting]] == 0
            missing.append(waiting[free])
            waiting = waiting[~free]
            here = slots[waiting] = (slots[waiting] + 1) & ((1 << self._bits) - 1)
            codes[waiting] = self._codes[here]
            waiting = waiting[(self._low[here] != low[waiting]) | (self._high[here] != high[waiting])]
        return codes, np.concatenate(missing)

    def insert(self, low: _Keys, high: _Keys, codes: Codes) -> None:
        """New pieces, each once."""
        self._used += len(low)
        if 3 * self._used > 1 << self._bits:
            kept = np.flatnonzero(self._low)
            low, high = np.append(self._low[kept], low), np.append(self._high[kept], high)
            codes = np.append(self._codes[kept], codes)
            self._clear((4 * self._used).bit_length())
        slots = self._slots(low, high)
        waiting = np.arange(len(slots))
        while len(waiting):
            here = slots[waiting]
            _, first = np.unique(here, return_index=True)  # one of those that want the same slot
            first = first[self._low[here[first]] == 0]
            slot, which = here[first], waiting[first]
            self._low[slot], self._high[slot], self._codes[slot] = low[which], high[which], codes[which]
            waiting = np.delete(waiting, first)
            slots[waiting] = (slots[waiting] + 1) & ((1 << self._bits) - 1)
