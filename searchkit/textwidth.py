"""How many columns of a terminal a text takes."""

from __future__ import annotations

import unicodedata

_WIDE = frozenset("WF")
_UNSEEN = frozenset(("Mn", "Me", "Cf", "Cc"))
_JOINED_JAMO = range(0x1160, 0x1200)  # Hangul vowels and finals, drawn into the syllable before them


def display_width(text: str) -> int:
    """Columns `text` takes: two for an East Asian wide character, none for a combining or unseen one.

    Widths are those of Unicode Standard Annex 11; characters of ambiguous width count one column.
    """
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_columns, text))


def truncate(text: str, width: int) -> str:
    """`text` if it takes at most `width` columns, else its longest start that does with "…" at its end."""
    if display_width(text) <= width:
        return text
    if width < 1:
        return ""
    kept = prefix_of_width(text, width - 1)
    return text[:kept].rstrip() + "…"


def prefix_of_width(text: str, width: int) -> int:
    """How many code points of `text` fit into `width` columns, no combining mark cut from its letter."""
    taken = 0
    for at, char in enumerate(text):
        taken += _columns(char)
        if taken > width:
            return at
    return len(text)


def _columns(char: str) -> int:
    if unicodedata.category(char) in _UNSEEN or ord(char) in _JOINED_JAMO:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1
