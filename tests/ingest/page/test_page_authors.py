from __future__ import annotations

import json
from datetime import date

import pytest

from searchkit.ingest.page import read_page

PROSE = (
    "<p>The council has put off its vote for the third time this year, after two members left the room.</p>"
    * 2
)


def authors(head: str, body: str) -> list[str]:
    page = f"<html><head>{head}</head><body><h1>Council delays its vote</h1>{body}{PROSE}</body></html>"
    return [author.name for author in read_page(page, today=date(2024, 1, 1)).authors]


def linked(author: object, **more: object) -> str:
    data = {"@type": "NewsArticle", "headline": "Council delays its vote", "author": author, **more}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    "author",
    [
        "Ann Lee",
        ["Ann Lee"],
        {"name": "Ann Lee"},
        [{"@type": "Person", "name": "Ann Lee"}],
        {"@type": "Person", "name": ["Ann Lee"]},
        [{"@type": "Organization", "name": "Example Press"}, {"@type": "Person", "name": "Ann Lee"}],
    ],
)
def test_every_form_of_an_author_in_linked_data(author: object) -> None:
    assert authors(linked(author), "") == ["Ann Lee"]


def test_addresses_and_handles_are_no_authors() -> None:
    head = '<meta name="author" content="https://www.facebook.com/ann"><meta name="byl" content="@annlee">'
    assert authors(head, "") == []


def test_the_byline_adds_who_the_head_leaves_out() -> None:
    assert authors(linked("Ann Lee"), '<p class="byline">By Ann Lee and Bo Park</p>') == [
        "Ann Lee",
        "Bo Park",
    ]


def test_the_byline_drops_who_did_not_write() -> None:
    names = ["Ann Lee", "Max Lens"]
    assert authors(linked(names), '<p class="byline">By Ann Lee. Photographs by Max Lens</p>') == ["Ann Lee"]


def test_two_places_that_agree_outweigh_one_that_does_not() -> None:
    head = '<meta name="author" content="Example Media"><meta property="article:author" content="Ann Lee">'
    assert authors(head, '<div class="byline">By <a rel="author">Ann Lee</a></div>') == ["Ann Lee"]


def test_the_site_is_an_author_only_where_nobody_else_is() -> None:
    head = (
        '<meta property="og:site_name" content="Valley Herald"><meta name="author" content="Valley Herald">'
    )
    assert authors(head, '<div class="author">Ann Lee</div>') == ["Ann Lee"]
    assert authors(head, "") == ["Valley Herald"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        '<div id="comments"><span class="author">Troll King</span></div>',
        '<div class="related-posts"><span class="byline">By Else Where</span></div>',
        '<aside><a rel="author">Else Where</a></aside>',
    ],
)
def test_names_beside_the_article_are_not_its_authors(elsewhere: str) -> None:
    assert authors("", elsewhere) == []
