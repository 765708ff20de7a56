"""`searchkit quotes`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from searchkit.textwidth import display_width
from tests.cli.archives import write
from tests.cli.conftest import Ran, Run

TEN = """\
# On oil

As Doe put it, “The state of war between neighbours is not a war of states.” The “nuclear deal was
abandoned by Washington in May,” and "sanctions on oil came back." He adds: “Iran’s Guards (IRGC) denied it.”

Roe saw that “[o]il rose on Monday ... as sanctions on Iran took hold,” while others hold that “Oil is what
the world runs on” — “Nobody knows for how long.”

> The state of peace between neighbours is not a war of states.

“Oil rose on Friday as sanctions on Iran took hold,” it was said, and: “We shall never sell another barrel.”
“So-called” experts agree.
"""


@pytest.fixture
def built(run: Run, tmp_path: Path) -> Run:
    write(tmp_path)
    run("rebuild", "-q", "--no-names")
    (tmp_path / "draft.md").write_text(TEN, "utf-8")
    return run


def test_ten_quotations_two_altered_one_invented(built: Run) -> None:
    assert built("quotes", "draft.md") == Ran(
        1,
        "  ✓  3  “The state of war between neighbours is not a war of states.”  deal ¶1\n"
        "  ✓  3  “nuclear deal was abandoned by Washington in May,”  deal ¶2\n"
        "  ✓  4  “sanctions on oil came back.”  deal ¶2\n"
        "  ✓  4  “Iran’s Guards (IRGC) denied it.”  deal ¶1\n"
        "  ✓  6  “[o]il rose on Monday ... as sanctions on Iran took hold,”  oil/crude ¶1\n"
        "  ✓  6  “Oil is what the world runs on”  oil/undated ¶1\n"
        "  ✓  7  “Nobody knows for how long.”  oil/undated ¶1\n"
        "  ≠  9  “The state of [-peace-] {+war+} between neighbours is not a war of states.”  deal ¶1\n"
        "        it says “The state of war between neighbours is not a war of states”\n"
        "  ≠ 11  “Oil rose on [-Friday-] {+Monday+} as sanctions on Iran took hold,”  oil/crude ¶1\n"
        "        it says “Oil rose on Monday as sanctions on Iran took hold”\n"
        "  ? 11  “We shall never sell another barrel.”  not in the archive\n",
        "10 quotations: 7 exact, 2 altered, 1 not found\n1 short quotation not checked (--min-words)\n",
    )


def test_a_draft_that_quotes_truly_is_0(built: Run) -> None:
    ran = built("quotes", "-", "-q", stdin="“sanctions on oil came back”")
    assert ran == Ran(0, "  ✓ 1  “sanctions on oil came back”  deal ¶2\n", "")


def test_nothing_to_check_is_1(built: Run) -> None:
    said = "No quotations to check.\n1 short quotation not checked (--min-words)\n"
    assert built("quotes", "-", stdin="“so called” things") == Ran(1, "", said)
    assert built("quotes", "-", "--min-words", "2", stdin="“nuclear deal” things").code == 0


def test_for_programs(built: Run) -> None:
    document = json.loads(built("quotes", "draft.md", "--json").out)
    told = ("exact", "altered", "not_found", "not_checked", "counted_by")
    assert [document[name] for name in told] == [7, 2, 1, 1, "line"]
    assert document["quotations"][7] == {
        "line": 9,
        "status": "altered",
        "quotation": "The state of peace between neighbours is not a war of states.",
        "difference": "The state of [-peace-] {+war+} between neighbours is not a war of states.",
        "id": "deal",
        "paragraph": 1,
        "found": "The state of war between neighbours is not a war of states",
        "title": "Guards pull back from “state of war”",
        "others": 0,
    }
    lines = [json.loads(line) for line in built("quotes", "draft.md", "--jsonl").out.splitlines()]
    assert lines[9]["status"] == "not found"
    assert lines[9]["id"] is None
    rows = list(csv.DictReader(io.StringIO(built("quotes", "draft.md", "--csv").out)))
    assert [row["status"] for row in rows] == ["exact"] * 7 + ["altered"] * 2 + ["not found"]
    assert built("quotes", "draft.md", "--md").out.startswith("| line | status | quotation |")


def test_what_cannot_be_checked(built: Run, tmp_path: Path) -> None:
    assert built("quotes", "nowhere.md").err.startswith("searchkit: There is no file nowhere.md.\n")
    (tmp_path / "draft.pdf").write_bytes(b"%PDF-1.7")
    ran = built("quotes", "draft.pdf")
    assert (ran.code, ran.out) == (2, "")
    assert "Drafts are Markdown, plain text or DOCX." in ran.err


def test_hostile_drafts(built: Run) -> None:
    ran = built(
        "quotes", "-", stdin="“tankers \x1b]0;owned\x07 stop \u202eoffshore” “the \x1b[2J nothing else”"
    )
    assert ran.code == 1
    assert "≠ 1" in ran.out
    assert not set(ran.out + ran.err) & set("\x1b\x07\x9b\u202e")


@pytest.mark.parametrize("width", [30, 80, 120])
def test_on_a_terminal(width: int) -> None:
    from searchkit.archive import Index
    from searchkit.archive.quotes import Quotation, check
    from searchkit.article import Article
    from searchkit.cli.answers.quotes import quotes_answer
    from searchkit.cli.terminal.layout import Layout
    from searchkit.engines.memory import MemoryEngine

    words = (
        "the deal was signed in Vienna after long talks and nobody in the hall believed that it would last"
    )
    article = Article("a", "Title", (words,))
    drafts = [words, words.replace("nobody", "everybody"), words.replace("the", "zzz")[::-1]]
    checked = list(check(Index(MemoryEngine([article])), [Quotation(text, 7) for text in drafts]))
    lines = list(quotes_answer("draft.md", checked, 0, "line").view(Layout(width)))
    text = ["".join(part.text for part in line) for line in lines]
    assert all(display_width(line) <= width for line in text)
    assert text[0].startswith("  ✓ 7  “the deal")
    if width == 80:
        assert text[0].rstrip().endswith("a ¶1")
        assert text[1] == "  ≠ 7  “… after long talks and [-everybody-] {+nobody+} in the hall         a ¶1"
        assert text[2] == "       believed …”"
