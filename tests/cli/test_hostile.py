"""Whatever an article, a query or an option holds, no output drives the terminal."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from searchkit.archive import Index
from searchkit.archive.looking.overview import overview
from searchkit.article import Article, Author, DateSpan, Evidence, Name
from searchkit.cli.answers.article import article_answer, file_answer, meta_answer, text_answer
from searchkit.cli.answers.extracted import extracted_answer
from searchkit.cli.answers.results import Page, results_answer
from searchkit.cli.answers.status import status_answer
from searchkit.cli.printers import Answer, Form, choose
from searchkit.cli.terminal.console import Console
from searchkit.cli.terminal.layout import Layout
from searchkit.engines.memory import MemoryEngine
from searchkit.ingest import Skipped
from searchkit.settings import Archive
from tests.cli.conftest import Run

EVIL = "\x1b[31mred\x1b]0;title\x07\x9b2J\x90q\x00\x7f\r\u202eback\u2066\u2028line\ud800half\tx"
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2067\ud800-\udfff]"
)
SGR = re.compile(r"\x1b\[[0-9;]*m")


def evil_article() -> Article:
    return Article(
        f"id{EVIL}",
        f"Oil {EVIL}",
        (f"Oil {EVIL} and more. Then {EVIL}.", EVIL),
        (Author(f"name{EVIL}", f"printed{EVIL}", f"role{EVIL}", f"affiliation{EVIL}"),),
        DateSpan(date(2018, 8, 1), date(2018, 8, 31), f"Aug{EVIL}", f"meta{EVIL}"),
        f"source{EVIL}",
        f"http://{EVIL}",
        f"en{EVIL}",
        (f"topic{EVIL}",),
        (Name(f"Oil{EVIL}", "person", 0, 0, 3, f"Canonical{EVIL}"),),
        f"path{EVIL}",
        "0" * 32,
        (Evidence(f"title{EVIL}", EVIL, f"h1{EVIL}"),),
    )


def results() -> Answer:
    found = Index(MemoryEngine([evil_article()])).search("oil")
    assert found.total == 1
    return results_answer(found, Page())


def status() -> Answer:
    info = {"built_from": [EVIL], EVIL: EVIL, "articles": 1, "bytes": 1, "segments": 1, "generation": 1}
    info["made"] = "2026-11-22T18:14:09+00:00"
    overlooked = overview(Index(MemoryEngine([evil_article()])))
    return status_answer(info, overlooked, Archive(None, Path(f"in{EVIL}dex")), datetime.now().astimezone())


ANSWERS: dict[str, Callable[[], Answer]] = {
    "search": results,
    "show": lambda: article_answer(evil_article()),
    "text": lambda: text_answer(evil_article()),
    "file": lambda: file_answer(f"red{EVIL}\r\n{EVIL}"),
    "meta": lambda: meta_answer(evil_article()),
    "extract": lambda: extracted_answer([evil_article(), Skipped(f"p{EVIL}", EVIL)], reasons=True),
    "status": status,
}


def printed(answer: Answer, form: Form, layout: Layout) -> str:
    out = io.StringIO()
    choose(form)(answer, Console(out, io.StringIO(), layout, Layout()))
    return out.getvalue()


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("layout", [Layout(), Layout(80), Layout(40, colour=True), Layout(120, colour=True)])
def test_what_people_read(name: str, layout: Layout) -> None:
    text = printed(ANSWERS[name](), "terminal", layout)
    assert "red" in text
    assert not FORBIDDEN.search(SGR.sub("", text) if layout.colour else text)
    text.encode("utf-8")


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_programs_read_is_whole(name: str, form: Form) -> None:
    text = printed(ANSWERS[name](), form, Layout())
    assert not FORBIDDEN.search(text)
    text.encode("utf-8")
    assert all(json.loads(line)["schema"] == 1 for line in (text.splitlines() if form == "jsonl" else [text]))
    if name in ("search", "show", "meta"):
        document = json.loads(text)
        record = document["hits"][0] if name == "search" and form == "json" else document
        assert record["source"] == f"source{EVIL}"


@pytest.mark.parametrize("form", ["files", "ids"])
def test_what_other_programs_read(form: Form) -> None:
    text = printed(results(), form, Layout())
    assert text.count("\n") == 1
    assert not FORBIDDEN.search(text)


@pytest.mark.parametrize(
    "args",
    [("search", f'"{EVIL[:-7]}'), ("show", EVIL[:-7]), ("search", "x", "--since", "\x1b[2J"), ("\x1b[2J",)],
)
def test_errors(run: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/a.txt").write_text("Oil\n\nOil.\n")
    ran = run(*(arg.replace("\x00", "") for arg in args))
    assert ran.code in (1, 2)
    assert not FORBIDDEN.search(ran.err)
