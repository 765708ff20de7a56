from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.ingest.clean import clean_text, paragraphs

# Text with the characters that matter, far oftener than chance would have them.
ODD = st.text(
    st.sampled_from("aé’Ãâ€™\u0080\u009d\u00ad\u200b\u200c\u200dم\n\r\t \u00a0\u2028ﬁ\u0301\ud800\x00"),
    max_size=40,
)
LINES = st.lists(st.text(st.sampled_from("abc dé-.*,\t"), max_size=80), max_size=20).map("\n".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text,\n\twith a tab", "plain text,\n\twith a tab"),
        ("two\r\nlines\rthree\x0bfour\x0cfive\u2028six", "two\nlines\nthree\nfour\nfive\nsix"),
        ("one\u2029two", "one\n\ntwo"),
        ("cafe\u0301", "café"),
        ("soft\u00adware and soft\u00ad\n  ware", "software and software"),
        ("zero\u200bwidth\ufeff\u2060 joiner\u200d", "zerowidth joiner"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("bell\x07 esc\x1b[31m del\x7f nul\x00", "bell esc[31m del nul"),
        ("ﬁnance ﬂow oﬀer eﬃcient baﬄe", "finance flow offer efficient baffle"),
        ("a\u00a0b\u2009c\u202fd\u3000e", "a b c d e"),
        ("\x93quoted\x94 \x96 it\x92s", "“quoted” – it’s"),
        ("Iranâ€™s â€œaxisâ€\x9d â€“ cafÃ©", "Iran’s “axis” – café"),
        ("â€œAxis,â€ he said", "“Axis,” he said"),
        ("Â£5 and â‚¬7", "£5 and €7"),
        ("half a pair \ud83d", "half a pair \ufffd"),
        ("“Yes” – he’s in the café, à côté", "“Yes” – he’s in the café, à côté"),
        ("SÃO PAULO, MANHÃ” e CAFÉ”“", "SÃO PAULO, MANHÃ” e CAFÉ”“"),
        ("voilÃ\u00a0! CAFÃ‰, ä¸\u00adæ–‡, Ð¼Ð¸Ñ€", "voilà! CAFÉ, 中文, мир"),
        ("", ""),
    ],
)
def test_characters_are_put_right(text: str, expected: str) -> None:
    assert clean_text(text) == expected


@given(st.one_of(ODD, st.text()))
def test_clean_text_stays_as_it_is(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")


@given(st.text(st.sampled_from("abc’“”é \n–ñ")))
def test_ordinary_text_is_untouched(text: str) -> None:
    assert clean_text(text) == text


WRAPPED = """\
The ministry said on Monday that it had signed an agreement which
would allow the state-owned company to sell its long-term bonds to
foreign investors, a step that has been expected for years by the
people who follow it.

A second paragraph began here, and went on about the develop-
ment of the market, the inter-
national community and the state-
owned company. The market is international, it said.
"""


JOINED = """\
The ministry said on Monday that it had signed an agreement which would allow the state-owned \
company to sell its long-term bonds to foreign investors, a step that has been expected for years by \
the people who follow it.

A second paragraph began here, and went on about the development of the market, the international community \
and the state-owned company. The market is international, it said."""


def test_hard_wrapped_text_is_joined_and_divided_words_mended() -> None:
    assert "\n\n".join(paragraphs(WRAPPED)) == JOINED


def test_a_new_paragraph_may_be_shown_by_its_indent() -> None:
    text = WRAPPED.replace("\n\nA second", "\n   A second")
    assert paragraphs(text) == paragraphs(WRAPPED)


def test_an_export_that_lost_some_paragraph_breaks_is_still_joined() -> None:
    text = WRAPPED.replace("follow it.\n\nA second", "follow it. A second")
    assert paragraphs(text) == (" ".join(paragraphs(WRAPPED)),)


@pytest.mark.parametrize(
    "text",
    [
        "Roses are red,\nviolets are blue,\nsugar is sweet\nand so are you.",
        "- one thing that is to be done soon\n- another thing that has been done\n- a third one",
        "1. The first of the demands\n2. The second of the demands\n3. The third of them",
        "Saudi Arabia\nUnited Arab Emirates\nIran",
    ],
)
def test_lists_and_verse_stay_lines(text: str) -> None:
    assert paragraphs(text) == tuple(text.split("\n"))


def test_a_line_is_a_paragraph_where_nothing_is_wrapped() -> None:
    lines = [f"Paragraph number {n} is a long one. " + "It goes on and on. " * (4 + n % 3) for n in range(6)]
    assert paragraphs("\n".join(lines)) == tuple(line.strip() for line in lines)


def test_items_of_a_list_are_joined_when_they_are_wrapped() -> None:
    text = (
        WRAPPED
        + "\n"
        + "* an item that is long enough to be wrapped at the margin of the\n  text it stands in\n* other"
    )
    assert paragraphs(text)[2:] == (
        "* an item that is long enough to be wrapped at the margin of the text it stands in",
        "* other",
    )


def test_spaces_are_single_and_rules_are_dropped() -> None:
    assert paragraphs("one   two\tthree\n\n  * * *  \n\n-----\n\n\n\nfour ") == ("one two three", "four")


def test_no_text_has_no_paragraphs() -> None:
    assert paragraphs("") == paragraphs(" \n\n \n") == ()


@given(st.one_of(LINES, st.text()))
def test_no_letter_is_lost(text: str) -> None:
    joined = "".join(paragraphs(text))
    assert [c for c in joined if c.isalnum()] == [c for c in text if c.isalnum()]


@given(LINES)
def test_a_paragraph_is_one_line_without_margins(text: str) -> None:
    for paragraph in paragraphs(text):
        assert paragraph == " ".join(paragraph.split()) != ""


@pytest.mark.parametrize("line", ["a-\n", "a\u00ad ", "Ã©", "- \n", " \n", "A word and more\n", "a\u200d"])
def test_the_time_grows_with_the_text_and_no_faster(line: str) -> None:
    # Text like this took minutes where work was done again for every line before.
    assert isinstance(paragraphs(clean_text(line * 8_000)), tuple)
