from __future__ import annotations

import os
from pathlib import Path

import pytest

from searchkit.errors import IngestError
from searchkit.ingest import Skipped, SourceFile, walk


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def names(*paths: Path) -> list[str]:
    return [item.name for item in walk(paths) if isinstance(item, SourceFile)]


def test_names_are_below_the_root_and_sorted(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/2.txt", "a/1.txt", "C.txt")
    assert names(tmp_path) == ["C.txt", "a/1.txt", "a/2.txt", "b.txt"]


def test_paths_come_in_the_order_given_and_a_file_by_its_own_name(tmp_path: Path) -> None:
    make(tmp_path, "z/1.txt", "a/2.txt")
    assert names(tmp_path / "z", tmp_path / "a" / "2.txt") == ["1.txt", "2.txt"]


def test_hidden_files_notes_and_companions_of_pages_are_left_out(tmp_path: Path) -> None:
    make(
        tmp_path,
        ".git/x.txt",
        ".hidden.txt",
        "README.md",
        "LICENSE",
        "style.css",
        "a.js",
        "photo.JPG",
        "x.woff2",
    )
    make(
        tmp_path, "page.html", "page_files/frame.html", "notes_files/kept.txt", "draft.txt~", "__MACOSX/y.txt"
    )
    assert names(tmp_path) == ["notes_files/kept.txt", "page.html"]


def test_a_file_named_directly_is_never_left_out(tmp_path: Path) -> None:
    make(tmp_path, ".hidden.txt", "README.md")
    assert names(tmp_path / ".hidden.txt", tmp_path / "README.md") == [".hidden.txt", "README.md"]


def test_links_are_followed_once_and_cycles_end(tmp_path: Path) -> None:
    make(tmp_path, "a/1.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c.txt").symlink_to(tmp_path / "a" / "1.txt")
    assert names(tmp_path) == ["a/1.txt"]


def test_a_link_to_nothing_and_a_pipe_are_named_and_not_opened(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    os.mkfifo(tmp_path / "pipe")
    assert list(walk([tmp_path])) == [
        Skipped("gone", "link that leads nowhere"),
        Skipped("pipe", "not a regular file"),
        Skipped("self", "link that leads nowhere"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list everything")
def test_a_folder_that_may_not_be_listed_is_named(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0)
    assert list(walk([tmp_path])) == [Skipped("locked", "cannot be read (Permission denied)")]


def test_a_path_that_does_not_exist_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match=r"There is no file or folder .*missing"):
        walk([tmp_path, tmp_path / "missing"])


def test_odd_bytes_in_names_are_made_printable(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/caf\xe9\x1b[31m.txt"
    try:
        os.close(os.open(odd, os.O_CREAT | os.O_WRONLY))
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    [name] = names(tmp_path)
    assert name == "caf\\xe9 [31m.txt"
    name.encode()
