"""A file whose every page is checked against its checksum before a byte of it is used.

Layout, little-endian:

    sections      one after the other, each starting at a multiple of 8 bytes
    checksums     u32 CRC-32 of every page of 4,096 bytes of the above (the last page may be short)
    directory     JSON: {"sections": {name: [start, length, type]}, "checksums": start, …what the writer adds}
    tail          u32 length of the directory, u32 CRC-32 of checksums and directory, 8 bytes magic

That last CRC-32 stands for the whole file: it is the fingerprint a manifest keeps. A file that only lives for a
moment, in one program, is written and read without the checksums of its pages (`trusted`).

Types are those of `memoryview.cast`: B, H, I, Q, i. A file is written once and never changed.
"""

from __future__ import annotations

import errno
import json
import mmap
import stat
import struct
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, Literal

from searchkit.errors import IndexDamagedError, IndexVersionError, StorageError

PAGE = 1 << 12
_STEP = 1 << 12  # pages checked at a time
_SMALL = 1 << 20
"""Bytes up to which a file is read at once: mapped memory is lost if someone else cuts the file short."""

MAGIC = b"SKPAGES1"
_TAIL = struct.Struct("<II8s")
_MAX_DIRECTORY = 1 << 20  # bytes; ours have about 10,000
_REBUILD = "Build the index again: searchkit rebuild"
Type = Literal["B", "H", "I", "Q", "i"]
_SIZES: dict[Type, int] = {"B": 1, "H": 2, "I": 4, "Q": 8, "i": 4}


class PageWriter:
    """Writes sections in order; `close` adds the checksums and the directory."""

    def __init__(self, file: BinaryIO, *, trusted: bool = False) -> None:
        self._file = file
        self._trusted = trusted
        self._at = 0
        self._checksums: list[int] = []
        self._page = 0  # checksum of the page being filled
        self._sections: dict[str, tuple[int, int, Type]] = {}

    def add(self, name: str, data: bytes | memoryview, typecode: Type = "B") -> None:
        """One whole section."""
        self.start(name, typecode)
        self.append(data)

    def start(self, name: str, typecode: Type = "B") -> None:
        """Begin a section; `append` fills it until the next one begins."""
        self._write(bytes(-self._at % 8))
        self._name = name
        self._sections[name] = (self._at, 0, typecode)

    def append(self, data: bytes | memoryview) -> None:
        """More bytes of the section begun last."""
        start, _, typecode = self._sections[self._name]
        self._write(data)
        self._sections[self._name] = (start, self._at - start, typecode)

    def close(self, **facts: Any) -> int:
        """Finish the file and return its fingerprint; `facts` go into the directory."""
        self._write(bytes(-self._at % 8))
        if self._at % PAGE and not self._trusted:
            self._checksums.append(self._page)
        table = struct.pack(f"<{len(self._checksums)}I", *self._checksums)
        directory = json.dumps({"sections": self._sections, "checksums": self._at, **facts}).encode()
        fingerprint = zlib.crc32(directory, zlib.crc32(table))
        self._file.write(table + directory + _TAIL.pack(len(directory), fingerprint, MAGIC))
        return fingerprint

    def _write(self, data: bytes | memoryview) -> None:
        view = memoryview(data).cast("B") if len(data) else memoryview(b"")
        if not self._trusted:
            self._add_checksums(view)
        self._at += len(view)
        self._file.write(view)

    def _add_checksums(self, view: memoryview) -> None:
        room = PAGE - self._at % PAGE
        first, rest = view[:room], view[room:]
        self._page = zlib.crc32(first, self._page)
        if len(first) == room:
            whole = len(rest) // PAGE * PAGE
            self._checksums.append(self._page)
            self._checksums += [zlib.crc32(rest[at : at + PAGE]) for at in range(0, whole, PAGE)]
            self._page = zlib.crc32(rest[whole:])


