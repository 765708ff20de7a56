"""`check` finds what checksums cannot: an index that is whole and yet says something else than its articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import searchkit
from tests.engines.program import run, write_articles
from tests.engines.test_hostile_index import generation, rewrite, with_numbers


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    write_articles(tmp_path / "corpus", "first", range(30))
    searchkit.rebuild(tmp_path / "corpus", tmp_path / "index", workers=1)
    return tmp_path


def test_a_sound_index(archive: Path) -> None:
    write_articles(archive / "corpus", "first", range(3, 31))
    searchkit.update(index=archive / "index")
    for option in ((), ("--deep",)):
        ran = run("check", "--json", *option, "--index", archive / "index", cwd=archive)
        assert (ran.code, ran.err) == (0, "")
        report = json.loads(ran.out)
        assert (report["sound"], report["problems"], report["articles"]) == (True, [], 28)
        assert report["compared"] == 28
        assert report["bytes"] > 10_000
    ran = run("check", "--index", archive / "index", cwd=archive)
    assert ran.out.startswith("The index is sound: 28 articles in ")


def test_postings_that_are_not_those_of_the_articles(archive: Path) -> None:
    rewrite(archive / "index", with_numbers("source.docs", lambda old: old))
    assert searchkit.check(archive / "index").sound
    rewrite(archive / "index", with_numbers("body.positions", lambda old: [p + 1 for p in old]))
    report = searchkit.check(archive / "index")
    assert [p.split(" ", 1)[1] for p in report.problems] == ["does not find in body what its articles say"]


def test_a_text_that_is_not_the_one_that_was_read(archive: Path) -> None:
    rewrite(archive / "index", with_numbers("digests", lambda old: [*old[:-1], old[-1] ^ 1]))
    (problem,) = searchkit.check(archive / "index", deep=True).problems
    assert "stores another text for a" in problem


def test_everything_that_is_wrong_is_named_with_the_cure(archive: Path) -> None:
    folder = generation(archive / "index")
    segment = next(folder.glob("*.articles"))
    segment.write_bytes(segment.read_bytes()[:-1])
    (folder / "sources.json").unlink()
    ran = run("check", "--index", archive / "index", cwd=archive)
    assert ran.code == 3
    assert segment.name in ran.out
    assert "sources.json is missing." in ran.out
    assert ran.out.endswith("Build the index again: searchkit rebuild\n")
    ran = run("check", "--json", "--index", archive / "index", cwd=archive)
    assert (ran.code, json.loads(ran.out)["sound"]) == (3, False)
    assert run("rebuild", archive / "corpus", "--index", archive / "index", cwd=archive).code == 0
    assert run("check", "--index", archive / "index", cwd=archive).code == 0
