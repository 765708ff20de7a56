"""A command line cut into words as a shell cuts it, and words quoted so that a shell takes them as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SAFE = re.compile(r"[\w@%+=:,./-]")
_IN_DOUBLE_QUOTES = re.compile(r'[\\"$`]')


@dataclass(frozen=True, slots=True)
class Typed:
    """A line up to the cursor: finished `words`, and the `word` being typed, both without quotes.

    `quote` is the quotation mark that is open, else empty. `kept` is how much of `word` a completion leaves as it
    stands: all before a character of `breaks`, or before the open quotation mark. What it replaces begins at
    `start` of the line.
    """

    words: tuple[str, ...]
    word: str
    quote: str
    kept: int
    start: int


def cut(line: str, breaks: str = "") -> Typed:
    """Cut a line into words; what a shell would expand (`$x`, `~`) stays as it is written."""
    words: list[str] = []
    word, quote, kept, start, begun, escaped = "", "", 0, 0, False, False
    for at, char in enumerate(line, 1):
        if escaped:
            word, escaped = word + char, False
        elif char == "\\" and quote != "'":
            escaped = begun = True
        elif char == quote:
            quote, kept, start = "", len(word), at
        elif quote:
            word += char
        elif char in "'\"":
            quote, kept, start, begun = char, len(word), at, True
        elif char in " \t\n":
            if begun:
                words.append(word)
            word, kept, start, begun = "", 0, at, False
        else:
            word, begun = word + char, True
            if char in breaks:
                kept, start = len(word), at
    return Typed(tuple(words), word, quote, kept, start)


def replies(texts: list[str], typed: Typed) -> list[str]:
    """Words as bash wants them: quoted, and without what stays. Those that cannot be written are left out.

    bash replaces what is typed by all that the words have in common, which may be less than was typed: then
    what was typed comes along as a word, so that nothing is lost.
    """
    kept, begun = typed.word[: typed.kept], typed.word[typed.kept :]
    rest = [text[typed.kept :] for text in texts if text.startswith(kept)]
    quoted = [word for text in rest if (word := _quoted(text, typed.quote))]
    if len(quoted) > 1 and not all(text[: len(begun)].lower() == begun.lower() for text in rest):
        quoted.append(_quoted(begun, typed.quote))
    if len(quoted) == 1 and typed.quote and quoted[0].endswith(typed.quote):
        quoted[0] += typed.quote  # bash closes what is open, but takes this for closed
    return [word for word in dict.fromkeys(quoted) if word]


def _quoted(text: str, quote: str) -> str:
    """A text as it stands inside the open quotation marks, or outside of any; empty if it cannot."""
    match quote:
        case "'":
            return text.replace("'", "'\\''")
        case '"':  # bash replaces !words even there, and nothing keeps it from that
            return "" if "!" in text else _IN_DOUBLE_QUOTES.sub(r"\\\g<0>", text)
        case _:
            return "".join(char if _SAFE.match(char) else f"\\{char}" for char in text)