class PageFile:
    """A finished file, read or mapped into memory.

    Raises IndexDamagedError as soon as something does not fit, StorageError if too many files are open.
    """

    def __init__(
        self, path: Path, size: int | None = None, fingerprint: int | None = None, *, trusted: bool = False
    ) -> None:
        self.path = path
        self._trusted = trusted
        if sys.byteorder != "little":
            raise IndexVersionError("searchkit's index format needs a little-endian machine")
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):  # opening a pipe could wait for ever
                raise self.damaged("is not a regular file")
            self._map: mmap.mmap | None = None
            with path.open("rb") as file:
                if status.st_size > _SMALL:
                    self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                self._view = memoryview(file.read() if self._map is None else self._map)
        except FileNotFoundError:
            raise
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                raise StorageError(
                    f"{path} cannot be opened: too many files are open.", "Allow more: ulimit -n 4096"
                ) from error
            raise self.damaged(f"cannot be read ({error.strerror})") from error
        except ValueError as error:  # it was emptied just now: mmap refuses that
            raise self.damaged("is empty") from error
        if size is not None and len(self._view) != size:
            raise self.damaged(f"has {len(self._view)} bytes instead of {size}")
        self.facts = self._read_directory()
        if fingerprint is not None and self.fingerprint != fingerprint:
            raise self.damaged("is not the file this index was made with")

    def damaged(self, what: str) -> IndexDamagedError:
        """The error for this file."""
        return IndexDamagedError(f"The index is damaged: {self.path.name} {what}.", _REBUILD)

    def _read_directory(self) -> Mapping[str, Any]:
        size = len(self._view)
        if size < _TAIL.size:
            raise self.damaged("is cut short")
        length, self.fingerprint, magic = _TAIL.unpack_from(self._view, size - _TAIL.size)
        start = size - _TAIL.size - length
        if magic != MAGIC or start < 0 or length > _MAX_DIRECTORY:
            raise self.damaged("does not end as a segment does")
        try:
            facts: dict[str, Any] = json.loads(bytes(self._view[start : size - _TAIL.size]))
            self._data = int(facts["checksums"])
            self.sections = {name: self._bounds(*entry) for name, entry in facts["sections"].items()}
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            raise self.damaged("has a directory that cannot be read") from error
        pages = -(-self._data // PAGE)
        if self._data < 0 or self._data + (0 if self._trusted else 4 * pages) != start:
            raise self.damaged("has a wrong length")
        if zlib.crc32(self._view[self._data : size - _TAIL.size]) != self.fingerprint:
            raise self.damaged("has wrong checksums")
        self._checksums = self._view[self._data : start].cast("I")
        self.checked = bytearray([self._trusted]) * pages
        """For every page a 1 if it has been checked."""
        return facts

    def _bounds(self, start: int, size: int, typecode: Type) -> tuple[int, int, Type]:
        """Where a section is, as the directory says. Raises ValueError, KeyError or TypeError for nonsense."""
        if type(start) is not int or type(size) is not int or size % _SIZES[typecode]:
            raise ValueError("a section is not a run of numbers")
        if not 0 <= start <= start + size <= self._data:
            raise ValueError("a section is out of range")
        return start, size, typecode

    def section(self, name: str) -> Section:
        """A section by name, empty if there is none."""
        start, length, typecode = self.sections.get(name, (0, 0, "B"))
        return Section(
            self, self._view[start : start + length].cast(typecode), start, _SIZES[typecode], typecode
        )

    def check_size(self) -> None:
        """Make sure that the file is all there: to touch what is gone, though checked before, ends the process."""
        if self._map is not None and self._map.size() < len(self._view):
            raise self.damaged("has been cut short while it was read")

    def check(self, first: int, last: int) -> None:
        """Make sure that the pages `first:last` are as they were written."""
        self.check_size()
        for page in range(first, last):
            if not self.checked[page]:
                data = self._view[page * PAGE : min((page + 1) * PAGE, self._data)]
                if zlib.crc32(data) != self._checksums[page]:
                    raise self.damaged(f"is altered near byte {page * PAGE}")
                self.checked[page] = 1

    def check_all(self) -> None:
        """Read and check every page."""
        for first in range(0, len(self.checked), _STEP):
            self.check(first, min(first + _STEP, len(self.checked)))
            self.release()

    def release(self) -> None:
        """Give back the memory of what has been read; what is looked at again is mapped again."""
        if self._map is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Let go of the file; views handed out keep it mapped until they are gone."""
        self._map, self._view = None, memoryview(b"")


class Section:
    """A typed run of numbers or bytes; every access checks the pages it touches."""

    __slots__ = ("_checked", "_file", "_size", "_start", "typecode", "view", "width")

    def __init__(self, file: PageFile, view: memoryview, start: int, width: int, typecode: Type) -> None:
        self._file = file
        self._checked = file.checked
        self.view = view
        self._size = len(view)
        self._start = start
        self.width = width
        self.typecode = typecode

    def __len__(self) -> int:
        return self._size

    def slice(self, first: int, last: int) -> memoryview:
        """Elements `first:last`, checked."""
        if not 0 <= first <= last <= self._size:
            raise self._file.damaged("points outside itself")
        start, width = self._start, self.width
        page, end = (start + first * width) // PAGE, (start + last * width + PAGE - 1) // PAGE
        if self._checked.find(0, page, end) >= 0:
            self._file.check(page, end)
        return self.view[first:last]

    def all(self) -> memoryview:
        """Every element, checked."""
        return self.slice(0, self._size)

    def __getitem__(self, index: int) -> int:
        if not 0 <= index < self._size:
            raise self._file.damaged("points outside itself")
        page = (self._start + index * self.width) // PAGE  # no number crosses into the next one
        if not self._checked[page]:
            self._file.check(page, page + 1)
        return int(self.view[index])
