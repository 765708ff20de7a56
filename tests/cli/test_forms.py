"""Output forms: offsets that count code points, tables that run nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

ODD = "🏴\u200d☠️ नमस्ते e\u0301\u0323 👩\u200d👩\u200d👧 "
FORMULAS = ("=1+2", "+1", "-1+2", "@SUM(A1)", " =1", "＝1", "\t=1", "\r\n=1", '"=1', '=HYPERLINK("x")')


@pytest.fixture
def archive(run: Run, tmp_path: Path) -> Path:
    """Articles with emoji and combining marks before everything, and with formulas in all fields."""
    (tmp_path / "corpus").mkdir()
    texts = [
        {
            "id": "odd",
            "title": f"{ODD}Oil",
            "text": f"{ODD}Oil.\n\n{ODD}In Tehran, Hassan Rouhani sold {ODD}oil.",
        }
    ]
    for number, formula in enumerate(FORMULAS):
        record = {"id": f"{formula}{number}", "title": formula, "text": f"{formula} gas", "source": formula}
        texts.append({**record, "author": formula, "topics": [formula], "url": formula, "date": "2018"})
    (tmp_path / "corpus/all.jsonl").write_text("".join(json.dumps(text) + "\n" for text in texts))
    assert run("rebuild", "-q").code == 0
    return tmp_path


@pytest.mark.usefixtures("archive")
def test_offsets_count_code_points(run: Run) -> None:
    article = json.loads(run("show", "odd", "--json").out)
    assert {name["text"] for name in article["names"]} == {"Tehran", "Hassan Rouhani"}
    for name in article["names"]:
        assert article["text"][name["start"] : name["end"]] == name["text"]
    (hit,) = json.loads(run("search", "oil", "--json").out)["hits"]
    marks = [s["text"][start:end] for s in hit["snippets"] for start, end in s["marks"]]
    assert sorted(marks) == ["Oil", "Oil", "oil"]
    texts = [article["title"], *article["text"].split("\n\n")]
    lines = [json.loads(line) for line in run("kwic", "oil", "--jsonl").out.splitlines()]
    assert [texts[line["paragraph"]][line["start"] : line["end"]] for line in lines] == ["Oil", "Oil", "oil"]


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("form", ["--csv", "--tsv"])
@pytest.mark.parametrize(
    "args",
    [
        "search gas -n 99",
        "facets * -n 99",
        "kwic gas",
        "names",
        "authors",
        "timeline * --split source",
        "extract corpus",
    ],
)
def test_no_cell_is_a_formula(run: Run, args: str, form: str) -> None:
    out = run(*args.split(), form, "-q").out
    cells = list(_cells(out, form))
    assert len(cells) > 2
    for cell in cells:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝")) or _is_number(cell), cell


def _cells(out: str, form: str) -> Iterator[str]:
    rows: Any = (
        csv.reader(io.StringIO(out)) if form == "--csv" else (line.split("\t") for line in out.splitlines())
    )
    for row in rows:
        yield from row


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()
