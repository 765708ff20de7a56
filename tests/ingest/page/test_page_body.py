from __future__ import annotations

from datetime import date

import pytest

from searchkit.ingest.page import read_page

ONE = "The council has put off its vote for the third time this year, after two members left the room."
TWO = "Without the vote the builders cannot be hired, and the grant for half of the line runs out in spring."
THREE = "The next meeting is planned for the first week of December, in the old town hall by the river."


def text(middle: str) -> list[str]:
    """What is kept of some markup between three paragraphs of an article."""
    page = (
        f"<article><h1>Council delays its vote</h1><p>{ONE}</p><p>{TWO}</p>{middle}<p>{THREE}</p></article>"
    )
    kept = list(read_page(f"<html><body>{page}</body></html>", today=date(2024, 1, 1)).paragraphs)
    assert kept[:2] == [ONE, TWO]
    assert kept[-1] == THREE
    return kept[2:-1]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h2>Who pays</h2><p>Nobody yet.</p>", ["Who pays", "Nobody yet."]),
        ("<ul><li>one boat</li><li>two buses</li></ul>", ["one boat", "two buses"]),
        ("<blockquote>Not one penny.</blockquote>", ["Not one penny."]),
        ("<p>For more than a decade nobody asked.</p>", ["For more than a decade nobody asked."]),
        ('<p>It was <span class="credit">the mayor</span> who left.</p>', ["It was the mayor who left."]),
        ("<p>The <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> sign.</p>", ["The 漢 sign."]),
        ("<p>One line.<br>Another line.</p>", ["One line.", "Another line."]),
        ("<p>No vote <br>was held that day.</p>", ["No vote was held that day."]),
        ("<p>   A \n  paragraph\tof\u00a0spaces. </p>", ["A paragraph of spaces."]),
        (
            "<table><tr><th>Year</th><th>Votes</th></tr><tr><td>2017</td><td>12</td></tr></table>",
            ["Year | Votes", "2017 | 12"],
        ),
    ],
)
def test_what_belongs_is_kept(markup: str, expected: list[str]) -> None:
    assert text(markup) == expected


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<p>Read more: <a href='/x'>Why the last tram was sold</a></p>", id="read more"),
        pytest.param(
            "<figure><img><figcaption>The old depot, in 2016, before it was closed.</figcaption></figure>",
            id="caption",
        ),
        pytest.param(
            "<div class='newsletter-box'><p>Get the news of the valley every morning at six.</p></div>",
            id="newsletter",
        ),
        pytest.param(
            "<div class='shareBar'><p>Tell your friends about what you have read here today.</p></div>",
            id="share bar",
        ),
        pytest.param(
            "<aside><p>The fair opens on Saturday, with music on three stages until midnight.</p></aside>",
            id="aside",
        ),
        pytest.param(
            "<div hidden><p>Please turn off your ad blocker to read on, as they pay for it.</p></div>",
            id="hidden",
        ),
        pytest.param(
            "<ul><li><a href='/1'>A bridge</a></li><li><a href='/2'>The quarry</a></li></ul>",
            id="list of links",
        ),
        pytest.param(
            "<div id='comments'><p>They could not decide on the time of day, those people.</p></div>",
            id="comments",
        ),
        pytest.param("<h2>Council delays its vote</h2>", id="the title again"),
        pytest.param("<p>* * *</p>", id="a divider"),
        pytest.param(
            "<script>let text = 'of a script, long enough to be a paragraph';</script>", id="script"
        ),
        pytest.param("<button>Show all of the replies to this story, please</button>", id="control"),
    ],
)
def test_what_does_not_belong_is_left_out(markup: str) -> None:
    assert text(markup) == []


def test_what_is_shown_without_scripts_may_open_an_element_and_close_it_at_the_end() -> None:
    page = (
        f"<noscript><div class='no-script'></noscript><h1>Council delays its vote</h1><p>{ONE}</p><p>{TWO}</p>"
        "<noscript></div></noscript><noscript><p>Please turn on scripts, or nothing here will work.</p></noscript>"
    )
    read = read_page(f"<html><body>{page}</body></html>", today=date(2024, 1, 1))
    assert (read.title, read.paragraphs) == ("Council delays its vote", (ONE, TWO))
