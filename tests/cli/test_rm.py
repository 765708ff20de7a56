"""`searchkit rm`: articles that are kept out of the index."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from searchkit import archive
from tests.cli.archives import write
from tests.cli.conftest import Ran, Run

NOTE = "removed.txt keeps it out · back again: searchkit rm --undo deal\n"


@pytest.fixture
def rm(run: Run, tmp_path: Path) -> Run:
    """`searchkit rm` in an archive of the test's own."""
    write(tmp_path)
    archive.rebuild(tmp_path / "corpus", tmp_path / "index", names=False, workers=1)
    return lambda *args: run("rm", *args)


def ids(run: Run) -> list[str]:
    return sorted(run("search", "*", "--ids", "-n", "99", "-q").out.split())


ALL = ["deal", "evil", "n1", "oil/crude", "oil/undated"]
LINE = "deal  Guards pull back from “state of war”  14 Aug 2018\n"


def test_it_stays_out_until_it_is_wanted_again(rm: Run, run: Run, tmp_path: Path) -> None:
    assert rm("deal", "--yes") == Ran(0, LINE, "1 article removed\n" + NOTE)
    assert ids(run) == [each for each in ALL if each != "deal"]
    for command in ("update", "rebuild", "update"):
        report = json.loads(run(command, "--no-names", "--json").out)
        assert report["notes"] == ["1 article left out, as removed.txt says"]
        assert (report["articles"], report["added"] if command == "update" else 0) == (4, 0)
        assert "deal" not in ids(run)
    assert (tmp_path / "corpus/deal.txt").exists()
    assert rm("--undo", "deal") == Ran(0, "", "1 article will be back at the next update: searchkit update\n")
    report = json.loads(run("update", "--json").out)
    assert (report["articles"], report["added"], report["notes"]) == (5, 1, [])
    assert ids(run) == ALL


def test_what_changes_stays_out(rm: Run, run: Run, tmp_path: Path) -> None:
    rm("deal", "n1", "-y")
    for name in ("deal.txt", "feed.jsonl"):
        file = tmp_path / "corpus" / name
        file.write_text(file.read_text().replace("Oil", "Tar").replace("京", "宁"))
    report = json.loads(run("update", "--json").out)
    assert (report["added"], report["changed"], report["removed"]) == (0, 0, 0)
    assert ids(run) == ["evil", "oil/crude", "oil/undated"]


def test_the_file_is_the_users(rm: Run, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "removed.txt"
    file.write_text("# mine\ndeal\n\nnobody\n")
    report = json.loads(run("update", "--json").out)
    assert (report["removed"], report["notes"]) == (1, ["1 article left out, as removed.txt says"])
    rm("oil/crude", "-y")
    assert file.read_text() == "# mine\ndeal\n\nnobody\noil/crude\toil/crude.txt\n"
    file.unlink()
    assert json.loads(run("update", "--json").out)["added"] == 2
    assert ids(run) == ALL


def test_an_article_wanted_again_is_not_forgotten_while_others_go(rm: Run, run: Run) -> None:
    rm("deal", "-y")
    rm("--undo", "deal")
    rm("evil", "-y")
    assert "deal" not in ids(run)
    run("update", "-q")
    assert ids(run) == [each for each in ALL if each != "evil"]


def test_all_that_a_query_finds(rm: Run, run: Run) -> None:
    ran = rm("--query", "oil", "--since", "2018", "--dry-run")
    assert ran.code == 0
    assert sorted(ran.out.splitlines(keepends=True)) == [LINE, "oil/crude  Crude prices rise  Sep 2018\n"]
    assert ran.err.endswith("2 articles would be removed\n")
    assert ids(run) == ALL
    document = json.loads(rm("--query", "oil", "--since", "2018", "--json", "--yes").out)
    assert (document["schema"], document["total"], document["removed"]) == (1, 2, True)
    assert {each["id"] for each in document["articles"]} == {"deal", "oil/crude"}
    assert ids(run) == ["evil", "n1", "oil/undated"]


def test_a_query_is_never_made_easier(rm: Run, run: Run) -> None:
    assert rm("--query", "oil banana", "--yes") == Ran(1, "", "No articles.\n")
    assert rm("--query", "oil banana", "--any", "-n").code == 0
    assert ids(run) == ALL


def test_copies_go_too(rm: Run, run: Run, tmp_path: Path) -> None:
    text = "The harbour of Rotterdam was closed on Monday after a tanker lost its oil in the fairway. " * 6
    for name in ("one", "two"):
        (tmp_path / f"corpus/{name}.txt").write_text(f"Harbour closed\n\n{text}\n")
    run("update", "-q")
    assert len(rm("--query", "rotterdam", "--yes").out.splitlines()) == 2
    assert ids(run) == ALL


def test_everything_may_go(rm: Run, run: Run) -> None:
    assert rm("--query", "*", "-y", "-q").code == 0
    assert ids(run) == []
    assert rm("--undo", *ALL).code == 0
    run("update", "-q")
    assert ids(run) == ALL


def test_nobody_to_ask_is_a_mistake(rm: Run, run: Run, tmp_path: Path) -> None:
    for args in (("deal",), ("deal", "--no-input")):
        assert rm(*args) == Ran(
            2,
            "",
            "searchkit: This would remove 1 article from the index.\n"
            "To do so without a question: --yes. To see them: --dry-run.\n",
        )
    assert ids(run) == ALL
    assert not (tmp_path / "removed.txt").exists()


@pytest.mark.parametrize(("typed", "code"), [("y\n", 0), ("n\n", 1), ("\n", 1), ("\x04", 1)])
def test_a_person_is_asked(rm: Run, run: Run, tmp_path: Path, typed: str, code: int) -> None:
    assert rm("deal", "-n").code == 0
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "searchkit", "rm", "deal"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=follower, stdout=follower, stderr=follower) as process:
        os.close(follower)
        shown = b""
        while b"[y/N] " not in shown:
            shown += os.read(leader, 1000)
        os.write(leader, typed.encode())
        assert process.wait(30) == code
    os.close(leader)
    assert b"Guards pull back" in shown
    assert b"Remove 1 article from the index? [y/N] " in shown
    assert ("deal" in ids(run)) == (code == 1)


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        ((), 2, "rm takes ids, or --query.\nFor example: searchkit rm defense_pact"),
        (("deal", "--query", "oil"), 2, "rm takes ids, or --query.\nFor example: searchkit rm defense_pact"),
        (("deal", "--since", "2018"), 2, "Filters go with --query, not with ids."),
        (("--undo",), 2, "--undo takes ids and nothing else.\nFor example: searchkit rm --undo defense_pact"),
        (("deal", "daeal", "-y"), 1, "There is no article 'daeal'.\nDid you mean deal?"),
        (("--undo", "deal"), 1, "{}/removed.txt has no 'deal'.\nIt lists one id a line."),
    ],
)
def test_mistakes(rm: Run, run: Run, tmp_path: Path, args: tuple[str, ...], code: int, message: str) -> None:
    assert rm(*args) == Ran(code, "", f"searchkit: {message.format(tmp_path)}\n")
    assert ids(run) == ALL


@pytest.mark.usefixtures("rm")
def test_a_file_with_a_mistake_stops_an_update(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "removed.txt"
    file.write_text('deal\n"open\n')
    ran = run("update")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f'searchkit: {file}:2: "open is no id.\n')
    assert ids(run) == ALL
