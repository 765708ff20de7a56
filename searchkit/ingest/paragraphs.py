"""Plain text -> paragraphs: empty lines part them, hard-wrapped lines are joined, lists and verse stay lines.

Wrapped text gives itself away: at nearly every line end the next word would not have fitted.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_MIN_WIDTH, _MAX_WIDTH = 40, 100  # of wrapped text, in code points
_MIN_PAIRS = 3  # line ends that have to bear witness to a margin
_FULL_SHARE = 0.8  # of the line ends in wrapped text, how many leave no room
_END = 10  # code points at the end of a line that show how it ends
_SENTENCE_ENDS = tuple(mark + quote for mark in ".!?:…" for quote in ("", '"', "”", "'", "’", ")"))

_BULLET = re.compile(r"(?:[-*•‣◦▪–—+·]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_RULE = re.compile(r"[\s=*_~#+.-]+")  # a line of these parts sections and says nothing
_RULE_SIGNS = "=*_~#+.-"
_WORDS = r"[^\W\d_]+(?:-[^\W\d_]+)*"
# Endings that are no words: before them a hyphen at a line end can only divide.
_ENDING = (
    r"(?:ments?|tions?|tional|sions?|ness|ings?|it(?:y|ies)|ally|[ae]nce|i?ous|ical|ible|i[sz]ation|i[sz]ed"
    r"|at(?:ed|ing))"
)
# A line that ends in one of these is not the end of anything.
_UNFINISHED = (
    r"\b(?:an?|the|of|to|in|on|at|by|for|from|with|as|and|or|but|than|that|which|who|is|are|was|were|has|have"
    r"|had|its|their|his|her)$"
)


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of clean plain text, spaces single, no line breaks inside.

    Letters are never lost. A word divided at a line end is mended where the text itself, or an ending that
    is no word, shows what it was; otherwise its hyphen stays. Lines that only part sections are left out.
    """
    return tuple(_parted(text)[0])


def verbatim(text: str) -> tuple[str, ...]:
    """The paragraphs of clean text with all its characters but white space: for exports, taken at their word."""
    found, complete = _parted(text)
    if not complete:
        found = [" ".join(block.split()) for block in text.split("\n\n") if block and not block.isspace()]
    return tuple(found)


def _parted(text: str) -> tuple[list[str], bool]:
    """The paragraphs, and whether nothing was left out."""
    lines = text.split("\n")
    if any(lines[1::2]):  # some line ends are single
        return _joined(lines)
    blocks = [stripped for line in lines[::2] if (stripped := _single_spaced(line.strip()))]
    found = [block for block in blocks if not _is_rule(block)]
    return found, len(found) == len(blocks)


def _single_spaced(text: str) -> str:
    return " ".join(text.split()) if "  " in text or "\t" in text else text


class _Line(NamedTuple):
    """A line without its margins; `indent` counts the spaces before it, `lead` the letters of its first word."""

    text: str
    indent: int
    lead: int


_NO_LINE = _Line("", 0, 0)


def _line(raw: str) -> _Line:
    text = raw.strip()
    if not text:
        return _NO_LINE
    indent = len(raw[: raw.find(text)].expandtabs(4)) if raw[0] != text[0] else 0
    return _Line(text, indent, len(text.split(None, 1)[0]))


def _joined(raw_lines: list[str]) -> tuple[list[str], bool]:
    """The paragraphs of text with single line breaks, and whether nothing was left out."""
    lines = [_line(raw) for raw in raw_lines]
    width = _wrap_width(lines)
    spellings: dict[str, str] | None = None
    found: list[str] = []
    current: list[str] = []
    complete = True
    for before, line in pairwise([_NO_LINE, *lines, _NO_LINE]):
        if current and not (line.text and _continues(before, line, width)):
            found.append(" ".join(current))
            current = []
        new = _single_spaced(line.text)
        if _is_rule(line.text):
            complete = False
        elif current and new[0].islower() and _is_divided(word := current[-1].rpartition(" ")[2]):
            spellings = spellings or _spellings("\n".join(raw_lines))
            current[-1:] = [left] if (left := current[-1][: -len(word)].rstrip()) else []
            current.append(_mend(word, new, spellings))
            complete = complete and len(current[-1]) == len(word) + len(new)
        elif new:
            current.append(new)
    return found, complete


def _is_rule(line: str) -> bool:
    """Whether a line, taken without its margins, is drawn and not written."""
    return line[:1] in _RULE_SIGNS and len(line) <= _MAX_WIDTH and _RULE.fullmatch(line) is not None


def _is_divided(text: str) -> bool:
    return text[-1:] == "-" and text[-2:-1].isalpha() and len(text) <= _MAX_WIDTH


def _wrap_width(lines: list[_Line]) -> int:
    """The margin the text is wrapped at, in code points; 0 if it is not wrapped."""
    pairs = [(line, after) for line, after in pairwise(lines) if line.text and after.text]
    if len(pairs) < _MIN_PAIRS:
        return 0
    # Not the longest line: some exports have lost paragraph breaks and so have a few lines of any length.
    width = sorted(len(line.text) for line, _ in pairs)[int(0.6 * len(pairs))]
    full = sum(_is_full(line, after, width) for line, after in pairs)
    ended = sum(line.text.endswith(_SENTENCE_ENDS) for line, _ in pairs)
    wrapped = full >= _FULL_SHARE * len(pairs) and ended <= len(pairs) / 2
    return width if wrapped and _MIN_WIDTH <= width <= _MAX_WIDTH else 0


def _is_full(line: _Line, after: _Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted."""
    return len(line.text) + 1 + after.lead > width


def _continues(before: _Line, line: _Line, width: int) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if _BULLET.match(line.text):
        return False
    if line.indent > before.indent and not _BULLET.match(before.text):
        return False
    if width and _is_full(before, line, width):
        return True
    goes_on = line.text[0].islower()
    if goes_on and _is_divided(before.text):
        return True
    if len(before.text) < _MIN_WIDTH or before.text.endswith(_SENTENCE_ENDS):
        return False
    return goes_on or re.search(_UNFINISHED, before.text[-_END:]) is not None


def _spellings(text: str) -> dict[str, str]:
    """The words of a text, in small letters, each under its letters alone."""
    found = re.findall(_WORDS, text.lower())
    return {word.replace("-", ""): word for word in sorted(set(found), key=lambda word: "-" not in word)}


def _mend(left: str, right: str, spellings: dict[str, str]) -> str:
    """`govern-` and `ment` as one word, with the hyphen only if it belongs there."""
    stem = re.findall(_WORDS, left)[-1].lower()
    rest = (re.match(_WORDS, right) or [""])[0].lower()
    known = spellings.get((stem + rest).replace("-", ""))
    whole = known == stem + rest if known else bool(re.fullmatch(_ENDING, rest))
    return left[:-1] + right if whole else left + right
