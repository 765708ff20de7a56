"""Whatever a file holds, reading it ends, raises nothing, and names what it skipped."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.article import Article
from searchkit.ingest import ReadOptions, Skipped, SourceFile, plan, read, walk
from searchkit.ingest.formats import zip as zip_format

Reason = Callable[[str, bytes], str]
ReadAll = Callable[..., list[Article | Skipped]]


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty file"),
        ("a.txt", b" \n\t\r\n", "only white space"),
        ("a.txt.gz", gzip.compress(b""), "empty file"),
        ("a.txt", bytes(range(256)) * 9, "binary data"),
        ("a.html", b"<html><body><img src=x></body></html>", "no text in it"),
        ("a.md", b"---\ntitle: Only a title\n---\n", "no text in it"),
        ("a.html.gz", gzip.compress(b"<p>text</p>" * 99)[:40], "damaged gzip data"),
        ("a.gz", gzip.compress(b"a" * 51_000_000), "over 50 MB of text"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.json", b'{"title": ', "not JSON (Expecting value, line 1)"),
        ("a.json", b"[]", "no article in it"),
        ("a.pdf", b"%PDF-1.4 broken", "damaged PDF"),
        ("a.zip", b"PK\x03\x04 broken", "damaged ZIP archive"),
        ("a.zip", zipped(**{"word/document.xml": b"x" * 40_000_000}), "unpacks to over 250 times its size"),
        ("a.epub", zipped(**{"META-INF/container.xml": b"<container/>"}), "no book in it"),
        ("a.xlsx", zipped(**{"xl/workbook.xml": b"", "b": b""}), "a file of Excel; save it as text or HTML"),
        ("a.rss", b"<rss>" + b"<a>" * 100_000, "no article in it"),
    ],
    ids=lambda value: "bytes" if isinstance(value, bytes) else None,  # gzip's have the time in them
)  # fmt: skip
def test_bad_files_are_skipped_with_their_reason(
    skipped: Reason, name: str, content: bytes, reason: str
) -> None:
    pytest.importorskip("pypdf")
    pytest.importorskip("docx")
    assert skipped(name, content) == reason


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + "deep",
        "<p>" * 20_000 + "many",
        "<table><tr><td>" * 5_000 + "cells",
        "<a " + "x=1 " * 50_000 + ">long tag</a>",
        "<!--" * 50_000,
        "<script>" * 50_000,
        "&" * 200_000,
        "<html><p>" + "\u202e\u200f\x1b[31mred" * 1000,
    ],
    ids=lambda page: page[:12],
)
def test_hostile_pages_end(tmp_path: Path, read_all: ReadAll, page: str) -> None:
    (tmp_path / "a.html").write_text(page)
    [item] = read_all(tmp_path)
    assert "\x1b" not in str(item)


def test_entities_of_xml_are_not_expanded_and_nothing_is_fetched(tmp_path: Path, read_all: ReadAll) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    entities = '<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">'
    feed = tmp_path / "feed.xml"
    feed.write_text(
        f'<!DOCTYPE rss [{entities}<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss><channel><item>'
        "<title>T</title><description>One &c; two &x; three</description></item></channel></rss>"
    )
    [article] = read_all(feed)
    assert "lol" not in str(article)
    assert "secret" not in str(article)


def test_aliases_in_front_matter_are_not_followed(tmp_path: Path, read_all: ReadAll) -> None:
    levels = ["a: &a [lol, lol, lol]"]
    levels += [f"{b}: &{b} [{', '.join([f'*{a}'] * 500)}]" for a, b in zip("abcdef", "bcdefg", strict=True)]
    (tmp_path / "a.md").write_text("---\ntitle: T\n" + "\n".join(levels) + "\ntags: *g\n---\n\nSome text.\n")
    [article] = read_all(tmp_path)
    assert isinstance(article, Article)
    assert article.title == "T"
    assert len(str(article)) < 2000


def test_a_zip_that_unpacks_to_too_much_is_read_as_far_as_that(
    tmp_path: Path, read_all: ReadAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_format, "MAX_TOTAL", 2_000)
    text = b"A title\n\n" + os.urandom(400).hex().encode()
    (tmp_path / "a.zip").write_bytes(zipped(**{"1.txt": text, "2.txt": text, "3.txt": text, "4.txt": text}))
    items = read_all(tmp_path)
    assert [type(item) for item in items] == [Article, Article, Skipped]
    assert isinstance(items[2], Skipped)
    assert items[2].reason.startswith("unpacks to over")


def test_archives_in_archives_end(tmp_path: Path, read_all: ReadAll) -> None:
    data = zipped(**{"a.txt": b"A title\n\nSome text."})
    for _ in range(5):
        data = zipped(**{"in.zip": data})
    (tmp_path / "a.zip").write_bytes(data)
    [item] = read_all(tmp_path)
    assert isinstance(item, Skipped)
    assert item.reason == "archives nested too deeply"


def test_an_encrypted_member_is_named_and_the_others_are_read(tmp_path: Path, read_all: ReadAll) -> None:
    data = bytearray(zipped(**{"a.txt": b"A title\n\nSome text.", "b.txt": b"A title\n\nMore text."}))
    data[6] |= 1  # the flag in the local header and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    first, second = read_all(tmp_path)
    assert first == Skipped("a.zip/a.txt", "encrypted")
    assert isinstance(second, Article)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, read_all: ReadAll) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nSome text.")
    (tmp_path / "a.txt").chmod(0)
    assert read_all(tmp_path) == [Skipped("a.txt", "cannot be read (Permission denied)")]


def test_a_file_that_vanishes_between_walk_and_read_is_named(tmp_path: Path) -> None:
    gone = SourceFile(tmp_path / "gone.txt", "gone.txt")
    [unit] = plan([gone], ReadOptions())
    assert list(read(unit)) == [Skipped("gone.txt", "cannot be read (No such file or directory)")]


def test_surrogates_and_control_characters_never_come_out(tmp_path: Path, read_all: ReadAll) -> None:
    (tmp_path / "a.jsonl").write_text(
        r'{"id": "\ud800 \u001b[2J", "title": "\ud800 a\u0000b", "text": "a\u001b[31mb\u200bc \udfff",'
        r' "author": "\u009b1mAda"}'
    )
    [article] = read_all(tmp_path)
    assert isinstance(article, Article)
    out = json.dumps(article.to_json(), ensure_ascii=False)
    out.encode()
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c == "\u200b" for c in out)


SEEDS = [
    b"<html><body><p>Some text of a page</p></body></html>",
    b'{"title": "a", "text": "b", "authors": [{"name": "c"}], "date": 5}',
    b'[{"title": "a"}, {"text": {"a": []}}]',
    b"---\ntitle: a\ndate: 2018\n---\n# b\n\n- c\n\n| d |\n|---|\n",
    b"title,text\n\"a\",\"b\nc\"\n",
    b"From: a@b\nSubject: =?utf-8?q?=C3=?\nMIME-Version: 1\nContent-Type: multipart/x; boundary=x\n\n--x\n",
    b"<rss><channel><item><title>a</title><description>b</description></item></channel></rss>",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nHTTP/",
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>",
    gzip.compress(b"A title\n\nSome text of an article"),
    zipped(**{"a.txt": b"A title\n\nSome text."}),
    zipped(**{"word/document.xml": b"<w/>"}),
    zipped(**{"META-INF/container.xml": b'<c><rootfile full-path="p"/></c>', "p": b"<package/>"}),
]  # fmt: skip
NAMES = [
    "a.html",
    "a.json",
    "a.jsonl",
    "a.md",
    "a.csv",
    "a.eml",
    "a.mhtml",
    "a.xml",
    "a.pdf",
    "a.zip",
    "a.gz",
    "a",
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 3))] = draw(st.binary(max_size=6))
    return bytes(data)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    return tmp_path_factory.mktemp("hostile")


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(damaged(), st.sampled_from(NAMES))
def test_damaged_files_give_articles_or_reasons_and_never_raise(folder: Path, data: bytes, name: str) -> None:
    (folder / name).write_bytes(data)
    items = [item for unit in plan(walk([folder / name]), ReadOptions()) for item in read(unit)]
    assert items
    for item in items:
        if isinstance(item, Skipped):
            assert item.reason.isprintable()
        else:
            json.dumps(item.to_json(), ensure_ascii=False).encode()
