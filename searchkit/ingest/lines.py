"""A large export of one record a line -> runs of complete lines, in bounded memory."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from .base import GZIP_MAGIC, MAX_ARTICLE, Blob, ReadError, Skipped, why

MIN_SPLIT = 1_000_000  # a smaller file, gzipped or not, is one piece of work
RUN = 8_000_000  # bytes of text in one run
_STEP = 1 << 18  # bytes unpacked at a time: as much as is lost where the file is damaged
_FREE = 100_000_000  # bytes a gzipped file may unpack to without being suspected
_MAX_RATIO = 250  # text hardly packs better than 20 to 1; deflate ends at 1032


def runs(blob: Blob, path: Path) -> Iterator[tuple[Blob | Skipped, int]]:
    """The lines of the file in runs of about RUN bytes, each with the bytes it took on disk.

    What cannot be read (damage, a decompression bomb, a line longer than an article may be) is a Skipped.
    """
    chunks = _chunks(path)
    line, rest, stored = 1, b"", 0
    while True:
        try:
            chunk, taken = next(chunks, (b"", 0))
        except (ReadError, OSError, EOFError, zlib.error) as error:
            yield Skipped(blob.name, f"{why(error)}, after line {line - 1}"), stored
            return
        stored += taken
        end = chunk.rfind(b"\n") + 1
        if end or not chunk:  # at the end the last line may lack its newline
            data, rest = rest + chunk[:end], chunk[end:]
            if data:
                yield Blob(blob.name, blob.path, data, kind="jsonl", first_line=line), stored
                line, stored = line + data.count(b"\n"), 0
        elif len(rest) <= MAX_ARTICLE:  # of a longer line this much is enough to refuse it
            rest += chunk
        if not chunk:
            return


def _chunks(path: Path) -> Iterator[tuple[bytes, int]]:
    """About RUN bytes at a time, unpacked, each with the bytes it took on disk.

    Raises ReadError, OSError, EOFError or zlib.error after yielding all that is good.
    """
    with path.open("rb") as raw:
        packed = raw.read(len(GZIP_MAGIC)) == GZIP_MAGIC
        raw.seek(0)
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if packed else raw
        total = stored = 0
        while True:
            chunk, error = _fill(stream)
            if chunk:
                yield chunk, raw.tell() - stored
            total, stored = total + len(chunk), raw.tell()
            if error:
                raise error
            if packed and total > max(_FREE, _MAX_RATIO * stored):
                raise ReadError(f"unpacks to over {_MAX_RATIO} times its size")
            if not chunk:
                return


def _fill(stream: BinaryIO) -> tuple[bytes, Exception | None]:
    """About RUN bytes, fewer at the end, and the error that cut them short."""
    parts: list[bytes] = []
    size = 0
    while size < RUN:
        try:
            step = stream.read(_STEP)
        except (OSError, EOFError, zlib.error) as error:
            return b"".join(parts), error
        if not step:
            break
        parts.append(step)
        size += len(step)
    return b"".join(parts), None
