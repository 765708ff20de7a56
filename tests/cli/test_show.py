"""`searchkit show`."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from searchkit.cli.last_search import LastSearch, recall, remember
from tests.cli.archives import FILES, write
from tests.cli.conftest import Ran, Run
from tests.cli.test_terminal import on_terminal

FIRST = "The state of war between neighbours is not a war of states. Iran’s Guards (IRGC) denied it."
SECOND = "Oil fell. The nuclear deal was abandoned by Washington in May, and sanctions on oil came back."
HEADING = "Guards pull back from “state of war”\nJane Doe, Fellow, Policy Institute\n14 Aug 2018 · deal\n"


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Run:
    write(tmp_path)
    run("rebuild", "-q", "--no-names")
    return lambda *args: run("show", *args)


def test_an_article(show: Run) -> None:
    assert show("deal") == Ran(0, f"{HEADING}\n{FIRST}\n\n{SECOND}\n", "")


def test_one_paragraph(show: Run) -> None:
    assert show("deal#p2") == Ran(0, f"{HEADING}\n{SECOND}\n", "")
    assert show("deal#p2", "--text") == Ran(0, f"{SECOND}\n", "")
    assert show("deal#p3") == Ran(1, "", "searchkit: deal has no paragraph 3.\nIt has 2, from #p1 on.\n")
    assert show("deal#p0").code == 1


def test_nothing_but_the_text(show: Run) -> None:
    text = f"Guards pull back from “state of war”\n\n{FIRST}\n\n{SECOND}\n"
    assert show("deal", "--text") == Ran(0, text, "")


def test_all_but_the_text(show: Run) -> None:
    ran = show("deal", "--meta")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "id         deal\n"
        "title      Guards pull back from “state of war”\n"
        "author     Jane Doe, Fellow, Policy Institute\n"
        "published  14 Aug 2018 (from 'Aug 14, 2018' byline)\n"
        "text       34 words, 2 paragraphs\n"
        "path       deal.txt\n"
    )


def test_json(show: Run) -> None:
    document = json.loads(show("deal", "--json").out)
    assert (document["schema"], document["id"], document["published"]) == (1, "deal", "2018-08-14")
    assert document["text"] == f"{FIRST}\n\n{SECOND}"


def test_no_such_article(show: Run) -> None:
    ran = show("nowhere")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("searchkit: There is no article 'nowhere'.\n")


def test_what_a_query_finds_is_marked(show: Run) -> None:
    ran = show("deal", "--query", '"state of war" oil', "--color", "always")
    assert ran.err == '4 matches of "state of war" oil\n'
    assert "back from “\x1b[0m\x1b[1;31mstate of war\x1b[0m\x1b[1m”" in ran.out
    assert "The \x1b[1;31mstate of war\x1b[0m between neighbours is not a war of states." in ran.out
    assert show("deal#p2", "--query", "war oil").out == (
        f"Guards pull back from “state of «war»”\n{HEADING.partition(chr(10))[2]}\n"
        "«Oil» fell. The nuclear deal was abandoned by Washington in May, and sanctions on «oil» came back.\n"
    )
    ran = show("deal", "--query", "(war")
    assert (ran.code, ran.out) == (2, "")


def test_in_a_pipe_the_last_search_marks_nothing(run: Run, show: Run) -> None:
    assert run("search", "war").code == 0
    assert show("deal") == Ran(0, f"{HEADING}\n{FIRST}\n\n{SECOND}\n", "")


def test_the_file_it_was_read_from(show: Run, tmp_path: Path) -> None:
    assert show("deal", "--raw") == Ran(0, FILES["deal.txt"], "")
    file = tmp_path / "corpus/deal.txt"
    assert show("deal", "--open") == Ran(0, f"{file}\n", "")
    file.unlink()
    said = "searchkit: The file deal.txt of deal is not there any more.\nsearchkit show --text has what was read.\n"
    assert show("deal", "--raw") == Ran(1, "", said)
    assert show("deal", "--open") == Ran(1, "", said)
    file.mkdir()
    assert show("deal", "--open").code == 1
    assert show("deal", "--raw", "--text").code == 2
    assert show("deal", "--open", "--json").code == 2


def test_only_documents_are_opened(run: Run, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/run.desktop").write_text("An article\n\nThat is a program too.\n")
    run("rebuild", "-q", "--no-names")
    ran = run("show", "run.desktop", "--open")
    assert (ran.code, ran.out) == (2, "")
    assert "is no kind of document" in ran.err


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("archive"))
    plain = {**os.environ, "HOME": str(folder)}
    subprocess.run([sys.executable, "-m", "searchkit", "rebuild", "-q"], cwd=folder, env=plain, check=True)
    return folder


def test_on_a_terminal_the_last_search_is_marked(built: Path, tmp_path: Path) -> None:
    settings = {"PAGER": "cat", "NO_COLOR": "1", "XDG_STATE_HOME": str(tmp_path)}
    assert "«" not in on_terminal(built, "show", "deal", **settings)[1]
    on_terminal(built, "search", "state of war", "-c", **settings)
    marked = (
        "\n  6 matches of the last search, state of war · --no-marks\n\n"
        "Guards pull back from “«state» of «war»”\nJane Doe, Fellow, Policy Institute\n14 Aug 2018 · deal\n\n"
        "  1  The «state» of «war» between neighbours is not a «war» of «states». Iran’s\n"
        "     Guards (IRGC) denied it.\n\n"
        "  ¶ 1 of 2 · all: searchkit show deal\n\n"
    )
    assert on_terminal(built, "show", "deal#p1", **settings) == (0, marked)
    assert "«" not in on_terminal(built, "show", "deal", "--no-marks", **settings)[1]
    assert "«" not in on_terminal(built, "show", "oil/undated", **settings)[1]
    assert "«Guards»" in on_terminal(built, "show", "deal", "--query", "guard", **settings)[1]
    on_terminal(built, "search", "oil", **settings, SEARCHKIT_HISTORY="0")
    assert "«war»" in on_terminal(built, "show", "deal", **settings)[1]
    assert "«" not in on_terminal(built, "show", "deal", **settings, SEARCHKIT_HISTORY="no")[1]


def test_a_file_on_a_terminal(built: Path) -> None:
    code, screen = on_terminal(built, "show", "evil", "--raw", "--no-pager")
    assert code == 0
    assert "Tankers" in screen
    assert not set(screen) & set("\x1b\x07\x9b\u202e")


def test_opening(built: Path, tmp_path: Path) -> None:
    opener = tmp_path / "bin/xdg-open"
    opener.parent.mkdir()
    log = tmp_path / "opened"
    opener.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {log}.part\nmv {log}.part {log}\n')
    opener.chmod(0o755)
    file = built / "corpus/deal.txt"
    path = f"{opener.parent}:{os.environ['PATH']}"
    left_running = {"PYTHONWARNINGS": "ignore::ResourceWarning"}  # the opener is not waited for
    ran = on_terminal(built, "show", "deal", "--open", columns=200, PATH=path, **left_running)
    assert ran == (0, f"Opening {file}\n")
    for _ in range(100):
        if log.exists():
            break
        time.sleep(0.05)
    assert log.read_text() == f"{file}|"


def test_the_memory_of_a_search(tmp_path: Path) -> None:
    state = {"XDG_STATE_HOME": str(tmp_path / "state")}
    index, other = tmp_path / "one/index", tmp_path / "other/index"
    assert recall(index, state) is None
    search = LastSearch('"état \ud800 of war" ', aliases=False)
    remember(search, index, state)
    remember(LastSearch("b"), other, state)
    assert (recall(index, state), recall(other, state)) == (search, LastSearch("b"))
    files = list((tmp_path / "state/searchkit").iterdir())
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600] * 2
    for content in (b"", b"[]", b"{}", b'{"index": 1, "query": 2}', b"\xff", b"[" * 100_000):
        for file in files:
            file.write_bytes(content)
        assert recall(index, state) is None


def test_a_search_that_cannot_be_remembered_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    state = {"XDG_STATE_HOME": str(tmp_path / "file")}
    remember(LastSearch("a"), tmp_path, state)
    assert recall(tmp_path, state) is None
    assert (tmp_path / "file").read_text() == ""


def test_the_memory_is_where_xdg_says(tmp_path: Path) -> None:
    remember(LastSearch("a"), tmp_path, {"XDG_STATE_HOME": "relative", "HOME": str(tmp_path)})
    assert len(list((tmp_path / ".local/state/searchkit").iterdir())) == 1
