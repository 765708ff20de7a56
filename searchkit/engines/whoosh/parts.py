"""The segments and batches that the next generation is made of, and which of them become one."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from searchkit.engines.whoosh.contents import SegmentEntry
from searchkit.engines.whoosh.generations import storage_errors, sync
from searchkit.engines.whoosh.segment import SegmentFile, blamed

_LARGEST = 100_000_000
"""Words (weighted) a segment is grown to by merging."""

_MERGE_FACTOR = 2
_TENTH = 10
_SMALL = 2_000
"""Articles that are soon written again: so many, or a tenth of the largest segment, never stay apart."""

LITTLE = 4_000_000
"""Words (weighted) of an archive so small that to write it again takes less than half a second."""

_DELETED_SHARE = 0.2
_FEW = 100
"""Deleted articles that are no burden, whatever their share."""


@dataclass
class Part:
    """A segment or batch, and what becomes of its articles."""

    file: SegmentFile
    deleted: set[int] = field(default_factory=set)
    renamed: dict[int, str] = field(default_factory=dict)
    """Of a batch: the ids of articles that are not the ones in its file."""
    info: SegmentEntry | None = None  # None while it is a batch

    @property
    def kept(self) -> int:
        """How many articles stay."""
        return len(self.file) - len(self.deleted)

    @property
    def living(self) -> Sequence[int]:
        """The articles that stay."""
        every = range(len(self.file))
        return array("I", (doc for doc in every if doc not in self.deleted)) if self.deleted else every

    @property
    def worn(self) -> bool:
        """Whether it is worth writing again for what is deleted in it."""
        return len(self.deleted) > max(_FEW, _DELETED_SHARE * len(self.file))


@dataclass(frozen=True, slots=True)
class Merge:
    """Parts that become one segment, by their files, so that any process can write it.

    `sources` are (file, whether it is a batch, deleted articles, new ids of some).
    """

    path: Path
    sources: tuple[tuple[Path, bool, frozenset[int], Mapping[int, str]], ...]

    def carry_out(self) -> None:
        """Write the segment to the disk itself, and verify it. Raises StorageError, IndexDamagedError."""
        from concurrent.futures import ThreadPoolExecutor

        from searchkit.engines.whoosh.merge import Source, merge
        from searchkit.engines.whoosh.write import forget_words

        forget_words()  # there are no more batches
        with ExitStack() as files, storage_errors(self.path.parent.parent):
            sources = []
            for path, is_batch, deleted, renamed in self.sources:
                file = SegmentFile(path, trusted=is_batch)
                files.callback(file.close)
                sources.append(Source(file, deleted, renamed))
            with blamed([source.segment for source in sources if not source.segment.vocabulary]):
                merge(sources, self.path)
        with ThreadPoolExecutor(1) as beside:
            on_disk = beside.submit(sync, self.path)  # which the processor does not have to wait for
            written = SegmentFile(self.path)
            written.check()
            written.close()
            with storage_errors(self.path.parent.parent):
                on_disk.result()


def merge_of(parts: Sequence[Part], path: Path) -> Merge:
    """What it takes to make one segment of some parts."""
    sources = tuple(
        (part.file.path, part.info is None, frozenset(part.deleted), part.renamed) for part in parts
    )
    return Merge(path, sources)


def stays(group: Sequence[Part]) -> bool:
    """Whether a group is one segment that goes into the next generation as it is, with what is deleted in it."""
    return len(group) == 1 and group[0].info is not None and not group[0].worn


def grouped(parts: Sequence[Part]) -> list[list[Part]]:
    """Which parts become one segment: all new batches, and old ones while they are small or hardly larger than these.

    If that leaves more beside the largest one than a tenth of it, or anything in a small archive, everything becomes
    one: a search takes longer for every segment. So a large archive is written whole whenever it has grown by a
    tenth, and what came since a logarithmic number of times. Segments that are full are left alone.
    """
    new = [part for part in parts if part.info is None and part.kept]
    full, old = _old(parts)
    size = sum(part.kept for part in new)
    largest = old[-1].kept if old else 0
    small = min(_SMALL, largest // _TENTH)
    joined: list[Part] = []
    while old and (old[0].kept <= max(_MERGE_FACTOR * size, small) or old[0].worn):
        size += old[0].kept
        joined.append(old.pop(0))
    beside = size + sum(part.kept for part in old[:-1])
    words = sum(part.file.words for part in parts if part not in full)
    if beside > largest // _TENTH or (beside and words <= LITTLE):
        joined, old = [*joined, *old], []
    together = _limited([part for part in parts if part in joined or part in new])
    return [*([part] for part in (*full, *old)), *together]


def _old(parts: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """The segments that are there: those that are full, and the others by their size."""
    old = sorted((part for part in parts if part.info is not None and part.kept), key=lambda part: part.kept)
    full = [part for part in old if part.file.words > _LARGEST // 2]
    return full, [part for part in old if part not in full]


def _limited(parts: Sequence[Part]) -> list[list[Part]]:
    groups: list[list[Part]] = []
    words = 0
    for part in parts:
        if not groups or words + part.file.words > _LARGEST:
            groups.append([])
            words = 0
        groups[-1].append(part)
        words += part.file.words
    return groups
