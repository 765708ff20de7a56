"""Files -> articles in worker processes, path by path in the order given."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from searchkit.archive.building.processes import start_worker
from searchkit.article import Article
from searchkit.errors import IngestError
from searchkit.ingest import ReadOptions, Skipped, SourceFile, Unit, plan, read, walk
from searchkit.names import named

BATCH_BYTES = 1_000_000  # of files as stored, read by one process at a time
BATCH_FILES = 8
_AHEAD = 3  # batches a process may lie in wait

Item = Article | Skipped


@dataclass(frozen=True, slots=True)
class _Piece:
    """A unit of reading, and the path its articles shall carry."""

    unit: Unit
    path: str


def read_paths(paths: Iterable[Path], options: ReadOptions, *, names: bool, workers: int) -> Iterator[Item]:
    """The articles of all paths, in order; what cannot be read comes as Skipped, a missing path too.

    `path` of each is the path as given (and what follows below a folder). `workers` 0: one a processor.
    """
    batches = _batches(piece for path in paths for piece in _pieces(path, options))
    for items in _in_order(batches, names, workers or _processors()):
        yield from items


def _pieces(root: Path, options: ReadOptions) -> Iterator[_Piece | Skipped]:
    """Each file on its own, so that every path is answered for, even one that is given twice."""
    try:
        files = walk([root])
    except IngestError as error:
        yield Skipped(str(root), error.message)
        return
    for file in files:
        shown = _shown(root, file)
        if isinstance(file, Skipped):
            yield replace(file, path=shown)
        else:
            yield from (_Piece(unit, shown) for unit in plan([file], options))


def _shown(root: Path, file: SourceFile | Skipped) -> str:
    if root.is_dir():
        return str(root / (file.path if isinstance(file, Skipped) else file.name))
    return str(root)


Batch = list[_Piece | Skipped]


def _batches(pieces: Iterable[_Piece | Skipped]) -> Iterator[Batch]:
    batch: Batch = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += 0 if isinstance(piece, Skipped) else piece.unit.size
        if size >= BATCH_BYTES or len(batch) >= BATCH_FILES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _in_order(batches: Iterator[Batch], names: bool, workers: int) -> Iterator[Sequence[Item]]:
    first = list(islice(batches, 2))
    if workers == 1 or len(first) < 2:
        for batch in (*first, *batches):
            yield _read_batch(batch, names)
        return
    waiting: deque[tuple[Batch, Future[list[Item]] | None]] = deque()
    pool = _pool(workers)
    try:
        for batch in chain(first, batches):
            waiting.append((batch, _submit(pool, batch, names)))
            if len(waiting) >= workers * _AHEAD:
                yield _result(*waiting.popleft(), names)
        while waiting:
            yield _result(*waiting.popleft(), names)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, initializer=start_worker)


def _submit(pool: Executor, batch: Batch, names: bool) -> Future[list[Item]] | None:
    """The batch as work for the pool; None if a process of it was killed, which ends the whole pool."""
    try:
        return pool.submit(_read_batch, batch, names)
    except BrokenExecutor:
        return None


def _result(batch: Batch, future: Future[list[Item]] | None, names: bool) -> list[Item]:
    with suppress(BrokenExecutor):
        if future:
            return future.result()
    return [item for piece in batch for item in _alone(piece, names)]


def _alone(piece: _Piece | Skipped, names: bool) -> list[Item]:
    """Read one piece in a process of its own, which may be killed without harm to others."""
    try:
        with _pool(1) as pool:
            return pool.submit(_read_batch, [piece], names).result()
    except BrokenExecutor:
        return [Skipped(piece.path, "the process that read it was killed")]


def _read_batch(batch: Batch, names: bool) -> list[Item]:
    items: list[Item] = []
    for piece in batch:
        if isinstance(piece, Skipped):
            items.append(piece)
            continue
        for item in read(piece.unit):
            found = named(item) if names and isinstance(item, Article) else item
            items.append(replace(found, path=piece.path))
    return items


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
