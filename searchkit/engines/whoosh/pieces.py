"""Text -> numbers for its words, a megabyte at a time, without making an object of every word.

A piece is a run of ASCII letters and digits, with any `.` `,` or `'` between two of them: all that can be one
word, and little that cannot. Pieces are told apart by a 64-bit polynomial hash over all bytes at once
(Karp & Rabin 1987, modulo 2^64, with the length mixed in), and looked up in a table of hashes; only a piece
never met before is cut out and analysed. Two of a million pieces share a hash once in 10^7 archives; pieces
longer than any word are not hashed, because such sums can be forged only for long ones.

Text with other letters goes through `str.split` and a dict instead.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from searchkit.analysis import LONGEST_WORD, words

Codes = npt.NDArray[np.int32]
_Bytes = npt.NDArray[np.uint8]
_Hashes = npt.NDArray[np.uint64]

_VOCABULARY_LIMIT = 1_000_000
_CHUNK = 1 << 18

_TYPOGRAPHIC = (
    ("\u2019", "'"),
    ("\u201c", " "),
    ("\u201d", " "),
    ("\u2018", " "),
    ("\u2013", " "),
    ("\u2014", " "),
    ("\u2026", " "),
    ("\u00a0", " "),
)
"""Marks of printed English that stand for, or part words like, an ASCII one."""


class Vocabulary(dict[str, int]):
    """Piece, as written -> a number for what it is in the index.

    0 and up is one word, -1 nothing (a dash, say), -2 and down a run of several words (`several`). Kept from
    batch to batch, because an archive repeats itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[str] = []
        self.several: list[tuple[int, ...]] = [()]
        self._numbers: dict[str, int] = {}
        self.table = HashTable()
        """The same for pieces known by their hash."""

    def __missing__(self, piece: str) -> int:
        if piece.isascii() and piece.isalnum() and len(piece) <= LONGEST_WORD:
            value = self._number(piece.lower())
        else:
            numbers = tuple(self._number(form) for form in words(piece))
            if len(numbers) == 1:
                value = numbers[0]
            else:
                value = -1 if not numbers else -len(self.several) - 1
                if numbers:
                    self.several.append(numbers)
        self[piece] = value
        return value

    def _number(self, form: str) -> int:
        number = self._numbers.get(form)
        if number is None:
            number = self._numbers[form] = len(self.forms)
            self.forms.append(form)
        return number

    @property
    def full(self) -> bool:
        """Whether it is time to start a new one."""
        return len(self) > _VOCABULARY_LIMIT


_OTHER, _LETTER, _DIGIT, _DOT, _COMMA, _APOSTROPHE = range(6)
_CLASS = np.zeros(256, np.uint8)
_CLASS[[c for c in range(128) if chr(c).isalpha()]] = _LETTER
_CLASS[[c for c in range(128) if chr(c).isdigit()]] = _DIGIT
_CLASS[[ord("."), ord(","), ord("'")]] = _DOT, _COMMA, _APOSTROPHE

_BASE = 0x9E3779B97F4A7C15
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_WORD_SIZE = 1 << 64


def _powers(base: int, count: int) -> _Hashes:
    with np.errstate(over="ignore"):
        powers: _Hashes = np.cumprod(
            np.append(np.ones(1, np.uint64), np.full(count, base, np.uint64)), dtype=np.uint64
        )
        return powers


class PieceReader:
    """Collects texts and gives the vocabulary's codes for their pieces."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._buffer = bytearray(b"\n")
        self._run_ends: list[int] = []
        self._fast: list[int] = []  # numbers of the runs in the buffer
        self._codes: list[Codes] = []
        self._runs: list[Codes] = []  # the run of every code
        self._count = 0
        self._mixed = False

    def add(self, text: str) -> None:
        """The next run."""
        if not text.isascii():
            text = _plain(text)
        if text.isascii():
            self._buffer += text.encode()
            self._buffer += b"\n"
            self._run_ends.append(len(self._buffer))
            self._fast.append(self._count)
            if len(self._buffer) > _CHUNK:
                self._flush()
        else:
            codes = np.fromiter(map(self._vocabulary.__getitem__, text.split()), np.int32)
            self._codes.append(codes)
            self._runs.append(np.full(len(codes), self._count, np.int32))
            self._mixed = True
        self._count += 1

    def finish(self) -> tuple[Codes, npt.NDArray[np.int64]]:
        """The codes of all runs in order, and the end of each run."""
        self._flush()
        codes = np.concatenate(self._codes) if self._codes else np.zeros(0, np.int32)
        runs = np.concatenate(self._runs) if self._runs else np.zeros(0, np.int32)
        if self._mixed:
            order = np.argsort(runs, kind="stable")
            codes, runs = codes[order], runs[order]
        return codes, np.searchsorted(runs, np.arange(self._count), "right")

    def _flush(self) -> None:
        if not self._fast:
            return
        self._buffer += b"\n\n"
        data = np.frombuffer(bytes(self._buffer), np.uint8)
        starts, ends = _bounds(data)
        codes = self._vocabulary.table.look_up(data, starts, ends, self._vocabulary)
        which = np.searchsorted(self._run_ends, starts, "right")
        self._codes.append(codes)
        self._runs.append(np.array(self._fast, np.int32)[which])
        self._buffer = bytearray(b"\n")
        self._run_ends, self._fast = [], []


def _plain(text: str) -> str:
    for mark, plain in _TYPOGRAPHIC:
        if mark in text:
            text = text.replace(mark, plain)
    return text


def _bounds(data: _Bytes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Where pieces start and end. The data begins with one white space and ends with two."""
    kind = _CLASS[data]
    inside = (kind == _LETTER) | (kind == _DIGIT)
    marks = np.flatnonzero(kind >= _DOT)
    what, before, after = kind[marks], kind[marks - 1], kind[marks + 1]
    worded = (before == _LETTER) | (before == _DIGIT)
    joins = worded & ((after == _LETTER) | (after == _DIGIT))
    joins &= (what != _COMMA) | ((before == _DIGIT) & (after == _DIGIT))
    inside[marks[joins]] = True
    # U.N.'s: the dot and the apostrophe stand between letters together
    possessive = marks[
        worded
        & (what == _DOT)
        & (after == _APOSTROPHE)
        & (kind[marks + 2 - (marks + 2 == len(kind))] == _LETTER)
    ]
    inside[possessive] = inside[possessive + 1] = True
    change = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    return change[0::2], change[1::2]


