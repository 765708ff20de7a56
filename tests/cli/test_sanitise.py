"""Nothing an article says may drive a terminal."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.cli.terminal.sanitise import clean, clean_block, escape_json

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
JOINERS = "\u200c\u200d"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Plain title", "Plain title"),
        ("Erdoğan meets 北京", "Erdoğan meets 北京"),
        ("red \x1b[31malert\x1b[0m", "red \ufffd[31malert\ufffd[0m"),
        ("\x1b]0;owned\x07title", "\ufffd]0;owned\ufffdtitle"),
        ("c1 \x9b31m csi", "c1 \ufffd31m csi"),
        ("two\nlines\tand\r\nmore", "two lines and  more"),
        ("next\x85line\u2028here", "next line here"),
        ("abc\u202etxt.exe\u202c", "abctxt.exe"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("", ""),
    ],
)
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(ANY_TEXT)
def test_what_is_left_can_be_printed(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]
    assert not [c for c in cleaned if unicodedata.bidirectional(c) in BIDI_CONTROLS]
    assert clean(cleaned) == cleaned


BIDI_CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def test_a_block_keeps_its_lines() -> None:
    assert clean_block("one\ntwo \x1b[2J\n\nthree") == "one\ntwo \ufffd[2J\n\nthree"


@given(ANY_TEXT)
def test_json_keeps_every_character_and_shows_no_control(text: str) -> None:
    document = escape_json(json.dumps({"title": text}, ensure_ascii=False))
    assert clean(document) == document
    # A pair of surrogates in a row is one character to every JSON reader, ours included.
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(document) == {"title": joined}
