"""Every format, from a file made here to the article it holds."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from searchkit.article import Article
from searchkit.ingest import Skipped

ReadOne = Callable[..., Article]
ReadAll = Callable[..., list[Article | Skipped]]

FIRST = (
    "The first ship left the harbour on Monday with a cargo of maize for Lebanon, two weeks after the warring"
    " sides had signed an agreement under which grain may pass the mined waters of the bay."
)
SECOND = (
    "Officials of both countries said that more ships would follow within days, but insurers were slow to"
    " name a price and several captains refused to sail before the channel had been swept again."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Grain sails again | The Harbour</title>
<meta name="author" content="Ada Quill">
<meta property="article:published_time" content="2022-08-01T10:00:00Z">
<meta property="og:site_name" content="The Harbour"></head><body>
<nav><a href="/">Home</a> <a href="/x">World</a></nav>
<article><h1>Grain sails again</h1><p>{FIRST}</p><p>{SECOND}</p></article>
<footer>All rights kept</footer></body></html>"""


def assert_is_the_article(article: Article | Skipped) -> None:
    assert isinstance(article, Article), article
    assert (article.title, article.paragraphs) == ("Grain sails again", (FIRST, SECOND))
    assert [author.name for author in article.authors] == ["Ada Quill"]
    assert article.published is not None
    assert article.published.iso == "2022-08-01"
    assert len(article.digest) == 32


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_html(read_one: ReadOne) -> None:
    article = read_one("grain.html", PAGE)
    assert_is_the_article(article)
    assert (article.id, article.path, article.source) == ("grain", "grain.html", "The Harbour")


def test_the_characters_of_a_page_are_put_right(read_one: ReadOne) -> None:
    text = "The min\xadister\u200b said â€œthe e\u0301lite has \ufb01nally left.â€\x9d Nobody was there to see it."
    article = read_one("a.html", f"<title>Soft\xadly\u200b spoken</title><p>{text}</p><p>{FIRST}</p>")
    assert article.title == "Softly spoken"
    assert (
        article.paragraphs[0] == "The minister said “the élite has finally left.” Nobody was there to see it."
    )


def test_a_page_without_text_counts_if_it_has_a_title_and_a_date(read_one: ReadOne) -> None:
    article = read_one("grain.html", PAGE.partition("<body>")[0] + "<body><img src='a.jpg'></body></html>")
    assert (article.title, article.paragraphs) == ("Grain sails again", ())


def test_text(read_one: ReadOne) -> None:
    article = read_one(
        "grain.txt", f"Grain sails again\n\nBy Ada Quill | Aug 1, 2022\n\n{FIRST}\n\n{SECOND}\n"
    )
    assert_is_the_article(article)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_other_charsets(read_one: ReadOne, charset: str) -> None:
    text = f"“Café” sails again — résumé\n\n{FIRST}"
    assert read_one("a.txt", text.encode(charset)).title == "“Café” sails again — résumé"


def test_gzip_of_any(read_one: ReadOne) -> None:
    article = read_one("grain.html.gz", gzip.compress(PAGE.encode()))
    assert_is_the_article(article)
    assert article.id == "grain"


def test_markdown_with_front_matter(read_one: ReadOne) -> None:
    front = (
        "title: Grain sails again\nauthors:\n  - Ada Quill\ndate: 2022-08-01\ntags: [grain, ships]\nlang: en"
    )
    body = f"# Grain sails again\n\n{FIRST}\n\n{SECOND}\n"
    body = body.replace("maize", "**maize**").replace("insurers", "[insurers](https://example.org)")
    article = read_one("grain.md", f"---\n{front}\n---\n\n{body}")
    assert_is_the_article(article)
    assert (article.topics, article.language) == (("grain", "ships"), "en")


