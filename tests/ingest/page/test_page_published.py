from __future__ import annotations

from datetime import date

import pytest

from searchkit.ingest.page import read_page

PROSE = (
    "<p>The council has put off its vote for the third time this year, after two members left the room.</p>"
    * 2
)
TODAY = date(2024, 1, 1)


def published(head: str, body: str = "", lang: str = "en") -> str | None:
    page = f'<html lang="{lang}"><head>{head}</head><body><h1>Council delays its vote</h1>{body}{PROSE}</body></html>'
    span = read_page(page, today=TODAY).published
    return span.iso if span else None


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        pytest.param(
            meta("article:published_time", "2018-08-30T23:30:00-07:00"), "", "2018-08-30", id="time zone"
        ),
        pytest.param(meta("article:modified_time", "2018-08-30"), "", None, id="an update only"),
        pytest.param(meta("article:published_time", "2031-08-30"), "", None, id="not yet come"),
        pytest.param(meta("article:published_time", "1970-01-01T00:00:00Z"), "", None, id="an empty clock"),
        pytest.param(meta("og:url", "https://a.example/2018/08/30/vote"), "", "2018-08-30", id="address"),
        pytest.param(
            meta("og:url", "https://a.example/2018/08/3-votes-30"), "", "2018-08", id="a slug is no day"
        ),
        pytest.param(
            '<link rel="amphtml" href="https://amp.a.example/2018/08/30/vote">', "", "2018-08-30", id="amp"
        ),
        pytest.param(
            meta("article:published_time", "2018-08-31T01:25:00Z"),
            '<p class="date">August 30, 2018 | 9:25pm</p>',
            "2018-08-30",
            id="the day on which it was printed, not that of the instant in Greenwich",
        ),
        pytest.param(
            meta("article:published_time", "2018-08-30T20:10:00+00:00")
            + meta("og:url", "https://a.example/2018/08/31/vote"),
            "",
            "2018-08-31",
            id="east of Greenwich it is tomorrow",
        ),
        pytest.param(
            meta("article:published_time", "2018-08-31T00:00:00Z"),
            '<p class="date">August 30, 2018</p>',
            "2018-08-31",
            id="midnight is no instant",
        ),
        pytest.param(
            meta("article:published_time", "2018-08-31T12:00:00Z"),
            '<p class="date">August 29, 2018</p>',
            "2018-08-31",
            id="two days are no difference of clocks",
        ),
        pytest.param(
            "",
            '<blockquote><p>Look at this!</p><time datetime="2018-03-12">12 March</time></blockquote>',
            None,
            id="the day of a post that is quoted",
        ),
        pytest.param(
            "", '<p><a href="/2018/09/">September 2018</a></p>', None, id="a month that leads to an archive"
        ),
        pytest.param(
            "", '<p><abbr title="Friday, 6 October 2017, 04:00">6 Oct.</abbr></p>', "2017-10-06", id="abbr"
        ),
        pytest.param(
            "",
            "<p>The eye of the storm was posted on May 19, 2010 at 23:03 by anna and filed under Weather.</p>",
            "2010-05-19",
            id="the note of a blog",
        ),
        pytest.param(
            "",
            "<p>The second report on the bridge was published on May 19, 2010 by the ministry of inland waters.</p>",
            None,
            id="a publication in prose",
        ),
        pytest.param("", '<p class="info">The bridge is closed until 2 October 2017</p>', None, id="until"),
        pytest.param("", "<p>30 August 2018</p>", "2018-08-30", id="a printed line"),
        pytest.param("", '<p class="date">Aug 2018</p>', "2018-08", id="a month stays a month"),
        pytest.param(
            "", "<p>Updated 1 Sept 2018. Published 30 August 2018</p>", "2018-08-30", id="both in a line"
        ),
        pytest.param(
            "", "<p>(30.08.2018) The council met again.</p>", "2018-08-30", id="at the start of a line"
        ),
        pytest.param(
            "",
            "<p>In the long winter of 30 August 2018, as it was later called by all who had "
            "been in the hall that night and by many who had not, the lamps went out twice.</p>",
            None,
            id="never from prose",
        ),
        pytest.param(
            "", '<div class="comments"><time datetime="2018-09-09">x</time></div>', None, id="a comment"
        ),
    ],
)
def test_the_date_of_publication(head: str, body: str, expected: str | None) -> None:
    assert published(head, body) == expected


