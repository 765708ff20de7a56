from __future__ import annotations

from datetime import date

import pytest

from searchkit.ingest.page import read_page

PROSE = (
    "<p>The council has put off its vote for the third time this year, after two members left the room.</p>"
    * 2
)


def title(head: str, body: str = "") -> str:
    page = f"<html><head>{head}</head><body>{body}{PROSE}</body></html>"
    return read_page(page, today=date(2024, 1, 1)).title


SITE = '<meta property="og:site_name" content="Valley Herald">'


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Council delays its vote | Valley Herald", "Council delays its vote"),
        ("Council delays its vote - Valley Herald", "Council delays its vote"),
        ("Valley Herald: Council delays its vote", "Council delays its vote"),
        ("Council delays its vote – Politics | Valley Herald", "Council delays its vote – Politics"),
        ("Opinion | Let the council vote | Valley Herald", "Let the council vote"),
        ("Why we vote - and why we wait", "Why we vote - and why we wait"),
        ("2:1 for the home team", "2:1 for the home team"),
        ("Valley Herald", "Valley Herald"),
    ],
)
def test_the_site_is_no_part_of_the_title(printed: str, expected: str) -> None:
    assert title(f'<meta property="og:title" content="{printed}">{SITE}') == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        pytest.param(
            '<meta property="og:title" content="You will not believe this vote">',
            '<h1 class="headline">Council delays vote on the tram</h1>',
            "Council delays vote on the tram",
            id="a headline by its label, though the head says something else",
        ),
        pytest.param(
            "<title>Council delays vote - The Valley</title>",
            "<h1>The Valley</h1><h2>Council delays vote</h2>",
            "Council delays vote",
            id="the first heading is the site",
        ),
        pytest.param(
            '<meta property="og:title" content="Council delays vote">',
            "<aside><h1>Ten cakes for the winter</h1></aside>",
            "Council delays vote",
            id="a heading in a box beside the article",
        ),
        pytest.param("", "<h1>Council delays vote</h1>", "Council delays vote", id="nothing but a heading"),
        pytest.param(
            "<title>Council delays vote &amp; goes home</title>",
            "",
            "Council delays vote & goes home",
            id="entities",
        ),
        pytest.param(
            '<meta name="twitter:title" value="Council delays vote">',
            "",
            "Council delays vote",
            id="value for content",
        ),
    ],
)
def test_the_headline_is_the_printed_one(head: str, body: str, expected: str) -> None:
    assert title(head, body) == expected
