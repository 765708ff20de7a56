"""Pages made to break a reader: each is read, in time that grows no faster than the page."""

from __future__ import annotations

import time
from datetime import date

import pytest

from searchkit.ingest.page import read_page

PROSE = "<p>This is a sentence of prose, long enough to be read as a paragraph of the article.</p>"
TEXT = "This is a sentence of prose, long enough to be read as a paragraph of the article."
TODAY = date(2024, 1, 1)


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<div>" * 10_000 + PROSE + "</div>" * 10_000, id="10,000 divs"),
        pytest.param("<ul><li>" * 5_000 + PROSE, id="deep lists"),
        pytest.param("<table><tr><td>" * 3_000 + PROSE, id="deep tables"),
        pytest.param(
            "<p " + " ".join(f'a{i}="{i}"' for i in range(30_000)) + ">x</p>" + PROSE, id="attributes"
        ),
        pytest.param(f'<div class="{"sidebar " * 20_000}"></div>{PROSE}', id="a label of 160 kB"),
        pytest.param("<script>" * 20_000 + "</script>" + PROSE, id="open scripts"),
        pytest.param("<noscript>" * 20_000 + "</noscript>" + PROSE, id="open noscripts"),
        pytest.param('<p>Updated <b class="date">1.1.18</b> ' * 5_000 + PROSE, id="dates of updates"),
        pytest.param("Updated " + '<b class="date">1.1.18</b> ' * 20_000 + PROSE, id="dates in one line"),
        pytest.param("<p>" + "1 May 18 | " * 10 + "</p>" * 5_000 + PROSE, id="short dates"),
        pytest.param(linked("[" * 100_000) + PROSE, id="nested JSON lists"),
        pytest.param(linked('{"@graph":' * 3_000 + "1" + "}" * 3_000) + PROSE, id="nested JSON graphs"),
        pytest.param(linked("1" * 5_000) + PROSE, id="a number too long to read"),
        pytest.param("<b>A line in bold</b><br>" * 5_000 + PROSE, id="lines in bold"),
        pytest.param(
            "<p>A line that goes on and on and on and on and on, and</p>" * 3_000 + PROSE, id="lines"
        ),
        pytest.param("<h1>" + "<a href='/'>Home" * 5_000 + "</h1>" + PROSE, id="links home"),
        pytest.param("<h1>Another heading here</h1>" * 5_000 + PROSE, id="headings"),
        pytest.param("<span class=author>by by by</span>" * 5_000 + PROSE, id="bylines of nobody"),
        pytest.param('<time datetime="99/99/9999 1">1</time>' * 5_000 + PROSE, id="dates of no day"),
        pytest.param("<p>" + " " * 1_000_000 + "</p>" + PROSE, id="white space"),
        pytest.param("a\x00b<p>c\x00\x00d</p>" + PROSE, id="null characters"),
        pytest.param("".join(map(chr, range(1, 160))) + PROSE, id="control characters"),
        pytest.param("<title>\ud800 half a pair</title>" + PROSE, id="half a surrogate pair"),
        pytest.param(
            '<?xml version="1.0" encoding="utf-16"?><html><body>' + PROSE, id="a false XML encoding"
        ),
    ],
)
def test_the_prose_is_found_all_the_same(page: str) -> None:
    start = time.process_time()
    assert TEXT in read_page(page, today=TODAY).paragraphs
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "page",
    ["", " ", "<", "<!--" * 50_000, "<script " * 20_000, "&" * 100_000, "<a href='" * 5_000, "</p>" * 9],
)
def test_a_page_of_nothing_is_an_empty_article(page: str) -> None:
    read = read_page(page, today=TODAY)
    assert (read.authors, read.published) == ((), None)


@pytest.mark.parametrize("text", ["https://example.org/a", "page.html", "Just a line of text"])
def test_text_that_is_no_markup_is_read_without_a_warning(text: str) -> None:
    assert read_page(text, today=TODAY).title == text


def test_a_page_cannot_name_more_authors_than_a_byline_holds() -> None:
    people = ",".join(f'{{"name": "Ann Lee {n}"}}' for n in range(5_000))
    page = linked(f'{{"@type": "Article", "headline": "A headline", "author": [{people}]}}') + PROSE
    assert len(read_page(page, today=TODAY).authors) <= 50


def test_deep_text_keeps_its_order() -> None:
    page = "".join(
        f"<div><p>Sentence number {n} of a text that goes down and down, step by step.</p>"
        for n in range(600)
    )
    numbers = [int(p.split()[2]) for p in read_page(page, today=TODAY).paragraphs]
    assert numbers == list(range(600))
