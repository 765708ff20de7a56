from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.ingest.charset import decode, is_binary

ENGLISH = "Iran’s “axis of resistance” – the café’s term – was empowered, it is said, in 2018. " * 3
FRENCH = (
    "Le gouvernement français a annoncé que l’été prochain sera décisif ; les députés ont voté contre lui. "
    * 3
)
POLISH = "Rząd ogłosił, że wybory odbędą się w październiku. Społeczeństwo czeka na decyzję władz. " * 3
RUSSIAN = "Правительство объявило, что выборы пройдут в октябре. Общество ждёт решения властей. " * 3
JAPANESE = "政府は十月に選挙を行うと発表した。社会は当局の決定を待っている。" * 6


@pytest.mark.parametrize("table", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-8"])
def test_unicode_needs_no_label(table: str) -> None:
    assert decode(ENGLISH.encode(table)) == ENGLISH
    assert decode(ENGLISH.encode(table), declared="iso-8859-1") == ENGLISH


@pytest.mark.parametrize(
    ("text", "table"),
    [
        (ENGLISH, "cp1252"),
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        ("He said “no” – it’s over.", "cp1252"),
    ],
)
def test_other_tables_are_detected_when_nothing_is_declared(text: str, table: str) -> None:
    assert decode(text.encode(table)) == text


@pytest.mark.parametrize(
    ("label", "table"),
    [
        ("iso-8859-1", "cp1252"),
        ("latin1", "cp1252"),
        ("US-ASCII", "cp1252"),
        (" 'Windows-1252' ", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("iso-8859-15", "iso8859-15"),
        ("koi8-r", "koi8-r"),
        ("gb2312", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("x-sjis", "cp932"),
        ("euc-kr", "cp949"),
    ],
)
def test_a_label_means_what_it_means_to_browsers(label: str, table: str) -> None:
    sample = {
        "cp1252": "“no” – it’s",
        "cp1254": "ışık “ş”",
        "iso8859-15": "5 € œuvre",
        "koi8-r": "мир",
        "cp949": "똠방각하",
    }
    text = sample.get(table, "銀行①" if table == "cp932" else "银行€")
    assert decode(text.encode(table), declared=label) == text


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1251">',
        "<META CHARSET=windows-1251 />",
        "<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_the_label_in_a_page_is_found(head: str) -> None:
    data = (head + "<p>мир</p>").encode("cp1251")
    assert decode(data, html=True).endswith("<p>мир</p>")


def test_the_declared_label_goes_before_that_of_the_page() -> None:
    data = '<meta charset="koi8-r">мир'.encode("cp1251")
    assert decode(data, declared="windows-1251", html=True).endswith("мир")


def test_a_wrong_utf_8_label_is_dropped() -> None:
    assert decode(ENGLISH.encode("cp1252"), declared="utf-8") == ENGLISH
    assert decode(b"<meta charset=utf-8>It\x92s \x93fine\x94", html=True).endswith("It’s “fine”")


def test_one_stray_byte_does_not_spoil_a_utf_8_page() -> None:
    data = (ENGLISH + "It").encode() + b"\x92" + "s “so”".encode()
    assert decode(data, declared="utf-8") == ENGLISH + "It’s “so”"


def test_well_formed_utf_8_wins_over_a_one_byte_label() -> None:
    assert decode(FRENCH.encode(), declared="latin-1") == FRENCH


@pytest.mark.parametrize(
    "label", ["rot13", "utf-7", "unicode_escape", "base64", "zlib", "idna", "no-such", "", "\0", "x" * 999]
)
def test_a_label_that_is_no_table_is_ignored(label: str) -> None:
    assert decode(b"+AGE- \\u0041 abc", declared=label) == "+AGE- \\u0041 abc"


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "utf-8", "latin-1", "gb2312", "utf-16", "shift_jis"]),
    st.booleans(),
)
def test_any_bytes_have_a_text(data: bytes, declared: str, html: bool) -> None:
    assert isinstance(decode(data, declared=declared, html=html), str)


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=300))
def test_utf_8_comes_back(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text


NOISE = bytes(n * n * 7 % 251 for n in range(500))


@pytest.mark.parametrize(
    "data", [NOISE, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\x1f\x8b\x08" + NOISE, b"text and \0 zeros" * 3]
)
def test_binary_data_is_told_from_text(data: bytes) -> None:
    assert is_binary(data)


@pytest.mark.parametrize(
    "table", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_text_in_any_table_is_not_binary(table: str) -> None:
    assert not is_binary(ENGLISH.encode(table))


def test_an_empty_file_is_not_binary() -> None:
    assert not is_binary(b"")


def test_utf8_saved_under_an_old_label_of_several_bytes() -> None:
    page = '<meta charset="gb2312"><p>' + "新闻网站保存的网页" * 3
    assert decode(page.encode(), html=True) == page
    old = '<meta charset="gb2312"><p>联通'
    assert decode(old.encode("gb2312"), html=True) == old
