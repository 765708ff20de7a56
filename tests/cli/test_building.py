"""`searchkit rebuild`, `update` and `status`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.archives import write
from tests.cli.conftest import Ran, Run


@pytest.fixture
def build(run: Run, tmp_path: Path) -> Run:
    write(tmp_path)

    def built(*args: str) -> Ran:
        ran = run(*args, SEARCHKIT_NAMES="no")
        return Ran(ran.code, re.sub(r"[\d.]+ (ms|s) \([\d,]+/s\)|[\d.]+ (ms|s)\b", "TIME", ran.out), ran.err)

    return built


def test_rebuild_and_update(build: Run, tmp_path: Path) -> None:
    ran = build("rebuild")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"5 articles · TIME · index [\d.]+ kB\n", ran.out)
    assert re.fullmatch(r"5 articles · nothing new · TIME · index [\d.]+ kB\n", build("update").out)
    (tmp_path / "corpus/deal.txt").unlink()
    (tmp_path / "corpus/oil/crude.txt").write_text("Crude prices fall\n\nBy John Roe\n\nOil fell on Tuesday.")
    (tmp_path / "corpus/new.txt").write_text("New\n\nSomething new about oil.\n")
    ran = build("update")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("5 articles · 1 added · 1 changed · 1 removed · TIME · ")
    assert build("search", "--ids", "oil", "--sort", "title").out == "oil/crude\nnew\noil/undated\n"


def test_what_was_skipped_is_named(build: Run, tmp_path: Path) -> None:
    (tmp_path / "corpus/empty.txt").write_text("")
    (tmp_path / "corpus/oil/pic.dat").write_bytes(b"\0\1\2\3")
    ran = build("rebuild")
    assert ran.code == 5
    assert ran.err == "skipped empty.txt: empty file\nskipped oil/pic.dat: binary data\n"
    assert ran.out.startswith("5 articles · 2 skipped · TIME · ")
    assert build("rebuild", "-q") == Ran(5, "", ran.err)


def test_paths_of_ones_own(build: Run, tmp_path: Path) -> None:
    assert build("rebuild", "corpus/oil", "--index", "oil-index").out.startswith("2 articles · ")
    assert build("search", "--ids", "state", "--index", "oil-index").code == 1
    assert build("search", "--ids", "crude", "--index", "oil-index").out == "crude\n"
    assert not (tmp_path / "index").exists()
    ran = build("rebuild", "nowhere")
    assert (ran.code, ran.out) == (5, "")
    assert ran.err.startswith(f"searchkit: There is no file or folder {tmp_path}/nowhere.")


def test_a_report_for_programs(build: Run, tmp_path: Path) -> None:
    (tmp_path / "corpus/empty.txt").write_text("")
    document = json.loads(build("rebuild", "--json").out)
    assert document["schema"] == 1
    assert (document["articles"], document["added"], document["generation"]) == (5, 5, 1)
    assert document["skipped"] == [{"path": "empty.txt", "reason": "empty file"}]


def test_status_of_an_archive_without_an_index(build: Run) -> None:
    ran = build("status")
    assert (ran.code, ran.out) == (3, "")
    assert "index" in ran.err


def test_exports_with_fields_of_their_own(build: Run, tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text('{"id": "1", "kopf": "Titel", "inhalt": "Der Text."}')
    args = ("--map", "title=kopf", "--map", "text=inhalt", "--source", "Zeitung", "--index", "own")
    assert build("rebuild", "own.json", *args).code == 0
    ran = build("show", "1", "--index", "own")
    assert ran.out == "Titel\nundated · Zeitung · 1\n\nDer Text.\n"
