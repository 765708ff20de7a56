"""Numbered generations of an index, the pointer to the live one, and the lock of its one writer.

    index/CURRENT        JSON {"generation": n, "manifest": CRC-32 of its manifest}; replaced by rename
    index/gen-00000n/    one finished state: manifest.json, a Whoosh table of contents, segments, small JSON files
    index/building-…/    a state being made; whatever a dead writer left is removed by the next one
    index/WRITELOCK      held by the writer (flock), as Whoosh does it; index/WRITER says who that is

A reader opens all its files at once, so a generation may be removed as soon as the pointer has moved on.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from searchkit.errors import (
    IndexDamagedError,
    IndexLockedError,
    IndexVersionError,
    NoIndexError,
    StorageError,
)

FORMAT = 1
"""Version of everything below index/; an index of another version must be built again."""

MANIFEST = "manifest.json"
_POINTER = "CURRENT"
_REBUILD = "Build the index again: searchkit rebuild"


@dataclass(frozen=True, slots=True)
class Generation:
    """One finished state of an index and what its manifest says."""

    path: Path
    number: int
    manifest: Mapping[str, Any]

    def read(self, name: str) -> bytes:
        """A small file of the generation, checked. Raises IndexDamagedError."""
        try:
            data = (self.path / name).read_bytes()
        except FileNotFoundError:
            raise
        except OSError as error:
            raise _damaged(f"{name} cannot be read ({error.strerror})") from error
        entry = self.manifest["files"].get(name)
        if entry is None or [len(data), zlib.crc32(data)] != entry:
            raise _damaged(f"{name} is not as it was written")
        return data


def has_index(index: Path) -> bool:
    """Whether the folder has a finished index."""
    return (index / _POINTER).is_file()


def current(index: Path) -> Generation:
    """The live generation.

    Raises NoIndexError, IndexVersionError, IndexDamagedError, and FileNotFoundError when the generation was
    replaced in between: then ask again.
    """
    pointer = _read_pointer(index)
    number = pointer.get("generation")
    if not isinstance(number, int):
        raise _damaged(f"{_POINTER} does not name a generation")
    path = _folder(index, number)
    data = (path / MANIFEST).read_bytes()
    if zlib.crc32(data) != pointer.get("manifest"):
        raise _damaged(f"{MANIFEST} is not as it was written")
    return Generation(path, number, json.loads(data))


def _read_pointer(index: Path) -> dict[str, Any]:
    try:
        data = (index / _POINTER).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise _no_index(index) from None
    except OSError as error:
        raise _damaged(f"{index / _POINTER} cannot be read ({error.strerror})") from error
    try:
        pointer = json.loads(data)
        version = pointer["format"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _damaged(f"{_POINTER} cannot be read") from None
    if version != FORMAT:
        age = "a newer" if isinstance(version, int) and version > FORMAT else "another"
        raise IndexVersionError(
            f"The index in {index} was built by {age} version of searchkit (format {version}, this one reads {FORMAT}).",
            _REBUILD,
        )
    return dict(pointer)


def _no_index(index: Path) -> NoIndexError | IndexVersionError:
    if index.is_file():
        return NoIndexError(f"{index} is a file, not a folder with an index.", "Name a folder: --index DIR")
    if any(index.glob("_*_*.toc")) if index.is_dir() else False:
        return IndexVersionError(
            f"The index in {index} was built by Whoosh itself, not by searchkit.", _REBUILD
        )
    return NoIndexError(f"There is no index in {index}.", "Build one: searchkit rebuild")


def _damaged(what: str) -> IndexDamagedError:
    return IndexDamagedError(f"The index is damaged: {what}.", _REBUILD)


def _folder(index: Path, number: int) -> Path:
    return index / f"gen-{number:06d}"


@contextlib.contextmanager
def storage_errors(where: Path) -> Iterator[None]:
    """Turn what the operating system says about a disk into one sentence."""
    try:
        yield
    except OSError as error:
        if isinstance(error, FileNotFoundError | BlockingIOError):
            raise
        reason = {
            errno.ENOSPC: "the disk is full",
            errno.EDQUOT: "the quota is used up",
            errno.EROFS: "the disk is read-only",
            errno.EACCES: "there is no permission to write there",
            errno.EPERM: "there is no permission to write there",
            errno.ENOTDIR: "it is a file, not a folder",
            errno.EEXIST: "it is a file, not a folder",
        }.get(error.errno or 0, error.strerror or str(error))
        raise StorageError(
            f"The index in {where} cannot be written: {reason}.",
            "The old index, if there was one, is untouched.",
        ) from error


class WriteLock:
    """The right to change an index. A lock left by a dead process is free."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._note = index / "WRITER"

    def acquire(self, wait: float) -> None:
        """Take the lock, waiting up to `wait` seconds. Raises IndexLockedError that says who has it."""
        from searchkit.engines.whoosh.library import FileStorage

        self._lock = FileStorage(str(self._index)).lock("WRITELOCK")
        end = time.monotonic() + wait
        while not self._lock.acquire():
            if time.monotonic() >= end:
                raise IndexLockedError(
                    f"Another process is writing to {self._index}{self._holder()}.",
                    "Wait for it to finish, or wait longer with --wait SECONDS.",
                )
            time.sleep(0.05)
        note = {
            "pid": os.getpid(),
            "host": os.uname().nodename if hasattr(os, "uname") else "",
            "since": time.time(),
        }
        self._note.write_text(json.dumps(note))

    def _holder(self) -> str:
        try:
            note = json.loads(self._note.read_text())
            seconds = max(0, int(time.time() - note["since"]))
            return f": process {int(note['pid'])} on {note['host']}, for {seconds} s"
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def release(self) -> None:
        """Give the lock back."""
        self._note.unlink(missing_ok=True)
        self._lock.release()


def clean(index: Path) -> None:
    """Remove what no pointer leads to. Only the holder of the lock may call this."""
    try:
        live = _folder(index, int(_read_pointer(index)["generation"])).name
    except (NoIndexError, IndexVersionError, IndexDamagedError, KeyError, TypeError, ValueError):
        live = ""
    for path in index.iterdir():
        made_by_us = path.name.startswith(("gen-", "building-")) and path.is_dir()
        if (made_by_us and path.name != live and live) or path.name.startswith(("building-", f"{_POINTER}.")):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def publish(index: Path, building: Path, manifest: Mapping[str, Any]) -> Generation:
    """Make a finished folder the live generation.

    Order: every file on disk, the folder on disk, its rename, the pointer on disk, its rename, the index
    folder on disk. Losing power at any point leaves the old pointer or the new one, each with all its files.
    """
    number = 1 + max((int(p.name[4:]) for p in index.glob("gen-*") if p.name[4:].isdigit()), default=0)
    data = json.dumps({**manifest, "generation": number}, indent=1).encode()
    (building / MANIFEST).write_bytes(data)
    for path in sorted(building.iterdir()):
        _sync(path)
    _sync(building)
    folder = _folder(index, number)
    building.rename(folder)
    _sync(index)
    pointer = index / f"{_POINTER}.{os.getpid()}"
    pointer.write_text(json.dumps({"format": FORMAT, "generation": number, "manifest": zlib.crc32(data)}))
    _sync(pointer)
    pointer.replace(index / _POINTER)
    _sync(index)
    return Generation(folder, number, json.loads(data))


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():  # Windows cannot open folders
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