@pytest.mark.parametrize(
    ("lang", "expected"), [("en-US", "2018-03-04"), ("en-GB", "2018-04-03"), ("en", None)]
)
def test_the_language_settles_the_order_of_day_and_month(lang: str, expected: str | None) -> None:
    assert published("", '<p class="date">03/04/2018</p>', lang) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            '<div class="date"><span>Apr</span><span>04</span><span>2013</span></div>',
            "2013-04-04",
            id="a leaf of a calendar, each part an element",
        ),
        pytest.param(
            '<p class="date">Last edited: <time datetime="2018-09-01">1 September</time></p>',
            None,
            id="an update said before the element",
        ),
        pytest.param(
            '<p>Updated <b>on</b> <time datetime="2018-09-01">Saturday, 1 September</time></p>',
            None,
            id="an update said before it, with a word of another kind between",
        ),
        pytest.param(
            '<p><time datetime="2018-09-01">Updated 1 September</time></p>', None, id="an update said in it"
        ),
        pytest.param(
            '<p>Updated: <time datetime="2018-09-01">1 September</time></p>'
            '<p>Published: <time datetime="2018-08-30">30 August</time></p>',
            "2018-08-30",
            id="first the update, in a line of its own",
        ),
        pytest.param(
            '<p>Edited by Ann Lee. Posted on <time datetime="2018-08-30">30 August</time></p>',
            "2018-08-30",
            id="what is said last counts",
        ),
        pytest.param(
            '<p><relative-time datetime="2018-08-30">3 days ago</relative-time></p>',
            "2018-08-30",
            id="a custom element of a known name",
        ),
        pytest.param(
            '<p class="date" data-published="2018-08-30T10:00:00">3 days ago</p>',
            "2018-08-30",
            id="a data attribute",
        ),
        pytest.param(
            '<p class="date" data-updated="2018-08-30T10:00:00">3 days ago</p>',
            None,
            id="a data attribute of an update",
        ),
        pytest.param(
            "<table><tr><th>Born</th><td>5 March 1949</td></tr><tr><th>Party</th><td>Blue</td></tr></table>",
            None,
            id="a day of birth in a table",
        ),
        pytest.param("<dl><dt>Birthday</dt><dd>5 March 1949</dd></dl>", None, id="a day of birth in a list"),
        pytest.param("<dl><dt>Published</dt><dd>5 March 2018</dd></dl>", "2018-03-05", id="a labelled value"),
        pytest.param("<p>The bridge has been closed since 5 March 2018</p>", None, id="since"),
        pytest.param("<p>(Riverton, 14 Jan 20)</p>", "2020-01-14", id="a dateline with a short year"),
        pytest.param("<p>Route 14 March 20 | Tickets</p>", None, id="no part of a line is 14 March 20"),
        pytest.param(
            '<div class="related"><article><time datetime="2018-10-10">10 October</time>'
            "<a href='/x'>Ten boats for the lake</a></article></div>"
            '<article><time class="post-date" datetime="2018-10-11">11 October</time>'
            "<a href='/y'>The quarry is sold</a></article>",
            None,
            id="the days of other articles",
        ),
        pytest.param(
            '<div class="teaser"><p>1 May 2018</p><h3>Ten boats for the lake</h3></div>'
            '<div class="teaser"><p>30 August 2018</p><h3>Council delays its vote</h3></div>',
            "2018-08-30",
            id="a teaser of the article itself",
        ),
    ],
)
def test_a_date_is_what_stands_around_it_says(body: str, expected: str | None) -> None:
    assert published("", body) == expected


@pytest.mark.parametrize(
    "said", ["Published on 30 August 2018", "Posted: Thursday, 30 August 2018", "Erschienen am 30.08.2018"]
)
def test_a_line_that_says_published_outweighs_a_date_in_the_head_that_does_not(said: str) -> None:
    assert published(meta("dc.date", "2018-09-03"), f"<p>{said}</p>") == "2018-08-30"
    assert published(meta("article:published_time", "2018-08-29"), f"<p>{said}</p>") == "2018-08-29"


def test_the_label_of_a_date_may_be_the_line_before_it() -> None:
    body = '<div class="box">Publication date:<h2>30 August 2018</h2></div>'
    assert published(meta("dc.date", "2018-09-03"), body) == "2018-08-30"
    assert published("", '<div class="box">Last update:<h2>30 August 2018</h2></div>') is None


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        pytest.param("2020-06-17", "2018-08-30", id="published again, two years later"),
        pytest.param("2018-09-20", "2018-09-20", id="a draft, published after three weeks"),
        pytest.param("2018-03-01", "2018-03-01", id="before its address"),
    ],
)
def test_an_article_has_the_address_of_its_first_publication(stated: str, expected: str) -> None:
    head = meta("og:url", "https://a.example/2018/08/30/vote") + meta("article:published_time", stated)
    assert published(head) == expected


def test_the_date_is_found_below_a_headline_that_lacks_its_rubric() -> None:
    page = (
        '<head><meta property="og:title" content="Trams: Council delays its vote for the third time"></head>'
        '<article class="commentHead"><h1 class="commentHead-title">Council delays its vote for the third time</h1>'
        f'<div class="commentHead-date">30 August 2018</div></article>{PROSE}<h3>Printed in no. 5 of 2 May 2018</h3>'
    )
    span = read_page(f"<html>{page}</html>", today=TODAY).published
    assert span is not None
    assert span.iso == "2018-08-30"


def test_agreement_counts() -> None:
    head = meta("og:url", "https://a.example/2018/08/30/vote") + meta("dc.date", "2019-01-05")
    assert published(head, '<time class="entry-date" datetime="2018-08-30">30 August</time>') == "2018-08-30"


def test_each_place_that_agrees_is_named() -> None:
    head = meta("article:published_time", "2018-08-30") + meta("og:url", "https://a.example/2018/08/30/vote")
    page = read_page(f"<html><head>{head}</head><body>{PROSE}</body></html>", today=TODAY)
    origins = [fact.origin for fact in page.evidence if fact.field == "published"]
    assert origins == ["meta article:published_time", "address"]
    assert page.published is not None
    assert (page.published.printed, page.published.origin) == ("2018-08-30", "meta article:published_time")


@pytest.mark.parametrize(
    ("head", "body", "reason"),
    [
        (
            meta("article:published_time", "2031-01-05T10:00:00Z"),
            "",
            "meta article:published_time: 2031-01-05 is yet to come",
        ),
        ("", "<p>03/04/2018</p>", "printed line: '03/04/2018' may be 2018-04-03 or 2018-03-04"),
    ],
)
def test_a_date_that_is_not_believed_is_named(head: str, body: str, reason: str) -> None:
    page = f"<html><head>{head}</head><body><h1>Council delays its vote</h1>{body}{PROSE}</body></html>"
    read = read_page(page, today=TODAY)
    assert read.published is None
    assert ("", reason) in [(fact.value, fact.origin) for fact in read.evidence if fact.field == "published"]
