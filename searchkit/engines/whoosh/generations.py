"""Numbered generations of an index, and the pointer to the live one.

    index/CURRENT        JSON {"format": 2, "generation": n, "manifest": CRC-32 of its manifest}; replaced by rename
    index/gen-00000n/    one finished state: manifest.json, a Whoosh table of contents, segments, small JSON files
    index/building-…/    a state being made; whatever a dead writer left is removed by the next one
    index/WRITELOCK, index/WRITER    the lock of the one writer, `lock.py`

A reader opens all its files at once, so a generation may be removed as soon as the pointer has moved on.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import stat
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from searchkit.errors import (
    IndexDamagedError,
    IndexUnreadableError,
    IndexVersionError,
    NoIndexError,
    StorageError,
)
from searchkit.settings import INDEX_POINTER

FORMAT = 3
"""Version of everything below index/; an index of another version must be built again."""

MANIFEST = "manifest.json"
_MAX_POINTER = 4_096  # bytes
_MAX_MANIFEST = 16_000_000
_MAX_FILE = 1 << 30
_MAX_NUMBER = 10**12
_REBUILD = "Build the index again: searchkit rebuild"


@dataclass(frozen=True, slots=True)
class Generation:
    """One finished state of an index and what its manifest says."""

    path: Path
    number: int
    manifest: Mapping[str, Any]

    @property
    def files(self) -> Mapping[str, tuple[int, int]]:
        """Size and checksum of every file but the manifest."""
        files: Mapping[str, tuple[int, int]] = self.manifest["files"]
        return files

    def find(self, name: str) -> bytes | None:
        """As `read`; None for a file that the generation does not have."""
        return self.read(name) if name in self.files else None

    def read(self, name: str) -> bytes:
        """A small file of the generation, checked. Raises IndexDamagedError; FileNotFoundError as `generation_at`."""
        entry = self.files.get(name)
        if entry is None:
            raise damaged(f"{MANIFEST} does not list {name}")
        data = _read_small(self.path / name, _MAX_FILE)
        if (len(data), zlib.crc32(data)) != entry:
            raise damaged(f"{name} is not as it was written")
        return data


def has_index(index: Path) -> bool:
    """Whether the folder has a finished index."""
    return (index / INDEX_POINTER).is_file()


def generation_at(index: Path, number: int, checksum: int) -> Generation:
    """The generation a pointer leads to.

    Raises IndexDamagedError, and FileNotFoundError: then the pointer has moved on, or a file is missing.
    """
    path = _folder(index, number)
    data = _read_small(path / MANIFEST, _MAX_MANIFEST)
    if zlib.crc32(data) != checksum:
        raise damaged(f"{INDEX_POINTER} and {MANIFEST} do not belong together")
    return Generation(path, number, _parse_manifest(data))


def missing(error: FileNotFoundError) -> str:
    """What is wrong with the generation the pointer leads to, if that is still the live one."""
    name = Path(str(error.filename)).name
    return (
        f"{INDEX_POINTER} names a generation without {MANIFEST}" if name == MANIFEST else f"{name} is missing"
    )


def _parse_manifest(data: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(data)
        facts = (fact for name, value in manifest.items() if name != "files" for fact in _flat(value))
        if any(isinstance(fact, list | dict) for fact in facts):
            raise ValueError("a fact is nested")
        files = {name: _entry(name, *entry) for name, entry in manifest["files"].items()}
        return {**manifest, "files": files}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(f"{MANIFEST} is not a manifest") from error


def _flat(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _entry(name: str, size: int, checksum: int) -> tuple[int, int]:
    if type(size) is not int or type(checksum) is not int or Path(name).name != name:
        raise ValueError(name)
    return size, checksum


def read_pointer(index: Path) -> tuple[int, int]:
    """The number of the live generation and the checksum of its manifest.

    Raises NoIndexError, IndexVersionError, IndexDamagedError.
    """
    try:
        data = _read_small(index / INDEX_POINTER, _MAX_POINTER)
    except FileNotFoundError:
        raise _no_index(index) from None
    try:
        pointer = json.loads(data)
        version, number, checksum = pointer["format"], pointer.get("generation"), pointer.get("manifest")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise damaged(f"{INDEX_POINTER} cannot be read") from None
    if version != FORMAT:
        age = "a newer" if isinstance(version, int) and version > FORMAT else "another"
        raise IndexVersionError(
            f"The index in {index} was built by {age} version of searchkit"
            f" (format {str(version)[:20]}, this one reads {FORMAT}).",
            _REBUILD,
        )
    if type(number) is not int or not 0 < number <= _MAX_NUMBER or type(checksum) is not int:
        raise damaged(f"{INDEX_POINTER} does not name a generation")
    return number, checksum


def _read_small(path: Path, limit: int) -> bytes:
    """A whole file. Raises FileNotFoundError if there is none, and IndexDamagedError."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe could wait for ever
            raise damaged(f"{path.name} is not a regular file")
        if status.st_size > limit:
            raise damaged(f"{path.name} has {status.st_size:,} bytes, and {limit:,} at most make sense")
        return path.read_bytes()
    except FileNotFoundError:
        raise
    except NotADirectoryError as error:
        raise FileNotFoundError(error.errno, error.strerror, str(path)) from error
    except OSError as error:
        raise damaged(f"{path.name} cannot be read ({error.strerror})") from error


