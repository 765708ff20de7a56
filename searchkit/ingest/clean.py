"""The characters of article text put right: encoding accidents, invisible characters, ligatures, spaces."""

from __future__ import annotations

import re
import unicodedata

from .paragraphs import paragraphs

__all__ = ["clean_text", "paragraphs"]

_PLAIN = bytes(range(32, 127)) + b"\n\t"
_ODD = (
    r"[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f\u3000"
    r"\ud800-\udfff\ufb00-\ufb06\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_BECOMES = {
    **dict.fromkeys("\r\v\f\u2028", "\n"),
    "\u2029": "\n\n",
    **dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
}
# A soft hyphen at a line end divides a word for certain.
_SOFT_BREAK = r"\xad[ \t]*\r?\n[ \t]*"
# Joiners shape Arabic and Indic letters and emoji; anywhere else they are invisible.
_STRAY_JOINER = r"(?<![\u0590-\u1cff\u2190-\U0010ffff])[\u200c\u200d]+"
# A lead byte of UTF-8 as latin-1 or cp1252 shows it, and continuation bytes shown the same way. Punctuation
# that may follow a real letter (MANHÃ”, é”“) counts as one only after a letter that words do not end in.
_STRANGE = r"\x80-\x9f¡-ª¬-º¼-¿€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ"
_USUAL = r"\xa0«»…‘’“”•–—"
_MOJIBAKE = (
    rf"[ÂÃÄÅÎÏÐÑØÙâð][{_STRANGE}]|(?<![A-ZÀ-Þ])[ÂÃÅ][{_USUAL}]"
    rf"|[à-ï](?:[{_STRANGE}][{_STRANGE}{_USUAL}]|[{_USUAL}][{_STRANGE}])"
)
# The last byte of a closing quote means nothing in cp1252 and is often lost.
_LOST_QUOTE = r"â€(?=[ \n.,;:!?)]|$)"


def clean_text(text: str) -> str:
    r"""The text in NFC, with `\n` line ends and without characters nobody was meant to see.

    Out go control, bidirectional-control, soft-hyphen and zero-width characters; ligatures become letters
    and odd spaces spaces; text decoded with the wrong table is repaired where that is certain. Tabs stay.
    Cleaning clean text changes nothing.
    """
    if text.isascii():
        # Deleting every plain character and looking at the rest is far faster than searching for odd ones.
        return _fold(text) if text.encode().translate(None, _PLAIN) else text
    while (cleaned := _cleaned_once(text)) != text:
        text = cleaned
    return text


def _cleaned_once(text: str) -> str:
    if re.search(_MOJIBAKE, text):
        text = _repair(text)
    if re.search(_ODD, text):
        text = _fold(text)
    if "\u200c" in text or "\u200d" in text:
        text = re.sub(_STRAY_JOINER, "", text)
    return unicodedata.normalize("NFC", text)


def _fold(text: str) -> str:
    text = re.sub(_SOFT_BREAK, "", text.replace("\r\n", "\n"))
    return re.sub(_ODD, _replacement, text)


def _replacement(odd: re.Match[str]) -> str:
    char = odd[0]
    if char in _BECOMES:
        return _BECOMES[char]
    if "\x80" <= char <= "\x9f":  # these controls are cp1252 read as latin-1
        return char.encode("latin-1").decode("cp1252", "ignore")
    return {"Zs": " ", "Cs": "\ufffd"}.get(unicodedata.category(char), "")


def _repair(text: str) -> str:
    """Undo UTF-8 read as a one-byte table, line by line: ftfy changes only what cannot be anything else."""
    import ftfy

    text = re.sub(_LOST_QUOTE, "”", text)
    return "".join(
        ftfy.fix_encoding(line) if re.search(_MOJIBAKE, line) else line
        for line in text.splitlines(keepends=True)
    )
