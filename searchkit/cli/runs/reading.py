"""Files -> articles in worker processes, path by path in the order given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from searchkit.archive.building.processes import KILLED, Processes
from searchkit.article import Article
from searchkit.errors import IngestError
from searchkit.ingest import ReadOptions, Skipped, SourceFile, Unit, plan, read, walk
from searchkit.names import named

BATCH_BYTES = 1_000_000  # of files as stored, read by one process at a time
BATCH_FILES = 8

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
    with Processes(partial(_read_batch, names=names), workers) as processes:
        for batch, items in processes.results(batches):
            if items is not None:
                yield from items
            else:
                for piece in batch:
                    yield from processes.alone([piece]) or [Skipped(piece.path, KILLED)]


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
