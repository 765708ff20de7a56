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
        ("Herald: why the court waits", "Herald: why the court waits"),
        ("Council delays its vote | World [Valley Herald]", "Council delays its vote"),
        ("Valley Herald of 3 May [Valley Herald]", "Valley Herald of 3 May"),
        ("Council delays its vote | Valley Herald | All the news of the valley", "Council delays its vote"),
        ("Council delays its vote (video)", "Council delays its vote"),
        ("Council delays its vote [Photos]", "Council delays its vote"),
        ("Council delays its vote (again)", "Council delays its vote (again)"),
        ("Council delays its vote ‹ Valley Herald", "Council delays its vote"),
        ("Valley Herald « Council delays its vote", "Council delays its vote"),
        ("»Let us vote« – Valley Herald", "»Let us vote«"),
        ("Après le « grand » vote « Valley Herald »", "Après le « grand » vote « Valley Herald »"),
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
        pytest.param(
            "<title>The valley's diary - Council delays vote</title>",
            '<h1><a href="/">The valley\'s diary</a></h1>',
            "Council delays vote",
            id="a heading that leads home is the site",
        ),
        pytest.param(
            '<meta property="og:title" content="Council delays vote on the tram">',
            "<h1>Council delays vote on the tram – for the third time</h1>",
            "Council delays vote on the tram – for the third time",
            id="the head has the first line of a heading",
        ),
        pytest.param(
            "<title>The Diary of the Valley - Archive - Council delays vote - 2018</title>",
            "<h1>The Diary of the Valley</h1><h3>Council delays vote</h3>",
            "Council delays vote",
            id="a lesser heading that is a part of the title in the head",
        ),
        pytest.param(
            "<title>Council delays its vote: no tram this year</title>",
            f"{PROSE}<h3>No tram this year</h3>",
            "Council delays its vote: no tram this year",
            id="a heading within the text is no headline",
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


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        pytest.param(SITE, '<a rel="home" href="/">The Valley</a>', "Valley Herald", id="as it says itself"),
        pytest.param(
            '<link rel="canonical" href="https://www.valley.example/vote">',
            "",
            "www.valley.example",
            id="host",
        ),
        pytest.param(
            "", '<h1><a href="https://diary.example/">The Diary</a></h1>', "The Diary", id="a heading"
        ),
        pytest.param("", '<p><a rel="home" href="/">The Diary</a></p>', "The Diary", id="rel=home"),
        pytest.param("", '<p><a rel="home" href="/">Home</a></p>', "", id="a button"),
        pytest.param(
            "", '<p><a href="/"><img alt="The Diary logo" src="x.png"></a></p>', "The Diary", id="a picture"
        ),
        pytest.param(
            "<title>Council delays vote — The Diary</title>",
            '<header><a href="/">Home</a> <a href="/">The Diary</a></header>',
            "The Diary",
            id="a link home with a name that is in the title",
        ),
        pytest.param(
            "",
            '<p><a href="https://soap.example/"><img alt="Soap" src="x.png"></a></p>',
            "",
            id="an advertisement",
        ),
        pytest.param(
            "<title>Council delays vote</title>", '<p><a href="/">Our aims</a></p>', "", id="any link home"
        ),
    ],
)
def test_the_source_is_the_site_by_its_best_name(head: str, body: str, expected: str) -> None:
    page = f"<html><head>{head}</head><body>{body}<h2>Council votes</h2>{PROSE}</body></html>"
    assert read_page(page, today=date(2024, 1, 1)).source == expected