def test_markdown_in_toml_and_without_front_matter(read_one: ReadOne) -> None:
    toml = 'title = "Grain sails again"\nauthor = "Ada Quill"\ndate = 2022-08-01'
    assert_is_the_article(read_one("a.md", f"+++\n{toml}\n+++\n{FIRST}\n\n{SECOND}\n"))
    plain = f"# Grain sails again\n\n*By Ada Quill, Aug 1, 2022*\n\n{FIRST}\n\n{SECOND}\n"
    assert_is_the_article(read_one("b.md", plain))


def test_markdown_blocks_become_paragraphs(read_one: ReadOne) -> None:
    blocks = [
        "# A title",
        FIRST,
        "## Second *heading*",
        f"> {SECOND}",
        "1. one [[link|item]]\n2. two\n   lines",
        "| ship | load |\n|---|---|\n| Ada | `maize` |",
        "![a picture](x.png)",
        "<div>in <b>markup</b></div>",
        "<!-- a note -->",
        "```\ncode  here\n```",
    ]
    article = read_one("a.md", "\n\n".join(blocks))
    assert article.paragraphs == (
        FIRST, "Second heading", SECOND, "one item", "two lines", "ship | load", "Ada | maize", "in markup",
        "code here",
    )  # fmt: skip


@pytest.mark.parametrize(
    "front",
    [
        "title: Iran: a review\ndate: 2018",
        'title: "Iran: a review"\ndate: 2018',
        "Title: 'Iran: a review'\nDate:  2018 \nx: *bad",
    ],
)
def test_front_matter_written_by_hand(read_one: ReadOne, front: str) -> None:
    article = read_one("a.md", f"---\n{front}\n---\n{FIRST}")
    assert article.title == "Iran: a review"
    assert article.published is not None
    assert article.published.iso == "2018"


RECORD = {
    "title": "Grain sails again",
    "text": f"{FIRST}\n\n{SECOND}",
    "author": "Ada Quill",
    "date": "2022-08-01",
}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda record: record,
        lambda record: [record],
        lambda record: {"articles": [record], "status": "ok"},
        lambda record: {"results": [record]},
        lambda record: {"response": {"docs": [record]}},
        lambda record: {"hits": {"total": 1, "hits": [{"_id": "x", "_source": record}]}},
        lambda record: {
            "version": "https://jsonfeed.org/version/1.1",
            "description": "News of the sea",
            "items": [record],
        },
    ],
)
def test_json(read_one: ReadOne, wrap: Callable[[Any], Any]) -> None:
    assert_is_the_article(read_one("grain.json", json.dumps(wrap(RECORD))))


def test_a_single_record_is_named_by_its_file_and_a_feed_names_its_source(read_one: ReadOne) -> None:
    assert read_one("grain.json", json.dumps(RECORD)).id == "grain"
    listed = read_one("feed.json", json.dumps({"title": "The Harbour", "items": [RECORD]}))
    assert (listed.id, listed.source) == ("feed.json:1", "The Harbour")


def test_json_lines_with_bad_lines(tmp_path: Path, read_all: ReadAll) -> None:
    lines = [
        json.dumps(RECORD),
        "",
        "{bad",
        "[1]",
        '{"text": ' + "[" * 100_000,
        "9" * 5000,
        json.dumps(RECORD),
    ]
    path = tmp_path / "grain.jsonl"
    path.write_text("\n".join(lines))
    first, *bad, last = read_all(path)
    assert_is_the_article(first)
    assert_is_the_article(last)
    assert [item.reason for item in bad if isinstance(item, Skipped)] == [
        "line 3 is not JSON (Expecting property name enclosed in double quotes, column 2)",
        "line 4 is no record",
        "line 5 is nested too deeply",
        "line 6 has a number that is too long",
    ]
    assert [getattr(item, "id", "") for item in (first, last)] == ["grain.jsonl:1", "grain.jsonl:7"]


