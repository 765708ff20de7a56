"""The boundary that text of articles passes on its way to a terminal or a file.

An article may hold anything: escape sequences that move the cursor, retitle the window or answer for the
user; bidirectional controls that make a line read as something else; halves of surrogate pairs that no
encoding accepts. Nothing of that passes. In JSON the same characters are escaped instead, so nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

REPLACEMENT = "\ufffd"

_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_UNSEEN = (  # code points that are not drawn but reorder, hide or join what is: all but the two joiners go
    *(0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF),
    *range(0x202A, 0x202F),  # embeddings and overrides
    *range(0x2060, 0x2070),  # isolates, invisible operators
    *range(0xFFF9, 0xFFFC),  # interlinear annotation
    *range(0x1D173, 0x1D17B),  # musical beams
    *range(0xE0000, 0xE0080),  # tags
)
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_SURROGATES = range(0xD800, 0xE000)


def _table() -> Iterator[tuple[int, str]]:
    yield from ((code, REPLACEMENT) for code in (*_CONTROLS, *_SURROGATES))
    yield from ((ord(char), " ") for char in _SPACES)
    yield from ((code, "") for code in _UNSEEN)


_LINE = dict(_table())

_NOT_IN_JSON = (
    "[\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """The text on one line: controls become U+FFFD, line ends and tabs spaces, the unseen goes."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_LINE)


def clean_block(text: str) -> str:
    """As `clean`, line by line: line ends stay."""
    return "\n".join(clean(line) for line in text.split("\n"))


def escape_json(document: str) -> str:
    r"""JSON with all that `clean` would not let through as `\u` escapes; it can only stand in strings."""
    if document.isascii() and "\x7f" not in document:
        return document
    return re.sub(_NOT_IN_JSON, _escape, document)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