def _no_index(index: Path) -> NoIndexError | IndexVersionError:
    if index.is_file():
        return NoIndexError(f"{index} is a file, not a folder with an index.", "Name a folder: --index DIR")
    if any(index.glob("_*_*.toc")) if index.is_dir() else False:
        return IndexVersionError(
            f"The index in {index} was built by Whoosh itself, not by searchkit.", _REBUILD
        )
    return NoIndexError(f"There is no index in {index}.", "Build one: searchkit rebuild")


def damaged(what: str) -> IndexDamagedError:
    """The error for a file of the index."""
    return IndexDamagedError(f"The index is damaged: {what}.", _REBUILD)


def _folder(index: Path, number: int) -> Path:
    return index / f"gen-{number:06d}"


@contextlib.contextmanager
def storage_errors(where: Path) -> Iterator[None]:
    """Turn what the operating system says about a disk into one sentence."""
    try:
        yield
    except OSError as error:
        reason = {
            errno.ENOSPC: "the disk is full",
            errno.EDQUOT: "the quota is used up",
            errno.EROFS: "the disk is read-only",
            errno.EACCES: "there is no permission to write there",
            errno.EPERM: "there is no permission to write there",
            errno.EFBIG: "files may not grow that large here",
            errno.ENOENT: f"{Path(str(error.filename)).name} has gone away",
            errno.ENOTDIR: "it is a file, not a folder",
            errno.EEXIST: "it is a file, not a folder",
        }.get(error.errno or 0, error.strerror or str(error))
        raise StorageError(
            f"The index in {where} cannot be written: {reason}.",
            "Mend that and try again; the old index, if there was one, is untouched.",
        ) from error


def clean(index: Path) -> None:
    """Remove what no pointer leads to. Only the holder of the lock may call this.

    Without a pointer that can be read finished generations stay: a person may want to look at them.
    """
    try:
        live = _folder(index, read_pointer(index)[0]).name
    except IndexUnreadableError:
        live = ""
    for path in index.iterdir():
        left_over = path.name.startswith(("building-", f"{INDEX_POINTER}."))
        if left_over or (live and path.name.startswith("gen-") and path.name != live):
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def publish(index: Path, building: Path, manifest: Mapping[str, Any]) -> Generation:
    """Make a finished folder the live generation.

    Order: every file on disk, the folder on disk, its rename, the pointer on disk, its rename, the index
    folder on disk. Losing power at any point leaves the old pointer or the new one, each with all its files.
    """
    number = _free_number(index)
    data = json.dumps({**manifest, "generation": number}, indent=1).encode()
    (building / MANIFEST).write_bytes(data)
    for path in sorted(building.iterdir()):
        sync(path)
    sync(building)
    folder = _folder(index, number)
    building.rename(folder)
    sync(index)
    pointer = index / f"{INDEX_POINTER}.{os.getpid()}"
    pointer.write_bytes(pointer_bytes(number, zlib.crc32(data)))
    sync(pointer)
    pointer.replace(index / INDEX_POINTER)
    sync(index)
    return Generation(folder, number, _parse_manifest(data))


def pointer_bytes(number: int, checksum: int) -> bytes:
    """What the pointer file says: the live generation, and the CRC-32 of its manifest."""
    return json.dumps({"format": FORMAT, "generation": number, "manifest": checksum}).encode()


def _free_number(index: Path) -> int:
    """The next number that no folder has."""
    try:
        live, _ = read_pointer(index)
    except IndexUnreadableError:
        live = 0
    number = live % _MAX_NUMBER + 1
    while os.path.lexists(_folder(index, number)):
        number += 1
    return number


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, written to the disk itself."""
    if os.name == "nt" and path.is_dir():  # Windows cannot open folders
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