def test_long_json_lines_by_another_name(tmp_path: Path, read_all: ReadAll) -> None:
    path = tmp_path / "grain.json"
    path.write_text("\n".join(json.dumps({"text": "word " * 3000, "n": n}) for n in range(3)))
    assert [getattr(item, "id", item) for item in read_all(path)] == [f"grain.json:{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv(read_one: ReadOne, delimiter: str) -> None:
    quoted = [f'"{value}"' for value in RECORD.values()]
    rows = delimiter.join(RECORD).title() + "\r\n" + delimiter.join(quoted) + "\r\n\r\n"
    assert_is_the_article(read_one("grain.csv", rows))


def test_csv_without_a_known_column_says_what_to_do(skipped: Callable[[str, bytes], str]) -> None:
    assert (
        skipped("a.csv", b"x,y\n1,2\n")
        == "no column is named title or text; name yours with --map text=COLUMN"
    )


def test_mhtml(read_one: ReadOne) -> None:
    body = PAGE.replace("harbour on", "harbour=\r\n on").replace('="', '=3D"')
    article = read_one(
        "grain.mhtml",
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/grain\r\nSubject: x\r\n"
        "Date: Tue, 02 Aug 2023 09:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="=-b-="\r\n\r\n--=-b-=\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        f"{body}\r\n--=-b-=\r\nContent-Type: text/css\r\n\r\np {{}}\r\n--=-b-=--\r\n",
    )
    assert_is_the_article(article)
    assert (article.id, article.url) == ("grain", "https://example.org/grain")


def test_mail_with_an_attachment(tmp_path: Path, read_all: ReadAll) -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "Ada Quill <ada@example.org>"
    message["Subject"] = "Grain sails again"
    message["Date"] = "Mon, 01 Aug 2022 23:30:00 -0700"
    message.set_content(f"{FIRST}\n\n{SECOND}\n")
    message.add_attachment(PAGE, subtype="html", filename="grain.html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    (tmp_path / "grain.eml").write_bytes(bytes(message))
    mail, attached = read_all(tmp_path)
    assert_is_the_article(mail)
    assert_is_the_article(attached)
    assert [getattr(item, "id", "") for item in (mail, attached)] == ["grain", "grain.eml/grain"]


def test_rss(tmp_path: Path, read_all: ReadAll) -> None:
    (tmp_path / "feed.xml").write_text(
        f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Harbour</title><language>en</language>
        <item><title>Grain sails again</title><link>https://example.org/1</link><guid>g 1</guid>
        <dc:creator>Ada Quill</dc:creator><pubDate>Mon, 01 Aug 2022 16:45:00 +0000</pubDate>
        <category>Trade</category><description>short</description>
        <content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded></item>
        <item><title>Two &amp;amp; three</title><description>Plain &amp;nbsp;text</description>
        <author>b@example.org (Bo Finch)</author></item><item></item></channel></rss>"""
    )
    first, second, third = read_all(tmp_path)
    assert_is_the_article(first)
    assert isinstance(first, Article)
    assert (first.id, first.source, first.topics) == ("g_1", "The Harbour", ("Trade",))
    assert (first.language, first.url) == ("en", "https://example.org/1")
    assert isinstance(second, Article)
    assert (second.title, second.text, second.authors[0].name) == ("Two & three", "Plain text", "Bo Finch")
    assert third == Skipped("feed.xml", "entry 3 has no text")


def test_atom(read_one: ReadOne) -> None:
    article = read_one(
        "feed.atom",
        f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour</title>
        <entry><id>tag:example.org,1</id>
        <title type="html">Grain &lt;em&gt;sails&lt;/em&gt; again</title><link rel="self" href="https://example.org/x"/>
        <link href="https://example.org/2"/><author><name>Ada Quill</name></author><category term="Trade"/>
        <published>2022-08-01T10:00:00Z</published><updated>2023-01-01T00:00:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{FIRST}</p><p>{SECOND}</p></div></content>
        </entry></feed>""",
    )
    assert_is_the_article(article)
    assert (article.id, article.url, article.topics) == (
        "tag:example.org,1",
        "https://example.org/2",
        ("Trade",),
    )


def test_epub(tmp_path: Path, read_all: ReadAll) -> None:
    chapter = PAGE.replace('<meta name="author" content="Ada Quill">', "").replace(
        "article:published_time", "x"
    )
    book = zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfile full-path="OEBPS/p.opf"/></container>',
            "OEBPS/p.opf": """<package xmlns="http://www.idpf.org/2007/opf"><metadata
              xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Harbour Reader</dc:title>
              <dc:creator>Ada Quill</dc:creator><dc:date>2022-08-01</dc:date>
              <dc:language>en</dc:language></metadata><manifest>
              <item id="n" href="nav.xhtml" properties="nav"/><item id="c" href="cover.xhtml"/>
              <item id="a" href="text/one%201.xhtml"/><item id="m" href="missing.xhtml"/></manifest>
              <spine><itemref idref="c"/><itemref idref="n"/><itemref idref="a"/><itemref idref="m"/></spine>
              </package>""",
            "OEBPS/nav.xhtml": PAGE,
            "OEBPS/cover.xhtml": "<html><body><img src='x.png'/></body></html>",
            "OEBPS/text/one 1.xhtml": chapter,
        }
    )
    (tmp_path / "book.epub").write_bytes(book)
    article, missing = read_all(tmp_path)
    assert_is_the_article(article)
    assert isinstance(article, Article)
    assert (article.id, article.source, article.language) == ("book:2", "Harbour Reader", "en")
    assert missing == Skipped("book.epub", "chapter 3: damaged book: there is no OEBPS/missing.xhtml in it")


