"""Bytes -> text: byte order mark, declared label, UTF-8, and a detector last.

Labels mean what they mean to browsers (https://encoding.spec.whatwg.org): `latin-1` and `ascii` are cp1252.
A label is a claim, not a proof: well-formed UTF-8 beyond ASCII is UTF-8 whatever table is declared (of a
table of several bytes a few characters can look like it by chance, so there it takes some more), and a UTF-8
label on bytes that are not is dropped.
"""

from __future__ import annotations

import codecs
import re

_HEAD = 4096  # bytes looked at for a label in the page and for what kind of data this is
_PROOF = 20  # bytes more than characters, before UTF-8 is believed against a label like gb2312
_SAMPLE = 1 << 16  # bytes the detector sees

_BOMS = (  # UTF-32 first: its mark begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABEL_IN_PAGE = (
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']"
)
# Labels that browsers read as a larger table than the one they name.
_READ_AS = {
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_TABLES = re.compile(
    r"utf-8|utf-16(-[lb]e)?|cp(125\d|866|874|932|949)|iso8859-\d+|latin-1|ascii|tis-620|koi8-[ru]"
    r"|mac-(roman|cyrillic)|gb2312|gbk|gb18030|big5(hkscs)?|euc_(jp|kr)|shift_jis|iso2022_jp"
)
# What the detector may answer: the tables news pages have been written in.
_DETECTABLE = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "iso8859_2"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
]


def decode(data: bytes, *, declared: str = "", html: bool = False) -> str:
    """The text of some bytes. Never raises: what no table can read becomes U+FFFD.

    Args:
        data: the whole file, decompressed.
        declared: the label of a transport header or a sidecar, if any; unknown labels are ignored.
        html: whether to look for a label inside the page, in its first 4 KiB.
    """
    for mark, table in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(table, "replace")
    if wide := _wide_table(data):
        return data.decode(wide, "replace")
    table = _table(declared) or (_label_in_page(data) if html else "")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if not _is_multibyte(table) or len(data) - len(text) >= _PROOF:
            return text
    if table == "utf-8" and _mostly_utf8(data):
        return data.decode("utf-8", "searchkit-cp1252")
    if table and table != "utf-8":
        return data.decode(table, "replace")
    return data.decode(_detected(data), "replace")


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text in any table: zero bytes outside UTF-16, or many control characters."""
    head = data[:_HEAD]
    if not head or any(head.startswith(mark) for mark, _ in _BOMS) or _wide_table(data):
        return False
    return b"\0" in head or len(head) - len(head.translate(None, _CONTROLS)) > len(head) / 50


_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"


def _wide_table(data: bytes) -> str:
    """UTF-16 without its mark shows as zeros in every other byte of text that is mostly ASCII."""
    head = data[: min(_HEAD, len(data) & ~1)]
    even, odd = head[::2].count(0), head[1::2].count(0)
    most, none = len(head) * 0.3, len(head) * 0.02
    if len(head) >= 8 and odd > most and even <= none:
        return "utf-16-le"
    return "utf-16-be" if len(head) >= 8 and even > most and odd <= none else ""


def _label_in_page(data: bytes) -> str:
    found = re.search(_LABEL_IN_PAGE, data[:_HEAD], re.IGNORECASE)
    table = _table((found[1] or found[2]).decode("ascii", "ignore")) if found else ""
    return "utf-8" if table.startswith("utf-16") else table  # a label that could be read was not in UTF-16


def _table(label: str) -> str:
    """The codec a label means to a browser; empty if it means none."""
    label = label.strip().strip("\"'").lower()
    try:
        name = codecs.lookup({"x-sjis": "shift_jis", "x-gbk": "gbk"}.get(label, label)).name
    except (LookupError, ValueError):
        return ""
    return _READ_AS.get(name, name) if _TABLES.fullmatch(name) else ""


def _is_multibyte(table: str) -> bool:
    return (
        bool(table) and table != "utf-8" and not re.match(r"cp(125|866|874)|iso8859|koi8|mac|utf-16", table)
    )


def _mostly_utf8(data: bytes) -> bool:
    """Whether bytes that are not well-formed UTF-8 are so but for a few places."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return len(data) - len(text) > 2 * bad


def _island(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8, in a text that is, read as cp1252."""
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101  it is only registered for decoding
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("searchkit-cp1252", _island)


def _detected(data: bytes) -> str:
    """The table a detector finds likeliest; cp1252 whenever no other is likelier."""
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data[:_SAMPLE], cp_isolation=_DETECTABLE))
    for match in matches:
        as_good = match.chaos <= matches[0].chaos and match.coherence >= matches[0].coherence
        if as_good and "cp1252" in match.could_be_from_charset:
            return "cp1252"
    return matches[0].encoding if matches else "cp1252"
