"""What a disk can do to an index: no room, no permission, no power."""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

import searchkit
from tests.engines.program import CLEAN, Ran, names_in, run, state_of, write_articles

NOBODY = 65_534
MANY = 1_100  # files: more than two batches, so that worker processes read them


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    write_articles(tmp_path / "corpus", "first", range(40))
    searchkit.rebuild(tmp_path / "corpus", tmp_path / "index", workers=1)
    return tmp_path


def assert_untouched(index: Path, ran: Ran, old: object) -> bool:
    """It was done, or it said in one sentence why not and left all as it was; returns which."""
    assert names_in(index) - {"lost+found"} == CLEAN
    assert searchkit.check(index).sound
    if ran.code == 0:
        return True
    ran.assert_one_sentence(3, "The index in ", " cannot be written: ", "old index")
    assert state_of(index) == old
    return False


def at_most(size: int) -> Callable[[], None]:
    """No file may grow larger, as on a full disk."""
    return partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("command", ["rebuild", "update"])
def test_no_room_at_any_point(archive: Path, command: str) -> None:
    old = state_of(archive / "index")
    write_articles(archive / "corpus", "second", range(20, 60))
    done = [
        assert_untouched(
            archive / "index",
            run(
                command,
                archive / "corpus",
                "--index",
                archive / "index",
                cwd=archive,
                preexec_fn=at_most(size),
            ),
            old,
        )
        for size in (0, 100, 2_000, 12_000, 1_000_000)
    ]
    assert done == sorted(done)  # with room enough it is done, with less it is not
    assert not done[0]
    assert done[-1]


def test_no_room_in_worker_processes(archive: Path) -> None:
    old = state_of(archive / "index")
    write_articles(archive / "corpus", "second", range(MANY))
    arguments = ("rebuild", archive / "corpus", "--index", archive / "index", "--workers", "2", "--no-names")
    for size in (2_000, 60_000):
        ran = run(*arguments, cwd=archive, preexec_fn=at_most(size))
        assert not assert_untouched(archive / "index", ran, old)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Mounts a file system of so many bytes."""
    folder = tmp_path / "disk"

    def mount(size: int) -> Path:
        folder.mkdir(exist_ok=True)
        command = ("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)
        if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("this user cannot mount a file system")
        return folder

    yield mount
    while os.path.ismount(folder):
        subprocess.run(("umount", "--lazy", folder), check=True)  # this process may have files open there


def test_a_full_disk(archive: Path, small_disk: Callable[[int], Path]) -> None:
    disk = small_disk(4096 * 100)
    shutil.copytree(archive / "index", disk / "index")
    old = state_of(disk / "index")
    write_articles(archive / "corpus", "second", range(20, 60))
    used = shutil.disk_usage(disk).used
    done = []
    for room in (0, 2, 5, 9, 40):  # blocks
        subprocess.run(("mount", "-o", f"remount,size={used + 4096 * room}", disk), check=True)
        ran = run("rebuild", archive / "corpus", "--index", disk / "index", cwd=archive)
        if ran.code:
            assert "the disk is full" in ran.err
        done.append(assert_untouched(disk / "index", ran, old))
    assert not done[0]
    assert done[-1]


def test_a_read_only_disk(archive: Path, small_disk: Callable[[int], Path]) -> None:
    disk = small_disk(1_000_000)
    shutil.copytree(archive / "index", disk / "index")
    old = state_of(disk / "index")
    subprocess.run(("mount", "-o", "remount,ro", disk), check=True)
    for command in (("rebuild", archive / "corpus"), ("update",)):
        ran = run(*command, "--index", disk / "index", cwd=archive)
        ran.assert_one_sentence(3, "the disk is read-only")
    assert state_of(disk / "index") == old  # readers need not write
    assert run("search", "shared", "--index", disk / "index", cwd=archive).code == 0


def as_another_user(work: Callable[[], object], answers: Connection) -> None:
    """Send what a function returns or raises when this process may no longer do anything."""
    if os.geteuid() == 0:
        os.setgroups(())
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        answers.send(work())
    except searchkit.SearchkitError as error:
        answers.send(error)


def test_no_permission(archive: Path) -> None:
    generation = next((archive / "index").glob("gen-*"))
    for path in (archive, *archive.parents):
        if path.owner() == archive.owner() and path.is_relative_to(tempfile.gettempdir()):
            path.chmod(path.stat().st_mode | 0o055)
    for path in (archive / "index", generation):
        path.chmod(0o555)

    def asked(work: Callable[[], object]) -> object:
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("fork")  # another user may not be able to start this Python
        process = context.Process(target=as_another_user, args=(work, theirs))
        process.start()
        process.join()
        return ours.recv()

    old = state_of(archive / "index")
    error = asked(lambda: searchkit.rebuild(archive / "corpus", archive / "index", workers=1))
    assert isinstance(error, searchkit.StorageError)
    assert "cannot be written: there is no permission to write there." in error.message
    assert asked(lambda: state_of(archive / "index")) == old
    generation.chmod(0)
    error = asked(lambda: state_of(archive / "index"))
    generation.chmod(0o755)
    assert isinstance(error, searchkit.IndexDamagedError)
    assert "cannot be read (Permission denied)" in error.message


def test_everything_is_on_disk_before_the_pointer_moves(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Losing power after any of these calls leaves the old state or the new one, whole."""
    calls: list[tuple[str, int]] = []
    fsync, rename, replace, rmdir = os.fsync, os.rename, os.replace, os.rmdir

    def recording_fsync(handle: int) -> None:
        calls.append(("fsync", os.fstat(handle).st_ino))
        fsync(handle)

    def recording(name: str, real: Callable[..., None], path: str, *rest: object, **options: object) -> None:
        calls.append((name, os.stat(path, dir_fd=options.get("dir_fd")).st_ino))  # type: ignore[arg-type]
        real(path, *rest, **options)

    monkeypatch.setattr(os, "fsync", recording_fsync)
    monkeypatch.setattr(os, "rename", partial(recording, "rename", rename))
    monkeypatch.setattr(os, "replace", partial(recording, "rename", replace))
    monkeypatch.setattr(os, "rmdir", partial(recording, "remove", rmdir))
    index = archive / "index"
    old = next(index.glob("gen-*")).stat().st_ino
    write_articles(archive / "corpus", "second", range(20, 60))
    searchkit.rebuild(archive / "corpus", index, workers=1)

    folder = next(index.glob("gen-*"))
    new, pointer, root = (path.stat().st_ino for path in (folder, index / "CURRENT", index))
    folder_named, pointer_moved = calls.index(("rename", new)), calls.index(("rename", pointer))
    for path in (*folder.iterdir(), folder):
        assert ("fsync", path.stat().st_ino) in calls[:folder_named], path
    assert ("fsync", root) in calls[folder_named:pointer_moved]
    assert ("fsync", pointer) in calls[:pointer_moved]
    assert ("fsync", root) in calls[pointer_moved : calls.index(("remove", old))]