def test_zip_members_one_by_one(tmp_path: Path, read_all: ReadAll) -> None:
    inner = zipped({"deep.html": PAGE})
    (tmp_path / "pack.zip").write_bytes(
        zipped(
            {
                "b/page.html": PAGE,
                "a.html.gz": gzip.compress(PAGE.encode()),
                "c.zip": inner,
                "b/page_files/frame.html": PAGE,
                "empty.txt": b"",
                ".hidden.html": PAGE,
                "photo.jpg": b"\xff\xd8",
            }
        )
    )
    *articles, empty = read_all(tmp_path)
    assert empty == Skipped("pack.zip/empty.txt", "empty file")
    for article in articles:
        assert_is_the_article(article)
    ids = [(a.id, a.path) for a in articles if isinstance(a, Article)]
    assert ids == [(f"pack.zip/{name}", "pack.zip") for name in ("a", "b/page", "c.zip/deep")]


def test_docx(read_one: ReadOne) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Grain sails again", 0)
    for text in ("By Ada Quill | Aug 1, 2022", FIRST):
        document.add_paragraph(text)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Razoni", "26,000 tonnes"
    document.add_paragraph(SECOND)
    out = io.BytesIO()
    document.save(out)
    article = read_one("grain.docx", out.getvalue())
    assert article.paragraphs == (FIRST, "Razoni | 26,000 tonnes", SECOND)
    assert (article.title, article.authors[0].name) == ("Grain sails again", "Ada Quill")


def warc_record(kind: str, url: str, payload: bytes) -> bytes:
    headers = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        f"Content-Type: application/http; msgtype={kind}",
        f"Content-Length: {len(payload)}",
    ]
    return "\r\n".join([*headers, "", ""]).encode() + payload + b"\r\n\r\n"


def test_warc(tmp_path: Path, read_all: ReadAll) -> None:
    pytest.importorskip("warcio")
    answers = [("404 Not Found", "text/html"), ("200 OK", "image/png"), ("200 OK", "text/html")]
    records = [
        warc_record(
            "response",
            f"https://example.org/{n}",
            f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n{PAGE}".encode(),
        )
        for n, (status, media) in enumerate(answers)
    ]
    # As crawlers write it: every record gzipped by itself.
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    [article] = read_all(tmp_path)
    assert_is_the_article(article)
    assert isinstance(article, Article)
    assert (article.url, article.path) == ("https://example.org/2", "crawl.warc.gz")


