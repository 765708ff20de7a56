"""Whatever the folder of an index is: it works, or one clear sentence says why not."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

import searchkit
from searchkit.engines.whoosh.generations import FORMAT
from searchkit.engines.whoosh.library import FileStorage, fields
from tests.engines.program import CLEAN, names_in, run, state_of, write_articles


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles", "first", range(5))
    searchkit.rebuild(tmp_path / "articles", tmp_path / "index", workers=1)
    return tmp_path


def set_in(path: Path, **facts: object) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **facts}))


@pytest.mark.parametrize(
    ("version", "said"),
    [(FORMAT + 1, "a newer version"), (0, "another version"), ("x", "another version"), ([], "another")],
)
def test_an_index_of_another_format(archive: Path, version: object, said: str) -> None:
    set_in(archive / "index/CURRENT", format=version)
    for command in (("search", "shared"), ("status",), ("update",)):
        ran = run(*command, "--index", archive / "index", cwd=archive)
        ran.assert_one_sentence(3, said, "searchkit rebuild")
    assert searchkit.check(archive / "index").problems
    searchkit.rebuild(archive / "articles", archive / "index")
    assert names_in(archive / "index") == CLEAN


def test_an_index_of_another_analysis_is_neither_read_nor_added_to(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("searchkit.engines.whoosh.writer.ANALYSIS_VERSION", 999)
    searchkit.rebuild(archive / "articles", archive / "index")
    with pytest.raises(searchkit.IndexVersionError, match="words were read differently"):
        searchkit.open(archive / "index")
    with pytest.raises(searchkit.IndexVersionError, match="words were read differently"):
        searchkit.update(index=archive / "index")


def test_an_index_built_by_whoosh_itself(archive: Path) -> None:
    folder = archive / "stock"
    folder.mkdir()
    index = FileStorage(str(folder)).create_index(fields.Schema(body=fields.TEXT))
    index.close()
    for command in (("search", "shared"), ("status",)):
        ran = run(*command, "--index", folder, cwd=archive)
        ran.assert_one_sentence(3, "built by Whoosh itself", "searchkit rebuild")


def test_an_empty_folder(archive: Path) -> None:
    (archive / "empty").mkdir()
    for command in (("search", "shared"), ("status",), ("check",)):
        ran = run(*command, "--index", archive / "empty", cwd=archive / "empty")
        ran.assert_one_sentence(3, "There is no index in", "searchkit rebuild")


def test_a_file_in_place_of_the_folder(archive: Path) -> None:
    (archive / "file").write_text("text")
    for command in (("search", "shared"), ("status",), ("check",)):
        run(*command, "--index", archive / "file", cwd=archive).assert_one_sentence(
            3, "is a file, not a folder"
        )
    ran = run("rebuild", archive / "articles", "--index", archive / "file", cwd=archive)
    ran.assert_one_sentence(3, "is a file, not a folder")
    assert (archive / "file").read_text() == "text"


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes need a file system that takes them")
@pytest.mark.parametrize("name", [b"with space", b"line\nbreak", b"odd \xff\xfe", b"-dash", "Ünï ☃".encode()])
def test_folders_of_any_name(archive: Path, name: bytes) -> None:
    corpus, index = archive / os.fsdecode(b"c " + name), archive / os.fsdecode(name)
    (archive / "articles").rename(corpus)
    assert run("rebuild", corpus, f"--index={index}", cwd=archive).code == 0
    (corpus / os.fsdecode(b"a" + name + b".txt")).write_text("Another\n\nOne more with shared words.\n")
    ran = run("update", f"--index={index}", cwd=archive)
    assert ran.code == 0, ran
    assert len(state_of(index)["digests"]) == 6  # type: ignore[arg-type]
    assert run("check", f"--index={index}", cwd=archive).code == 0
    ran = run("search", "nowhere", f"--index={index / 'none'}", cwd=archive)
    ran.assert_one_sentence(3, "There is no index in")


def test_things_of_others_in_the_folder_stay(archive: Path) -> None:
    (archive / "index/README.md").write_text("mine")
    (archive / "index/gen-x").write_text("in the way")
    (archive / "index/gen-000002").symlink_to(archive / "articles")
    (archive / "index/building-link").symlink_to(archive / "articles")
    searchkit.rebuild(archive / "articles", archive / "index", workers=1)
    assert (archive / "index/README.md").read_text() == "mine"
    assert len(list((archive / "articles").iterdir())) == 5
    assert searchkit.check(archive / "index").sound
