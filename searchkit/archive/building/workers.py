"""What a worker process does (read articles, recognise names, invert, merge), and the pool that keeps order."""

from __future__ import annotations

import gc
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from types import TracebackType

from searchkit.archive.building.learnt import Learnt, learn
from searchkit.archive.building.processes import start_worker
from searchkit.article import Article
from searchkit.engines.whoosh.parts import Merge
from searchkit.engines.whoosh.writer import Prepared, prepare
from searchkit.ingest import Skipped, Unit, read
from searchkit.names import named

_BATCH_BYTES = 10_000_000
_BATCH_PIECES = 512
_AHEAD = 2  # tasks waiting for each worker

Known = Mapping[str, Mapping[str, Sequence[str]]]
"""The articles an index has already: path -> digest -> ids."""

_known: Known = {}
"""In a worker process: what its parent knows."""


@dataclass(frozen=True, slots=True)
class Task:
    """Units of reading that become one batch of the index."""

    units: tuple[Unit, ...]
    batch: Path
    names: bool

    @property
    def size(self) -> int:
        """Bytes to read, as stored."""
        return sum(unit.size for unit in self.units)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task.

    `unchanged` are (path, id) of articles that are in the index already; `learnt` has what each prepared
    article teaches about names, in their order.
    """

    prepared: Prepared | None
    skipped: tuple[Skipped, ...]
    unchanged: tuple[tuple[str, str], ...]
    text: int
    """Bytes of text in the new articles."""
    size: int
    learnt: tuple[Learnt, ...] = ()


def work(task: Task, known: Known) -> Done:
    """Carry out a task, leaving out articles that are known."""
    skipped: list[Skipped] = []
    unchanged: list[tuple[str, str]] = []
    learnt: list[Learnt] = []
    text = 0

    def new_articles() -> Iterator[Article]:
        nonlocal text
        for item in (item for unit in task.units for item in read(unit)):
            if isinstance(item, Skipped):
                skipped.append(item)
            elif same := _same(item, known.get(item.path, {})):
                unchanged.append((item.path, same))
            else:
                text += sum(len(p) if p.isascii() else len(p.encode()) for p in item.paragraphs)
                learnt.append(learn(item, names=task.names))
                yield named(item) if task.names else item

    prepared = prepare(new_articles(), task.batch)
    if not prepared.rows:
        task.batch.unlink(missing_ok=True)
    return Done(
        prepared if prepared.rows else None,
        tuple(skipped),
        tuple(unchanged),
        text,
        task.size,
        tuple(learnt),
    )


def _same(article: Article, known: Mapping[str, Sequence[str]]) -> str:
    """The id under which this very article is known, empty if it is new or changed."""
    ids = known.get(article.digest, ())
    return next((article_id for article_id in ids if is_numbered(article_id, article.id)), "")


def is_numbered(article_id: str, wanted: str) -> bool:
    """Whether an id is the wanted one, or the wanted one made unique ("talks-2")."""
    return article_id == wanted or (
        article_id.startswith(f"{wanted}-") and article_id[len(wanted) + 1 :].isdecimal()
    )


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


class Workers:
    """Processes that read articles, and merge them at the end; leaving the context ends them.

    `known` are the articles an index has already, `count` how many processes, by default one for each processor,
    at most 8. A single task is done here, without any.
    """

    def __init__(self, known: Known, count: int | None) -> None:
        self._known = known
        self._count = count or min(os.cpu_count() or 1, 8)
        self._contexts = ExitStack()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._contexts.__exit__(kind, error, trace)

    def read(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Carry out tasks; results come in their order.

        A task that kills its process is taken apart until the culprit is found.
        """
        tasks = iter(tasks)
        first = list(islice(tasks, 2))
        if len(first) < 2 or self._count == 1:
            for task in chain(first, tasks):
                yield work(task, self._known)
            return
        self._pool = self._contexts.enter_context(_pool(self._count, self._known))
        waiting: deque[tuple[Task, Future[Done]]] = deque()
        try:
            for task in chain(first, tasks):
                waiting.append((task, self._pool.submit(_work, task)))
                if len(waiting) > self._count * _AHEAD:
                    yield from _result(*waiting.popleft(), self._known)
            while waiting:
                yield from _result(*waiting.popleft(), self._known)
        except BrokenProcessPool:
            self._pool = None
            for task, _ in waiting:
                yield from _alone(task, self._known)
            yield from self.read(tasks)

    @contextmanager
    def merging(self, merges: Sequence[Merge]) -> Iterator[None]:
        """Merge while the body of the context runs, if there are processes; when it is left all is merged.

        Raises what `Merge.carry_out` raises.
        """
        started = [self._started(merge) for merge in merges]
        yield
        for merge, future in zip(merges, started, strict=True):
            if not (future and _is_done(future)):
                merge.carry_out()

    def _started(self, merge: Merge) -> Future[None] | None:
        try:
            return self._pool.submit(merge.carry_out) if self._pool else None
        except BrokenProcessPool:
            return None


def _is_done(future: Future[None]) -> bool:
    """Wait for a merge; False if its process was killed."""
    try:
        future.result()
    except BrokenProcessPool:
        return False
    return True


def _result(task: Task, future: Future[Done], known: Known) -> Iterator[Done]:
    try:
        yield future.result()
    except BrokenProcessPool:
        yield from _alone(task, known)
        raise


def _alone(task: Task, known: Known) -> Iterator[Done]:
    """A task in a process of its own, because one like it has killed its process."""
    try:
        with _pool(1, known) as pool:
            yield pool.submit(_work, task).result()
    except BrokenProcessPool:
        yield from _taken_apart(task, known)


def _taken_apart(task: Task, known: Known) -> Iterator[Done]:
    pieces = [(unit, piece) for unit in task.units for piece in unit.pieces]
    if len(pieces) == 1:
        piece = pieces[0][1]
        name = piece.path if isinstance(piece, Skipped) else piece.name
        yield Done(None, (Skipped(name, "reading it ended the process that read it"),), (), 0, task.size)
        return
    for number, (unit, piece) in enumerate(pieces):
        batch = task.batch.with_name(f"{task.batch.name}-{number}")
        yield from _alone(replace(task, units=(replace(unit, pieces=(piece,), size=0),), batch=batch), known)


@contextmanager
def _pool(workers: int, known: Known) -> Iterator[ProcessPoolExecutor]:
    """Worker processes, ended at once when something goes wrong, so that nothing is written any more."""
    context = _context()
    stopped, stop = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, context, _start, (known, stopped))
    try:
        yield pool
    except BaseException:
        stop.send_bytes(b"stop")  # nobody takes it out of the pipe, so that every worker sees it
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        stop.close()
        stopped.close()


def _context() -> BaseContext:
    """Forking saves every worker its imports, but is safe only while this process has one thread."""
    if sys.platform != "linux" or len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208  names are all it takes
        return get_context("spawn")
    if os.environ.get("OPENBLAS_NUM_THREADS") == "1":  # then numpy starts no threads
        import searchkit.engines.whoosh.merge  # noqa: F401  for all workers at once
    return get_context("fork")


def _start(known: Known, stopped: Connection) -> None:
    """Make a new process a worker of this pool."""
    global _known  # noqa: PLW0603  what every task of this process needs is sent only once
    _known = known
    start_worker(stopped)
    # Articles come and go by the thousand, and little of them in cycles.
    gc.freeze()
    gc.set_threshold(100_000, 20)


def _work(task: Task) -> Done:
    return work(task, _known)
