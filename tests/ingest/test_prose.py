from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.article import Author
from searchkit.ingest.prose import Prose, read_prose

BODY = """\
BEIRUT (Reuters) - The two ministers signed a pact on Monday, a spokesman said.

“It is a good day,” he added. The text runs to two sentences."""
FIRST, SECOND = BODY.split("\n\n")

PACT = """\
New pact cements the ministry’s “axis of friendship”

By Nora Whitfield | Fellow and Director of Gulf Project - The Gulf Institute | Aug 30, 2018
New pact cements the ministry’s “axis of friendship”

The two ministers signed a pact on Monday, a spokesman said.

Comment: The pact shows once again that the ministry has plans.

Read more:
"""


def test_an_article_with_a_byline_between_bars_and_its_title_twice() -> None:
    prose = read_prose(PACT)
    assert prose.title == "New pact cements the ministry’s “axis of friendship”"
    assert prose.authors == (
        Author(
            "Nora Whitfield", "Nora Whitfield", "Fellow and Director of Gulf Project", "The Gulf Institute"
        ),
    )
    assert prose.published is not None
    assert (prose.published.iso, prose.published.printed) == ("2018-08-30", "Aug 30, 2018")
    assert prose.paragraphs == (
        "The two ministers signed a pact on Monday, a spokesman said.",
        "Comment: The pact shows once again that the ministry has plans.",
    )


def test_every_value_says_where_it_stood() -> None:
    prose = read_prose(f"A short title\n\nBy Nora Whitfield\nAug 30, 2018\n\n{BODY}")
    assert [(e.field, e.value, e.origin) for e in prose.evidence] == [
        ("title", "A short title", "first line"),
        ("authors", "Nora Whitfield", "byline"),
        ("published", "2018-08-30", "byline"),
        ("source", "Reuters", "dateline"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "A short title\n\nBy Nora Whitfield and Tomas Lindqvist\nAug. 30, 2018\n\n",
        "A short title\nBy Nora Whitfield and Tomas Lindqvist\nAug. 30, 2018\n",
        "A short title\n\nAug. 30, 2018 by Nora Whitfield and Tomas Lindqvist\n\n",
        "Aug. 30, 2018 by Nora Whitfield and Tomas Lindqvist\n\nA short title\n\n",
        "Aug. 30, 2018\nA short title\nBy NORA WHITFIELD and TOMAS LINDQVIST\n\n",
        "By Nora Whitfield and Tomas Lindqvist | Aug. 30, 2018\n\nA short title\n\nA short title\n\n",
        "A short title\nAug. 30, 2018 | Updated: Sept. 1\nNora Whitfield, Tomas Lindqvist, Reuters\n\n",
        "A short title\n\nAug. 30, 2018\nUpdated Sept. 1, 2018\nBy Nora Whitfield and Tomas Lindqvist\n\n",
        "# A short title\n\nBy Nora Whitfield and Tomas Lindqvist\n\n30 August 2018\n\n",
        "Title: A short title\nAuthors: Nora Whitfield, Tomas Lindqvist\nDate: 2018-08-30\n\n",
        "A short title.\n\nBy Nora Whitfield and Tomas Lindqvist, 30 August 2018\n\n",
    ],
)
def test_the_head_may_stand_in_any_order(head: str) -> None:
    prose = read_prose(head + BODY)
    assert prose.title.rstrip(".") == "A short title"
    assert [author.name for author in prose.authors] == ["Nora Whitfield", "Tomas Lindqvist"]
    assert prose.published is not None
    assert prose.published.iso == "2018-08-30"
    assert prose.paragraphs == (FIRST, SECOND)


def test_a_name_on_its_own_line_needs_a_role_institute_or_date_below_it() -> None:
    head = "A short title\n\nNora Whitfield\nSenior Fellow, Gulf Institute\nAugust 2018\n\n"
    prose = read_prose(head + BODY)
    assert prose.authors == (Author("Nora Whitfield", "Nora Whitfield", "Senior Fellow", "Gulf Institute"),)
    assert prose.published is not None
    assert prose.published.iso == "2018-08"
    assert read_prose(f"A short title\n\nSaudi Arabia\n\n{BODY}").authors == ()


def test_a_source_line_goes_before_the_dateline() -> None:
    assert read_prose(f"A short title\nSource: Gulf News\n\n{BODY}").source == "Gulf News"
    assert read_prose(f"A short title\n\n{BODY}").source == "Reuters"


@pytest.mark.parametrize("text", [BODY, BODY.replace("BEIRUT (Reuters) - ", ""), BODY.replace("\n\n", "\n")])
def test_a_text_that_begins_with_its_first_sentence_has_no_title(text: str) -> None:
    prose = read_prose(text)
    assert prose.title == ""
    assert len(prose.paragraphs) == 2


