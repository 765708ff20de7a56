"""A large export of one record a line -> runs of complete lines, in bounded memory."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from .base import GZIP_MAGIC, MAX_ARTICLE, Blob, ReadError, Run, Skipped, why

MIN_SPLIT = 1_000_000  # a smaller file, gzipped or not, is one piece of work
_STEP = 1 << 18  # bytes unpacked at a time: as much as is lost where the file is damaged
RUN = 31 * _STEP
"""Bytes of text in one run, at most, about. So much shows how an export writes its dates (`formats/jsonl.py`)."""
_SHORT = 2_000_000  # bytes in a run at least, unless less is wanted: every run costs as much again as 200 kB
_SHARE = 3  # … and of what is left of the file, so that no process has much to do when the others are done
_FREE = 100_000_000  # bytes a gzipped file may unpack to without being suspected
_MAX_RATIO = 250  # text hardly packs better than 20 to 1; deflate ends at 1032


def runs(blob: Blob, path: Path, longest: int) -> Iterator[tuple[Blob | Skipped, int]]:
    """The lines of the file in runs, each with the bytes it took on disk: long ones first, then shorter ones.

    Those of a gzipped file have RUN bytes of text, about, and hold them. Of any other file none has many more than
    `longest` bytes, and they say only where these stand, for the reader to fetch.
    What cannot be read (damage, a decompression bomb, a line longer than an article may be) is a Skipped.
    """
    line, start, rest = 1, 0, b""  # the file is cut up to `start`, where line `line` begins with `rest`
    length = stored = 0  # `length` counts also what is left out of `rest`
    try:
        packed = _is_packed(path)
        for chunk, taken in chain(_chunks(path, longest, packed=packed), [(b"", 0)]):
            stored += taken
            end = chunk.rfind(b"\n") + 1
            if end or (rest and not chunk):  # at the end the last line may lack its newline
                if packed or length > len(rest):
                    run = Blob(blob.name, blob.path, rest + chunk[:end], kind="jsonl", first_line=line)
                else:
                    check = zlib.crc32(memoryview(chunk)[:end], zlib.crc32(rest))
                    place = Run(start, length + end, check)
                    run = Blob(blob.name, blob.path, file=path, run=place, kind="jsonl", first_line=line)
                yield run, stored
                line, start, rest = line + chunk.count(b"\n"), start + length + end, chunk[end:]
                length, stored = len(rest), 0
            else:
                length += len(chunk)
                if len(rest) <= MAX_ARTICLE:  # of a longer line this much is enough to refuse it
                    rest += chunk
    except (ReadError, OSError, EOFError, zlib.error) as error:
        yield Skipped(blob.name, f"{why(error)}, after line {line - 1}"), stored


def _is_packed(path: Path) -> bool:
    with path.open("rb") as raw:
        return raw.read(len(GZIP_MAGIC)) == GZIP_MAGIC


def _chunks(path: Path, longest: int, *, packed: bool) -> Iterator[tuple[bytes, int]]:
    """What makes a run at a time, unpacked, each with the bytes it took on disk.

    Raises ReadError, OSError, EOFError or zlib.error after yielding all that is good.
    """
    size = path.stat().st_size
    with path.open("rb") as raw:
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if packed else raw
        total = stored = 0
        while True:
            shorter = min(longest, max(_SHORT, (size - stored) // _SHARE))
            chunk, error = _fill(stream, RUN if packed else min(RUN, shorter))
            if chunk:
                yield chunk, raw.tell() - stored
            total, stored = total + len(chunk), raw.tell()
            if error:
                raise error
            if packed and total > max(_FREE, _MAX_RATIO * stored):
                raise ReadError(f"unpacks to over {_MAX_RATIO} times its size")
            if not chunk:
                return


def _fill(stream: BinaryIO, wanted: int) -> tuple[bytes, Exception | None]:
    """About as many bytes as are wanted, fewer at the end, and the error that cut them short."""
    parts: list[bytes] = []
    size = 0
    while size < wanted:
        try:
            step = stream.read(_STEP)
        except (OSError, EOFError, zlib.error) as error:
            return b"".join(parts), error
        if not step:
            break
        parts.append(step)
        size += len(step)
    return b"".join(parts), None
