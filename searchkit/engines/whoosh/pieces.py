"""Text -> numbers for its words, half a megabyte at a time, without making an object of every word.

A piece is a run of letters and digits, with any `.` `,` or `'` between two of them: all that can be one word, and
little that cannot. Every byte beyond ASCII passes for a letter: `analysis` decides what it is. The bytes of a
piece, up to 16, are two integers, and a hash table of such pairs knows the pieces met before, all those of a
chunk at once; only new pieces and long ones are cut out and analysed (`vocabulary.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from searchkit.engines.whoosh.vocabulary import LONGEST_KEY, Codes, Places, Vocabulary

_CHUNK = 1 << 19

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

_DOT, _COMMA, _APOSTROPHE, _OTHER, _LETTER, _DIGIT, _FOREIGN = range(-3, 4)


def _kind(char: str) -> int:
    if char in ".,'":
        return (_DOT, _COMMA, _APOSTROPHE)[".,'".index(char)]
    if not char.isascii():
        return _FOREIGN
    return _LETTER if char.isalpha() else _DIGIT if char.isdigit() else _OTHER


_KINDS = bytes(_kind(chr(byte)) & 0xFF for byte in range(256))


class PieceReader:
    """Collects texts and gives the numbers of their words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._buffer = bytearray(b"\n")
        self._sizes: list[int] = []
        """Bytes of each run in the buffer."""
        self._numbers = [np.zeros(0, np.int32)]
        self._ends = [np.zeros(0, np.int64)]
        self._count = 0

    def add(self, texts: Sequence[str]) -> None:
        """The next runs."""
        if not texts:
            return
        if any("\n" in run for run in texts):  # in the buffer a line break ends a run
            texts = [run.replace("\n", " ") for run in texts]
        text = "\n".join(texts)
        if text.isascii():
            self._sizes += map(len, texts)
            data = text.encode()
        else:
            for mark, plain in _TYPOGRAPHIC:
                text = text.replace(mark, plain)
            data = text.encode("utf-8", "surrogatepass")
            self._sizes += map(len, data.split(b"\n"))
        self._buffer += data
        self._buffer += b"\n"
        if len(self._buffer) > _CHUNK:
            self._flush()

    def finish(self) -> tuple[Places, Places]:
        """The numbers, in the vocabulary, of the words of all runs in order, and the end of each run."""
        self._flush()
        return np.concatenate(self._numbers, dtype=np.int64), np.concatenate(self._ends)

    def _flush(self) -> None:
        self._buffer += bytes(LONGEST_KEY)
        data = bytes(self._buffer).lower()
        starts, ends = _bounds(data)
        codes = self._vocabulary.codes(data, starts, ends)
        breaks = np.cumsum(np.array(self._sizes, np.int64) + 1)
        numbers, run_ends = _expand(codes, np.searchsorted(starts, breaks), self._vocabulary.several)
        self._numbers.append(numbers)
        self._ends.append(self._count + run_ends)
        self._count += len(numbers)
        self._buffer = bytearray(b"\n")
        self._sizes = []


def _expand(codes: Codes, ends: Places, several: Sequence[tuple[int, ...]]) -> tuple[Codes, Places]:
    """Codes of pieces -> numbers of words, and the ends of the runs moved accordingly."""
    special = np.flatnonzero(codes < 0)
    if not len(special):
        return codes, ends
    words = [several[-code - 1] for code in codes[special].tolist()]
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    numbers = np.insert(codes, np.repeat(special, sizes), list(chain.from_iterable(words)))
    moved = np.append(0, np.cumsum(sizes - 1))
    return numbers[numbers >= 0], ends + moved[np.searchsorted(special, ends)]


def _bounds(data: bytes) -> tuple[Places, Places]:
    """Where pieces start and end. The data begins with one white space and ends with several."""
    kind = np.frombuffer(data.translate(_KINDS), np.int8)
    inside = kind > _OTHER
    marks = np.flatnonzero(kind < _OTHER)
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
