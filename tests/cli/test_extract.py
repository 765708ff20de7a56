"""`searchkit extract`: what is read from files, in the order they are given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

LETTER = "Oil and gas\n\nBy Jane Doe | Aug 2018\n\nThe price of oil fell in London.\n\nThen it rose."


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(LETTER)
    (folder / "empty.txt").write_text("")
    (folder / "zoo.jsonl").write_text(
        '{"id": "x1", "title": "First", "text": "Text one."}\n'
        '{"id": "x2", "title": "Sec\\u001b[31mond", "text": "Text \\u202etwo\\u009b."}\n'
    )
    return folder


def records(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.usefixtures("pages")
def test_one_object_a_path_in_order(run: Run) -> None:
    paths = ["pages/a.txt", "nowhere.txt", "pages/empty.txt", "pages/a.txt"]
    ran = run("extract", "--jsonl", "--no-names", *paths)
    article = {
        "schema": 1,
        "id": "a",
        "title": "Oil and gas",
        "text": "The price of oil fell in London.\n\nThen it rose.",
        "authors": [{"name": "Jane Doe", "printed": "Jane Doe", "role": "", "affiliation": ""}],
        "published": "2018-08",
        "source": "",
        "url": "",
        "language": "",
        "topics": [],
        "names": [],
        "path": "pages/a.txt",
    }
    missing = "There is no file or folder nowhere.txt."
    assert records(ran.out) == [
        article,
        {"schema": 1, "path": "nowhere.txt", "error": missing},
        {"schema": 1, "path": "pages/empty.txt", "error": "empty file"},
        article,
    ]
    assert ran.err == f"skipped nowhere.txt: {missing}\nskipped pages/empty.txt: empty file\n"
    assert ran.code == 5


@pytest.mark.parametrize("end", ["\n", "\r\n", "\0"])
def test_paths_from_a_list(run: Run, pages: Path, end: str) -> None:
    listed = end.join(["pages/a.txt", "", "pages/zoo.jsonl", ""])
    ran = run("extract", "--jsonl", "--no-names", "--files-from", "-", stdin=listed)
    assert [(r["id"], r["path"]) for r in records(ran.out)] == [
        ("a", "pages/a.txt"),
        ("x1", "pages/zoo.jsonl"),
        ("x2", "pages/zoo.jsonl"),
    ]
    (pages / "list").write_text(listed)
    assert run("extract", "--jsonl", "--no-names", "--files-from", pages / "list") == ran
    assert (ran.code, ran.err) == (0, "")


def test_an_empty_list_gives_nothing(run: Run) -> None:
    ran = run("extract", "--jsonl", "--files-from", "-", stdin="")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_names_are_in_the_text_where_they_say(run: Run, pages: Path) -> None:
    ran = run("extract", "--jsonl", pages / "a.txt")
    (record,) = records(ran.out)
    text, names = record["text"], record["names"]
    assert isinstance(text, str)
    assert isinstance(names, list)
    assert ("London", "place") in [(text[n["start"] : n["end"]], n["kind"]) for n in names]


def test_many_files_are_read_by_several_processes_in_order(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(40):
        (folder / f"n{number:02}.txt").write_text(f"Title {number}\n\nText of article {number}.\n")
    ran = run("extract", "many", "--jsonl", "--no-names", "--workers", "2")
    assert [r["path"] for r in records(ran.out)] == [f"many/n{number:02}.txt" for number in range(40)]
    assert (ran.code, ran.err) == (0, "")


def test_one_document(run: Run, pages: Path) -> None:
    ran = run("extract", "--json", "--why", "--no-names", pages / "a.txt")
    document = json.loads(ran.out)
    assert document["schema"] == 1
    (article,) = document["articles"]
    assert {"field": "published", "value": "2018-08", "origin": "byline"} in article["why"]


def test_for_people(run: Run, pages: Path) -> None:
    ran = run("extract", "--no-names", pages / "a.txt", pages / "zoo.jsonl")
    assert ran.code == 0
    assert ran.out.startswith("id         a\ntitle      Oil and gas\nauthor     Jane Doe\n")
    assert "\n\nThe price of oil fell in London.\n\nThen it rose.\n\n────" in ran.out


@pytest.mark.parametrize("form", [(), ("--json",), ("--jsonl",)])
def test_hostile_text_drives_nothing(run: Run, pages: Path, form: tuple[str, ...]) -> None:
    out = run("extract", "--no-names", *form, pages / "zoo.jsonl").out
    assert not {"\x1b", "\x9b", "\u202e"} & set(out)


def test_fields_of_exports_can_be_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "e.json").write_text('{"id": "1", "kopf": "Titel", "inhalt": "Der Text."}')
    args = ("extract", "--jsonl", "--no-names", "--map", "title=kopf", "--map", "text=inhalt", "e.json")
    (record,) = records(run(*args).out)
    assert (record["title"], record["text"]) == ("Titel", "Der Text.")
    ran = run("extract", "--map", "colour=x", "e.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("searchkit: --map colour=x: articles have no field colour.\n")


@pytest.mark.usefixtures("pages")
def test_a_table_and_lines_of_ones_own(run: Run) -> None:
    ran = run("extract", "--csv", "--no-names", "pages/zoo.jsonl", "pages/empty.txt")
    assert ran.code == 5
    head, first, _, skipped = ran.out.splitlines()
    assert head == "id,title,text,authors,published,source,url,language,topics,names,path,error"
    assert first.startswith("x1,First,Text one.,")
    assert skipped.endswith(",pages/empty.txt,empty file")
    ran = run(
        "extract", "--format", "{date} {title}: {authors}", "--no-names", "pages/empty.txt", "pages/a.txt"
    )
    assert (ran.code, ran.out) == (5, "2018-08 Oil and gas: Jane Doe\n")
