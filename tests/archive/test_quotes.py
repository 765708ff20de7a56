"""Quotations of drafts: which there are, and whether they stand in the archive."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.archive import Index
from searchkit.archive.quotes import Checked, Quotation, check, read_draft
from searchkit.article import Article, DateSpan
from searchkit.engines.memory import MemoryEngine
from searchkit.errors import UsageError

DRAFTS = {
    "She said “we will not bend,” and left.": [("we will not bend,", 1)],
    'She said "we will not bend," and left.': [("we will not bend,", 1)],
    "Elle dit «\u00a0nous verrons\u00a0» et partit.": [("nous verrons", 1)],
    "Er sagte „wir warten ab“ und ging.": [("wir warten ab", 1)],
    "One line,\n“we will\nnot bend” and\n“they\nwill”.": [("we will not bend", 2), ("they will", 4)],
    'He "quotes" twice, "here" (and "there").': [("quotes", 1), ("here", 1), ("there", 1)],
    'Mixed “opening and" closing.': [("opening and", 1)],
    "“He said ‘no’ to us”": [("He said ‘no’ to us", 1)],
    "“an “inner” one”": [("an “inner” one", 1)],
    'A 6" pipe is 2" more than a 4" pipe.': [],
    "“It goes on\n\n“and on\n\n“to its end.”": [("It goes on", 1), ("and on", 3), ("to its end.", 5)],
    "> We will not\n> bend.\n>\n> — Jane Doe, 2018\n": [("We will not bend.", 1)],
    "> We will not bend. (Doe 2018, 3)\n": [("We will not bend.", 1)],
    "> “We will,” she said.\n": [("We will,", 1)],
    "---\ntitle: “not this”\n---\n\nBut “this”.": [("this", 5)],
    "```\n“not this”\n```\n`“nor this”`\n\n    “but indented text”": [("but indented text", 6)],
    '<p class="not this">\n“this”</p>\n\n<!-- “not this” -->': [("this", 2)],
    'A [link](https://x.org "not this") “and *this*”': [("and this", 1)],
    "| a | b |\n|---|---|\n| “this” | c |\n": [("this", 3)],
    "“never closed": [("never closed", 1)],
    "“”": [],
    "": [],
}


@pytest.mark.parametrize("text", DRAFTS)
def test_the_quotations_of_a_draft(text: str) -> None:
    found = read_draft(text.encode(), "draft.md").quotations
    assert [(quotation.text, quotation.line) for quotation in found] == DRAFTS[text]


def test_lines_are_counted_whatever_ends_them() -> None:
    assert read_draft(b"one\r\n\r\ntwo \x93here\x94", "draft").quotations == (Quotation("here", 3),)


def test_a_word_document_counts_paragraphs() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for text in ("A heading", "Nothing here.", "She said “we will not bend” again."):
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    draft = read_draft(file.getvalue(), "draft.docx")
    assert (draft.quotations, draft.counted_by) == ((Quotation("we will not bend", 3),), "paragraph")


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"PK\x03\x04 broken", b"\x00\x01\x02" * 50])
def test_what_is_no_draft(data: bytes) -> None:
    with pytest.raises(UsageError):
        read_draft(data, "draft")


@given(st.text(st.sampled_from("“”\"„«»'’ ab\n>[]….`<-")))
def test_any_text_is_a_draft(text: str) -> None:
    lines = text.count("\n") + 1
    for quotation in read_draft(text.encode(), "draft").quotations:
        assert 1 <= quotation.line <= lines
        assert quotation.text == " ".join(quotation.text.split()) != ""


OPENING = (
    "The minister opened the debate. “We will not bend, and the sanctions on Iran’s oil will stay,” she said."
)
REST = (
    "It was a waste of time. Nobody in the chamber had read the report, which cost $1,200 to print in Erdoğan’s "
    "Ankara, and the F-35 was not in it."
)
ARTICLES = [
    Article(
        "speech",
        "Minister opens the debate on oil",
        (OPENING, REST),
        published=DateSpan.from_iso("2018-08-14"),
    ),
    Article(
        "later",
        "Another debate",
        ("Once more it was a waste of time. Few had read it.",),
        published=DateSpan.from_iso("2019"),
    ),
]


def one(text: str, articles: Sequence[Article] = ARTICLES) -> Checked:
    (checked,) = check(Index(MemoryEngine(articles)), [Quotation(text, 1)])
    return checked


def place(checked: Checked) -> tuple[str, int]:
    assert checked.article is not None
    return checked.article.id, checked.paragraph


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("We will not bend,", ("speech", 0)),
        ("we WILL not bend", ("speech", 0)),
        ("[w]e will not bend", ("speech", 0)),
        ("We will not … stay.", ("speech", 0)),
        ("We will not ... stay", ("speech", 0)),
        ("We will not [. . .] stay", ("speech", 0)),
        ("… will not bend …", ("speech", 0)),
        ("We … had read the report", ("speech", 0)),
        ("the sanctions [there] will stay", ("speech", 0)),
        ("the sanctions on [their] oil will stay", ("speech", 0)),
        ("Nobody in the chamber ha[s] read the report", ("speech", 1)),
        ("a waste [sic] of time", ("speech", 1)),
        ("We will not bend[^1], and the sanctions", ("speech", 0)),
        ("the sanctions on Iran's oil", ("speech", 0)),
        ("cost $1200 to print in Erdogan’s Ankara", ("speech", 1)),
        ("will stay,’ she said. It was a waste", ("speech", 0)),
        ("Minister opens the debate", ("speech", -1)),
        ("Few had read it.", ("later", 0)),
    ],
)
def test_word_for_word(text: str, where: tuple[str, int]) -> None:
    checked = one(text)
    assert (checked.status, checked.changes) == ("exact", ())
    assert place(checked) == where


def test_the_oldest_of_several_is_named() -> None:
    checked = one("it was a waste of time")
    assert (place(checked), checked.others) == (("speech", 1), 1)
    assert checked.found == "It was a waste of time"


def difference(checked: Checked) -> str:
    """Words that are gone before -, those that are new before +."""
    text = checked.quotation.text
    said = {"gone": "-", "new": "+"}
    return " ".join(
        said[change.kind] + (word or text[checked.units[change.unit].start : checked.units[change.unit].end])
        for change, word in checked.changes
        if change.kind in said
    )


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("a waste of our time", "-our"),
        ("We would not bend", "-would +will"),
        ("We will not break", "-break +bend"),
        ("Somebody in the chamber had read the report", "-Somebody +Nobody"),
        ("Nobody in the chamber read the report", "+had"),
        ("the sanctions on Iran oil will stay", "-Iran +Iran’s"),
        ("Nobody in the large chamber … to print in Ankara", "-large +Erdoğan’s"),
        ("to print … Nobody in the chamber", "-to +of -print +time"),
        ("which cost $1,300 to print", "-1,300 +1,200"),
        ("the F-16 was not in it", "-16 +35"),
    ],
)
def test_altered(text: str, changed: str) -> None:
    checked = one(text)
    assert checked.status == "altered"
    assert difference(checked) == changed


@pytest.mark.parametrize(
    "text",
    [
        "the deal was dead on arrival",
        "nobody knows where it went",
        "quite another sentence",
        "…",
        "zzz yyy xxx",
    ],
)
def test_not_found(text: str) -> None:
    checked = one(text)
    assert (checked.status, checked.article) == ("not found", None)


VOCABULARY = ("oil", "war", "the", "of", "a", "deal", "iran", "talks", "not", "bend", "guards")
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=3, max_size=40)


@given(WORDS, st.data())
def test_a_stretch_of_an_article_is_exact_and_with_a_strange_word_it_is_not(
    words: list[str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(words) - 3))
    last = data.draw(st.integers(first + 3, len(words)))
    article = Article("a", "Nothing", (" ".join(words),))
    stretch = words[first:last]
    assert one(" ".join(stretch), [article]).status == "exact"
    at = data.draw(st.integers(0, len(stretch)))
    strange = [*stretch[:at], "zebra", *stretch[at:]]
    checked = one(" ".join(strange), [article])
    assert checked.status in ("altered", "not found")
    if checked.status == "altered":
        assert "-zebra" in difference(checked).split()


@given(WORDS, st.data())
def test_words_may_be_left_out_at_an_ellipsis(words: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(words) - 1))
    end = data.draw(st.integers(cut, len(words) - 1))
    article = Article("a", "Nothing", (" ".join(words),))
    assert one(" ".join([*words[:cut], "…", *words[end:]]), [article]).status == "exact"


def test_long_and_hostile_quotations_take_no_time() -> None:
    article = Article("a", "Nothing", ("the war " * 5_000,))
    for text in (
        "the war " * 2_000 + "zebra",
        "the … " * 2_000 + "zebra",
        "[the] " * 2_000 + "a b c",
        "[" * 9_000,
    ):
        assert one(text, [article]).status in ("exact", "altered", "not found")
