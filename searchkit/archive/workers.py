"""What a worker process does (read articles, recognise names, invert), and the pool that keeps order."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path

from searchkit.article import Article
from searchkit.engines.whoosh.writer import Prepared, prepare
from searchkit.ingest import Skipped, Unit, read

_BATCH_BYTES = 10_000_000
_BATCH_PIECES = 512
_AHEAD = 2  # tasks waiting for each worker


@dataclass(frozen=True, slots=True)
class Task:
    """Units of reading that become one batch of the index.

    `known` has the ids and digests of the articles an earlier index had from the same files: path -> id -> digest.
    """

    units: tuple[Unit, ...]
    batch: Path
    names: bool
    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes to read, as stored."""
        return sum(unit.size for unit in self.units)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task. `unchanged` are (path, id) of articles that are in the index already."""

    prepared: Prepared | None
    skipped: tuple[Skipped, ...]
    unchanged: tuple[tuple[str, str], ...]
    text: int
    """Bytes of text in the new articles."""
    size: int


def work(task: Task) -> Done:
    """Carry out a task; runs in a worker process."""
    skipped: list[Skipped] = []
    unchanged: list[tuple[str, str]] = []
    text = 0

    def new_articles() -> Iterator[Article]:
        nonlocal text
        for item in (item for unit in task.units for item in read(unit)):
            if isinstance(item, Skipped):
                skipped.append(item)
            elif same := _same(item, task.known.get(item.path, {})):
                unchanged.append((item.path, same))
            else:
                text += sum(len(p) if p.isascii() else len(p.encode()) for p in item.paragraphs)
                yield _with_names(item) if task.names else item

    prepared = prepare(new_articles(), task.batch)
    if not prepared.rows:
        task.batch.unlink(missing_ok=True)
    return Done(prepared if prepared.rows else None, tuple(skipped), tuple(unchanged), text, task.size)


def _same(article: Article, known: Mapping[str, str]) -> str:
    """The id under which this very article is known, empty if it is new or changed."""
    for article_id, digest in (
        known.items() if article.id not in known else ((article.id, known[article.id]),)
    ):
        if digest == article.digest and is_numbered(article_id, article.id):
            return article_id
    return ""


def is_numbered(article_id: str, wanted: str) -> bool:
    """Whether an id is the wanted one, or the wanted one made unique ("talks-2")."""
    return article_id == wanted or (
        article_id.startswith(f"{wanted}-") and article_id[len(wanted) + 1 :].isdecimal()
    )


def _with_names(article: Article) -> Article:
    from searchkit.names import recognise

    return replace(article, names=recognise(article.paragraphs, article.title))


def batches(units: Iterable[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Units gathered so that a batch is worth a file of its own."""
    gathered: list[Unit] = []
    size = pieces = 0
    for unit in units:
        if gathered and (size + unit.weight > _BATCH_BYTES or pieces + len(unit.pieces) > _BATCH_PIECES):
            yield tuple(gathered)
            gathered, size, pieces = [], 0, 0
        gathered.append(unit)
        size += unit.weight
        pieces += len(unit.pieces)
    if gathered:
        yield tuple(gathered)


def run(tasks: Iterable[Task], workers: int | None) -> Iterator[Done]:
    """Carry out tasks in worker processes; results come in the order of the tasks.

    A single task is done here. A task that kills its process is taken apart until the culprit is found.
    """
    tasks = iter(tasks)
    first, second = next(tasks, None), next(tasks, None)
    if first is None:
        return
    count = workers or min(os.cpu_count() or 1, 8)
    if second is None or count == 1:
        for task in (first, *([second] if second else []), *tasks):
            yield work(task)
        return
    waiting: deque[tuple[Task, Future[Done]]] = deque()
    pool = _pool(count)
    try:
        for task in _chained(first, second, tasks):
            waiting.append((task, pool.submit(work, task)))
            if len(waiting) > count * _AHEAD:
                yield from _result(*waiting.popleft())
        while waiting:
            yield from _result(*waiting.popleft())
    except BrokenProcessPool:
        pool.shutdown(wait=False, cancel_futures=True)
        for task, _ in waiting:
            yield from _alone(task)
        yield from run(tasks, workers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _chained(first: Task, second: Task, others: Iterator[Task]) -> Iterator[Task]:
    yield first
    yield second
    yield from others


def _result(task: Task, future: Future[Done]) -> Iterator[Done]:
    try:
        yield future.result()
    except BrokenProcessPool:
        yield from _alone(task)
        raise


def _alone(task: Task) -> Iterator[Done]:
    """A task in a process of its own, because one like it has killed its process."""
    pool = _pool(1)
    try:
        yield pool.submit(work, task).result()
    except BrokenProcessPool:
        yield from _taken_apart(task)
    finally:
        pool.shutdown()


def _taken_apart(task: Task) -> Iterator[Done]:
    pieces = [(unit, piece) for unit in task.units for piece in unit.pieces]
    if len(pieces) == 1:
        piece = pieces[0][1]
        name = piece.path if isinstance(piece, Skipped) else piece.name
        yield Done(None, (Skipped(name, "reading it ended the process that read it"),), (), 0, task.size)
        return
    for number, (unit, piece) in enumerate(pieces):
        batch = task.batch.with_name(f"{task.batch.name}-{number}")
        yield from _alone(replace(task, units=(replace(unit, pieces=(piece,), size=0),), batch=batch))


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=_context(), initializer=_ignore_interrupts)


def _context() -> BaseContext:
    """Forking saves every worker its imports, but is safe only while this process has one thread."""
    alone = threading.active_count() == 1 and "numpy" not in sys.modules
    return get_context("fork" if sys.platform == "linux" and alone else "spawn")


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops its workers
