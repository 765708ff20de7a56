from __future__ import annotations

import pytest

from searchkit.ingest.base import ReadError
from searchkit.ingest.sniff import sniff


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        # By content, whatever the name says.
        (b"%PDF-1.7\n", "report", "pdf"),
        (b"PK\x03\x04\x14\x00", "report.doc", "zip"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "x", "warc"),
        (b"<!DOCTYPE html><html><head>", "page.txt", "html"),
        (b"\xef\xbb\xbf\n\n<html lang=en>", "page", "html"),
        (b"<div><p>A fragment</p></div>", "x.html", "html"),
        (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "x.xml", "html"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel>', "x.xml", "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "export", "feed"),
        (b'<rdf:RDF xmlns="http://purl.org/rss/1.0/">', "x.html", "feed"),
        (b'{"title": "a"}\n{"title": "b"}\n', "dump.json", "jsonl"),
        (b'[\n{"title": "a"}\n]', "dump.jsonl", "json"),
        (b'{\n  "title": "a"\n}', "dump.txt", "json"),
        (b'[{"title": "a"}]', "dump", "json"),
        (b"---\ntitle: A title\n---\n", "x.txt", "markdown"),
        (b"+++\ntitle = 'A'\n+++\n", "x", "markdown"),
        (b"From: a@b.c\r\nSubject: Hi\r\nMIME-Version: 1.0\r\n\r\nText", "x", "eml"),
        (
            b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n",
            "x",
            "mhtml",
        ),
        # By name, where the content could be anything.
        (b"title,text\n", "x.csv", "csv"),
        (b"title\ttext\n", "x.tsv.gz", "csv"),
        (b"# A title\n", "x.md", "markdown"),
        (b'{"title": "a"}', "x.jsonl.gz", "jsonl"),
        # Text, in spite of the first look.
        (b"Subject: to change without notice\n\nA title about nothing.", "x.txt", "text"),
        (b"From: our own correspondent\nDate: 3 May 2018\n\nText", "x.txt", "text"),
        (b"[Reuters] - Ships sailed", "x.txt", "text"),
        (b"{Editors: note} the price", "x.txt", "text"),
        (b"--- dashes first", "x.txt", "text"),
        (b"No tags here, whatever the name says", "x.html", "text"),
        (b"< 5 percent of ships sailed", "x.txt", "text"),
        ("Καλημέρα".encode("utf-16"), "x.txt", "text"),
    ],
)
def test_the_format_is_found_by_content_first_and_name_second(head: bytes, name: str, kind: str) -> None:
    assert sniff(head, name) == kind


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"", "empty file"),
        (b" \r\n\t", "only white space"),
        (b"\xef\xbb\xbf", "only white space"),
        (bytes(range(256)), "binary data"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary data"),
        (b'<?xml version="1.0"?><invoice><sum>5</sum></invoice>', "XML that is neither a page nor a feed"),
    ],
)
def test_what_holds_no_text_is_refused(head: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        sniff(head, "x.txt")