def test_warc_as_other_tools_write_it(tmp_path: Path, read_all: ReadAll) -> None:
    pytest.importorskip("warcio")
    packed = gzip.compress(PAGE.encode())
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}"
    stored = warc_record("resource", "https://example.org/stored", PAGE.encode())
    stored = stored.replace(b"application/http; msgtype=resource", b"text/html")
    answer = warc_record("response", "https://example.org/packed", f"{head}\r\n\r\n".encode() + packed)
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(stored + answer))  # all in one piece, by hand
    articles = read_all(tmp_path)
    for article in articles:
        assert_is_the_article(article)
    urls = [article.url for article in articles if isinstance(article, Article)]
    assert urls == ["https://example.org/stored", "https://example.org/packed"]


def test_a_warc_that_is_cut_off_gives_what_came_before(tmp_path: Path, read_all: ReadAll) -> None:
    pytest.importorskip("warcio")
    payload = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}".encode()
    records = [gzip.compress(warc_record("response", f"https://example.org/{n}", payload)) for n in range(6)]
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(records)[:-200])
    *articles, cut = read_all(tmp_path)
    assert len(articles) == 5
    for article in articles:
        assert_is_the_article(article)
    assert cut == Skipped("crawl.warc.gz", "damaged web archive: it ends within a page")


def pdf(*pages: list[str]) -> bytes:
    """A small PDF with one line of text under the other on every page."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 11 Tf 50 780 Td {shown}ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def test_pdf_without_running_titles_and_page_numbers(read_one: ReadOne) -> None:
    pytest.importorskip("pypdf")
    import textwrap

    first, second = textwrap.wrap(FIRST, 70), textwrap.wrap(SECOND, 70)
    article = read_one(
        "grain.pdf",
        pdf(
            ["The Harbour Review", "Grain sails again", " ", "By Ada Quill | Aug 1, 2022", " ", *first, "1"],
            ["The Harbour Review", *second, "2"],
            ["The Harbour Review", "A last line of the article that is long enough to be text.", "3"],
        ),
    )
    assert article.title == "Grain sails again"
    assert "Harbour Review" not in article.text
    assert FIRST in article.text
    assert SECOND in article.text
    assert not any(word.isdigit() for word in article.text.split())


def test_a_pdf_begins_with_the_title_it_gives_itself(read_one: ReadOne) -> None:
    pytest.importorskip("pypdf")
    import textwrap

    from pypdf import PdfReader, PdfWriter

    lines = [
        "Institute of the Bay",
        "Policy brief 14",
        "Grain sails",
        "again",
        "Ada Quill and Jan Berg",
        "1 August 2022",
    ]
    writer = PdfWriter(PdfReader(io.BytesIO(pdf([*lines, " ", *textwrap.wrap(f"{FIRST} {SECOND}", 70)]))))
    writer.add_metadata({"/Title": "Grain sails again"})
    out = io.BytesIO()
    writer.write(out)
    article = read_one("brief.pdf", out.getvalue())
    assert article.title == "Grain sails again"
    assert [author.name for author in article.authors] == ["Ada Quill", "Jan Berg"]
    assert article.published is not None
    assert article.published.iso == "2022-08-01"
    assert "Policy brief" not in article.text


@pytest.mark.parametrize(
    ("module", "name", "head"),
    [("pypdf", "a.pdf", b"%PDF-1.4\n"), ("warcio.archiveiterator", "a.warc", b"WARC/1.0\r\n")],
)
def test_a_missing_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, skipped: Callable[[str, bytes], str], module: str, name: str, head: bytes
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, module, None)
    extra = name.partition(".")[2]
    assert skipped(name, head) == f"{extra.upper()} needs: pip install 'searchkit[{extra}]'"
