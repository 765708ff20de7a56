"""A text as copies are compared by: its letters and digits, and the hashes of all runs of them."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRAM = 16
"""Letters in a run, about three words: white space, case and punctuation do not count."""
MIN_LETTERS = 300
"""In a text that is known by its runs; a shorter one must be the same, title and all."""

_LOWER = bytes.maketrans(string.ascii_uppercase.encode(), string.ascii_lowercase.encode())
_DROPPED = bytes(c for c in range(128) if not chr(c).isalnum())
_FOREIGN_MARKS = re.compile(r"[^\x00-\x7f\w]+")
_BASE = 0x01000193
_WORD = 0xFFFFFFFF


def letters(text: str) -> bytes:
    """The letters and digits of a text, without case, in UTF-8."""
    if not text.isascii():
        text = _FOREIGN_MARKS.sub("", text.casefold())
    return text.encode("utf-8", "replace").translate(_LOWER, _DROPPED)


def hashes(runs_of: bytes) -> NDArray[np.uint32]:
    """A hash of every run of GRAM letters: a polynomial modulo 2^32 (Karp & Rabin 1987), its high bits mixed in."""
    import numpy as np

    if len(runs_of) < GRAM:
        return np.empty(0, np.uint32)
    values = np.frombuffer(runs_of, np.uint8).astype(np.uint32)
    width, factor = 1, _BASE
    while width < GRAM:
        values = values[:-width] * np.uint32(factor) + values[width:]
        width, factor = 2 * width, factor * factor & _WORD
    values ^= values >> np.uint32(15)
    values *= np.uint32(0x85EBCA6B)
    return values