def test_hard_wrapped_text_without_a_title() -> None:
    text = """\
WASHINGTON (Reuters) - The president of the federation said on
Tuesday that he would not sign the bill that has been passed by the
assembly last week after a debate of some length and with the votes
of three parties.

"No," he said. It was not the first time that he has said so in the
course of the year."""
    prose = read_prose(text)
    assert prose.title == ""
    assert [p[-16:] for p in prose.paragraphs] == ["of three parties", "rse of the year."] or len(
        prose.paragraphs
    ) == 2


def test_a_title_wrapped_at_the_margin_is_one_title() -> None:
    title = "A title so long that it had to be wrapped over two lines of the\nfile it stands in"
    prose = read_prose(f"{title}\n\nBy Nora Whitfield\n\n{BODY}")
    assert prose.title == title.replace("\n", " ")
    assert [author.name for author in prose.authors] == ["Nora Whitfield"]


@pytest.mark.parametrize(
    "tail",
    [
        "Read more:",
        "READ MORE: Another article of the week",
        "Read more:\n\nAnother article of the week\n\nA third one",
        "See also:\nAnother article of the week\nA third one",
        "Related articles\n\nAnother article of the week",
    ],
)
def test_a_tail_of_other_articles_is_left_out(tail: str) -> None:
    assert read_prose(f"A short title\n\n{BODY}\n\n{tail}").paragraphs == (FIRST, SECOND)


def test_a_pointer_between_paragraphs_is_left_out_and_the_text_after_it_kept() -> None:
    text = f"A short title\n\n{FIRST}\n\nRead more: Another article\n\n{SECOND}"
    assert read_prose(text).paragraphs == (FIRST, SECOND)


def test_a_sentence_about_reading_more_stays() -> None:
    text = f"A short title\n\n{FIRST}\n\nRead more books, the minister said. He did not say which."
    assert read_prose(text).paragraphs[1].startswith("Read more books")


@pytest.mark.parametrize(
    "line", ["By Friday, negotiators hoped to have finished.", "May 2018 was a hot month in Beirut."]
)
def test_a_first_sentence_is_no_byline_and_no_date(line: str) -> None:
    prose = read_prose(f"A short title\n\n{line}\n\n{BODY}")
    assert prose.paragraphs == (line, FIRST, SECOND)
    assert (prose.authors, prose.published) == ((), None)


def test_a_date_in_figures_is_read_by_the_evidence_of_the_text() -> None:
    prose = read_prose(f"A short title\n\n03/04/2018\n\n{BODY} It ends on 13/04/2018.")
    assert prose.published is not None
    assert prose.published.iso == "2018-04-03"


def test_a_date_of_two_readings_is_refused_and_says_so() -> None:
    prose = read_prose(f"A short title\n\n03/04/2018\n\n{BODY}")
    assert prose.published is None
    assert prose.paragraphs == (FIRST, SECOND)
    doubt = next(e for e in prose.evidence if e.field == "published")
    assert (doubt.value, doubt.origin) == ("", "date line: '03/04/2018' may be 2018-04-03 or 2018-03-04")


def test_a_date_of_update_is_not_the_date_of_the_article() -> None:
    prose = read_prose(f"A short title\n\nUpdated Aug 31, 2018\n\n{BODY}")
    assert (prose.published, prose.paragraphs) == (None, (FIRST, SECOND))


@pytest.mark.parametrize("text", ["", "\n \n", "\u200b\ufeff"])
def test_no_text_is_no_article(text: str) -> None:
    assert read_prose(text) == Prose("", ())


def test_one_line_is_a_paragraph() -> None:
    assert read_prose("Only one line") == Prose("", ("Only one line",))
    assert read_prose("By Nora Whitfield").paragraphs == ("By Nora Whitfield",)


@given(st.text(st.sampled_from("By AaTt.,:|\n-12018éx "), max_size=300))
def test_any_text_is_read(text: str) -> None:
    prose = read_prose(text)
    assert all(prose.paragraphs)
    assert bool(prose.paragraphs) == any(c.isalnum() or c in ",:|" for c in text) or not text.strip()


@given(
    st.lists(
        st.sampled_from(["By Ann Lee", "May 2018", "A title", "Fellow", "Read more:", "One. Two.", ""]),
        max_size=14,
    )
)
def test_any_order_of_lines_is_read(lines: list[str]) -> None:
    prose = read_prose("\n".join(lines))
    assert bool(prose.paragraphs) == any(lines)


def test_a_dateline_dates_an_article_that_nothing_else_dates() -> None:
    text = "Ben Ali flees\n\nBy Ann Lee\n\nTUNIS, Jan. 15, 2011 — The president has left. He is not coming back.\n"
    found = read_prose(text)
    assert found.published
    assert (found.published.iso, found.published.origin) == ("2011-01-15", "dateline")
    assert found.paragraphs[0].startswith("TUNIS, Jan. 15, 2011 —")
    assert read_prose(text.replace("TUNIS", "On Monday")).published is None
