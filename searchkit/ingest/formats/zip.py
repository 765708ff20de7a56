"""A ZIP archive: its members one by one. Nothing is ever written to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace

from searchkit.article import Article
from searchkit.ingest.base import MAX_EXPORT, Blob, ReadError, ReadOptions, Skipped, TooLargeError
from searchkit.ingest.companions import wanted_members

MAX_TOTAL = 4_000_000_000  # bytes of all members together
_FREE = 1_000_000  # bytes a member may unpack to without being suspected
_MAX_RATIO = 250  # text hardly packs better than 20 to 1
_ENCRYPTED = 0x1
_DOCUMENTS = {"word/document.xml": "docx", "META-INF/container.xml": "epub"}
_OTHER_OFFICE = {
    "xl/workbook.xml": "Excel",
    "ppt/presentation.xml": "PowerPoint",
    "META-INF/manifest.xml": "OpenDocument",
}


def read(blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:  # noqa: ARG001  a Reader
    """The members, sorted by name, or the blob itself under the format that is a ZIP inside."""
    with open_zip(blob) as archive:
        names = set(archive.namelist())
        for mark, kind in _DOCUMENTS.items():
            if mark in names:
                yield replace(blob, kind=kind)
                return
        for mark, program in _OTHER_OFFICE.items():
            if mark in names:
                raise ReadError(f"a file of {program}; save it as text or HTML")
        yield from _members(archive, blob)


def open_zip(blob: Blob) -> zipfile.ZipFile:
    """The archive, to be closed by the caller. Raises ReadError if it is damaged."""
    try:
        if blob.file is not None and zipfile.is_zipfile(blob.file):
            return zipfile.ZipFile(blob.file)
        return zipfile.ZipFile(io.BytesIO(blob.read(MAX_EXPORT)))
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise ReadError("damaged ZIP archive") from error


def read_member(archive: zipfile.ZipFile, name: str, limit: int = MAX_EXPORT) -> bytes:
    """The bytes of a member.

    Raises KeyError if there is none of that name, and ReadError if it is encrypted, damaged, packed in an
    unknown way, larger than `limit` or suspiciously well packed.
    """
    info = archive.getinfo(name)
    if info.flag_bits & _ENCRYPTED:
        raise ReadError("encrypted")
    if info.file_size > limit:
        raise TooLargeError(limit)
    if info.file_size > max(_FREE, _MAX_RATIO * info.compress_size):
        raise ReadError(f"unpacks to over {_MAX_RATIO} times its size")
    try:
        return archive.read(info)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        ValueError,
        OSError,
        RuntimeError,
    ) as error:
        raise ReadError("damaged ZIP member") from error


def _members(archive: zipfile.ZipFile, blob: Blob) -> Iterator[Skipped | Blob]:
    total = 0
    for name in wanted_members(archive.namelist()):
        total += archive.getinfo(name).file_size
        if total > MAX_TOTAL:
            yield Skipped(blob.name, f"unpacks to over {MAX_TOTAL // 1_000_000_000} GB; the rest is left out")
            return
        try:
            yield blob.part(name, read_member(archive, name))
        except ReadError as error:
            yield Skipped(blob.part(name, b"").name, str(error))
