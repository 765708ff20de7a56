"""Files -> pieces of work for worker processes -> articles."""

from __future__ import annotations

import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from searchkit.article import Article

from .base import MAX_SECONDS, Blob, ReadError, ReadOptions, Skipped, SourceFile, TooSlow, why
from .formats import CONTAINERS, reader
from .lines import MIN_SPLIT, RUN, runs
from .sniff import HEAD, sniff
from .watchdog import NextWithin, watchdog

Item = Article | Skipped | Blob

GROUP_BYTES = 1_000_000  # small files in one unit
GROUP_FILES = 64
MAX_DEPTH = 3  # an archive in an archive in an archive


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of work for one process: some files, or a run of complete lines of one export.

    What `walk` skipped comes along, so that everything is reported in order. `size` counts bytes as stored.
    """

    pieces: tuple[Blob | Skipped, ...]
    options: ReadOptions
    size: int = 0

    @property
    def weight(self) -> int:
        """Bytes of text as far as they are known: those of gzipped lines unpacked, of files as stored."""
        return max(self.size, sum(len(piece.data) for piece in self.pieces if isinstance(piece, Blob)))


def plan(files: Iterable[SourceFile | Skipped], options: ReadOptions, longest: int = RUN) -> Iterator[Unit]:
    """Cut files into units, in their order: small files together, large exports by lines, `longest` bytes at most.

    Memory stays bounded: at most one run of lines is held. Bad files are left for `read` to name.
    """
    group: list[Blob | Skipped] = []
    size = 0
    for file in files:
        if isinstance(file, Skipped):
            group.append(file)
            continue
        blob = Blob(file.name, file.name, file=file.path)
        stored = _stored_size(blob)
        splits = stored >= MIN_SPLIT and _is_lines(blob)
        if group and (splits or size + stored > GROUP_BYTES or len(group) >= GROUP_FILES):
            yield Unit(tuple(group), options, size)
            group, size = [], 0
        if splits:
            for piece, length in runs(blob, file.path, longest):
                yield Unit((piece,), options, length)
        else:
            group.append(blob)
            size += stored
    if group:
        yield Unit(tuple(group), options, size)


def read(unit: Unit) -> Iterator[Article | Skipped]:
    """The articles of a unit, in order. Bad content is never raised but named in a Skipped."""
    with watchdog() as next_within:
        for piece in unit.pieces:
            if isinstance(piece, Skipped):
                yield piece
            else:
                yield from _read(piece, unit.options, next_within, 1)


def _read(
    blob: Blob, options: ReadOptions, next_within: NextWithin, depth: int
) -> Iterator[Article | Skipped]:
    items: Iterator[Item] | None = None
    found = False
    seconds = 0.0
    while True:
        try:
            if items is None:
                kind = blob.kind or sniff(blob.head(HEAD), blob.name)
                seconds = 0.0 if kind in CONTAINERS else MAX_SECONDS
                items = reader(kind).read(blob, options)
            item = next_within(items, seconds)
        except (Exception, TooSlow) as error:  # noqa: BLE001  one bad file must not stop the others
            yield Skipped(blob.name, why(error))
            return
        if item is None:
            if not found:
                yield Skipped(blob.name, "no article in it")
            return
        found = True
        if not isinstance(item, Blob):
            yield item
        elif depth < MAX_DEPTH:
            yield from _read(item, options, next_within, depth + 1)
        else:
            yield Skipped(item.name, "archives nested too deeply")


def _stored_size(blob: Blob) -> int:
    try:
        return blob.file.stat().st_size if blob.file else len(blob.data)
    except OSError:
        return 0


def _is_lines(blob: Blob) -> bool:
    try:
        head = blob.head(HEAD)
        return not head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) and sniff(head, blob.name) == "jsonl"
    except (ReadError, OSError, EOFError, zlib.error):
        return False
