"""`search --queries`: many queries from a file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.archives import write
from tests.cli.conftest import Ran, Run

LINES = "\ufeff# mine\noil sanctions\n\n  zebra\n\tguards\r\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from searchkit import archive

    folder = write(tmp_path_factory.mktemp("archive"))
    archive.rebuild(folder / "corpus", folder / "index", names=False, workers=1)
    (folder / "list.txt").write_text(LINES, "utf-8")
    return folder


@pytest.fixture
def ask(run: Run, built: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    def asked(*args: str, stdin: str | None = None) -> Ran:
        monkeypatch.chdir(built)
        return run(
            "search",
            "--queries",
            "list.txt" if stdin is None else "-",
            "--sort",
            "oldest",
            *args,
            stdin=stdin,
        )

    return asked


ZEBRA = "zebra: zebra  0\n"


def test_each_query_with_what_it_finds(ask: Run) -> None:
    assert ask("--snippets", "1", "-n", "1") == Ran(
        0,
        """\
── oil sanctions  2 articles

  1  Guards pull back from “state of war”  14 Aug 2018
     Jane Doe · deal ¶2
     The nuclear deal was abandoned by Washington in May, and «sanctions» on «oil» came back.

── zebra  0 articles

── guards  1 article

  1  «Guards» pull back from “state of war”  14 Aug 2018
     Jane Doe · deal ¶1
     Iran’s «Guards» (IRGC) denied it.
""",
        ZEBRA,
    )


@pytest.mark.parametrize(
    ("form", "out"),
    [
        ("--ids", "oil sanctions\tdeal\noil sanctions\toil/crude\nguards\tdeal\n"),
        (
            "-l",
            "oil sanctions\tcorpus/deal.txt\noil sanctions\tcorpus/oil/crude.txt\nguards\tcorpus/deal.txt\n",
        ),
        ("-c", "oil sanctions\t2\nzebra\t0\nguards\t1\n"),
        ("--format={query}:{rank}:{id}", "oil sanctions:1:deal\noil sanctions:2:oil/crude\nguards:1:deal\n"),
    ],
)
def test_lines_say_which_query_they_are_of(ask: Run, form: str, out: str) -> None:
    assert ask(form) == Ran(0, out, ZEBRA)


def test_lines_with_nul(ask: Run) -> None:
    assert ask("--ids", "-0", "-q").out == "oil sanctions\tdeal\0oil sanctions\toil/crude\0guards\tdeal\0"


def test_tables_have_a_column_more(ask: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(ask("--csv").out)))
    assert [(row["query"], row["rank"], row["id"]) for row in rows] == [
        ("oil sanctions", "1", "deal"),
        ("oil sanctions", "2", "oil/crude"),
        ("guards", "1", "deal"),
    ]
    assert ask("--csv").out.startswith("query,rank,")
    assert ask("--tsv").out.startswith("query\trank\t")
    assert ask("--md").out.startswith("| query | rank | ")


def test_json(ask: Run) -> None:
    document = json.loads(ask("--json").out)
    assert (document["schema"], document["failed"]) == (1, [])
    assert [
        (each["query"], each["read"], each["total"], len(each["hits"])) for each in document["searches"]
    ] == [
        ("oil sanctions", "oil sanctions", 2, 2),
        ("zebra", "zebra", 0, 0),
        ("guards", "guards", 1, 1),
    ]
    lines = [json.loads(line) for line in ask("--jsonl").out.splitlines()]
    assert [(line["schema"], line["query"], line["id"]) for line in lines] == [
        (1, "oil sanctions", "deal"),
        (1, "oil sanctions", "oil/crude"),
        (1, "guards", "deal"),
    ]


def test_filters_hold_for_all(ask: Run) -> None:
    assert ask("--ids", "-q", "--since", "2018-09").out == "oil sanctions\toil/crude\n"


def test_a_query_that_cannot_be_read_does_not_stop_the_others(ask: Run) -> None:
    ran = ask("--ids", stdin="guards\n\noil AND (\nzebra colour:red\ntankers\n")
    assert (ran.code, ran.out) == (2, "guards\tdeal\ntankers\tevil\n")
    assert ran.err.startswith('Query error: line 3: "(" is never closed\n    oil AND (\n            ^\n')
    assert 'Query error: line 4: there is no field "colour:"\n' in ran.err
    failed = json.loads(ask("--json", stdin="guards\n(\n").out)["failed"]
    assert failed == [{"line": 2, "query": "(", "error": failed[0]["error"]}]


def test_nothing_found_at_all(ask: Run) -> None:
    assert ask("--ids", stdin="zebra\n") == Ran(1, "", ZEBRA)
    assert ask("--ids", stdin="# none\n\n") == Ran(1, "", "")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--queries", "none.txt"), "none.txt cannot be read: No such file or directory."),
        (
            ("--queries", "list.txt", "oil"),
            "The queries stand in the file of --queries: none can be given beside it.",
        ),
        (("--queries", "bad.txt"), "bad.txt is not UTF-8.\nSave it as UTF-8 text."),
    ],
)
def test_mistakes(
    run: Run, built: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(built)
    (built / "bad.txt").write_bytes(b"\xff\xfe")
    assert run("search", *args) == Ran(2, "", f"searchkit: {message}\n")
