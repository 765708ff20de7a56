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