class HashTable:
    """Hashes of pieces -> codes, by open addressing."""

    def __init__(self) -> None:
        self._bits = 16
        self._hashes = np.zeros(1 << self._bits, np.uint64)  # 0 is free
        self._codes = np.zeros(1 << self._bits, np.int32)
        self._used = 0
        self._power = _powers(_BASE, 2 * _CHUNK)
        self._inverse = _powers(pow(_BASE, -1, _WORD_SIZE), 2 * _CHUNK)

    def look_up(
        self, data: _Bytes, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64], vocabulary: Vocabulary
    ) -> Codes:
        """The code of every piece `data[starts:ends]`."""
        hashes = self._hash(data, starts, ends)
        codes = np.zeros(len(hashes), np.int32)
        long = np.flatnonzero(ends - starts > LONGEST_WORD)
        missing = np.setdiff1d(self._probe(hashes, codes), long)
        if len(missing):
            new, first = np.unique(hashes[missing], return_index=True)
            whole = data.tobytes()
            where = missing[first]
            texts = (
                whole[s:e].decode() for s, e in zip(starts[where].tolist(), ends[where].tolist(), strict=True)
            )
            found = np.fromiter(map(vocabulary.__getitem__, texts), np.int32, len(new))
            codes[missing] = found[np.searchsorted(new, hashes[missing])]
            self._insert(new, found)
        for at in long.tolist():
            codes[at] = vocabulary[data[starts[at] : ends[at]].tobytes().decode()]
        return codes

    def _hash(self, data: _Bytes, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> _Hashes:
        if len(data) > len(self._power):
            self._power = _powers(_BASE, 2 * len(data))
            self._inverse = _powers(pow(_BASE, -1, _WORD_SIZE), 2 * len(data))
        with np.errstate(over="ignore"):
            sums = np.cumsum(data * self._power[: len(data)], dtype=np.uint64)
            hashes: _Hashes = (sums[ends - 1] - sums[starts - 1]) * self._inverse[starts]
            hashes = (hashes ^ (hashes >> np.uint64(32)) ^ (ends - starts).astype(np.uint64)) * _MIX
            return hashes | np.uint64(1)  # never 0

    def _probe(self, hashes: _Hashes, codes: Codes) -> npt.NDArray[np.int64]:
        """Fill in the codes of known hashes; returns the places of the others."""
        mask = (1 << self._bits) - 1
        slots = (hashes >> np.uint64(64 - self._bits)).astype(np.int64)
        waiting = np.arange(len(hashes))
        missing: list[npt.NDArray[np.int64]] = []
        while len(waiting):
            here = self._hashes[slots]
            known = here == hashes[waiting]
            codes[waiting[known]] = self._codes[slots[known]]
            missing.append(waiting[here == 0])
            on = ~known & (here != 0)
            waiting, slots = waiting[on], (slots[on] + 1) & mask
        return np.sort(np.concatenate(missing)) if missing else np.zeros(0, np.int64)

    def _insert(self, hashes: _Hashes, codes: Codes) -> None:
        if 3 * (self._used + len(hashes)) > len(self._hashes):
            kept = np.flatnonzero(self._hashes)
            hashes = np.concatenate([self._hashes[kept], hashes])
            codes = np.concatenate([self._codes[kept], codes])
            while 4 * len(hashes) > 1 << self._bits:
                self._bits += 1
            self._hashes, self._codes = (
                np.zeros(1 << self._bits, np.uint64),
                np.zeros(1 << self._bits, np.int32),
            )
            self._used = 0
        self._used += len(hashes)
        slots = (hashes >> np.uint64(64 - self._bits)).astype(np.int64)
        mask = (1 << self._bits) - 1
        waiting = np.arange(len(hashes))
        while len(waiting):
            _, first = np.unique(slots, return_index=True)  # one of those that want the same slot
            free = first[self._hashes[slots[first]] == 0]
            self._hashes[slots[free]] = hashes[waiting[free]]
            self._codes[slots[free]] = codes[waiting[free]]
            left = np.ones(len(waiting), bool)
            left[free] = False
            waiting, slots = waiting[left], (slots[left] + 1) & mask


def pieces(text: str) -> Sequence[str]:
    """The pieces of a text, as `PieceReader` takes it apart."""
    text = _plain(text)
    if not text.isascii():
        return text.split()
    whole = b"\n" + text.encode() + b"\n\n"
    starts, ends = _bounds(np.frombuffer(whole, np.uint8))
    return [whole[s:e].decode() for s, e in zip(starts.tolist(), ends.tolist(), strict=True)]
