"""Worker processes: tasks go in, results come out in their order, and no process outlives its parent."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

T = TypeVar("T")
R = TypeVar("R")
Other = TypeVar("Other")

KILLED = "reading it ended the process that read it"
"""Why a file is skipped that kills its reader."""

_THRESHOLDS = 100_000, 20
"""Of the search for garbage in cycles: articles come and go by the thousand, and little of them in cycles."""

_OPEN = 10_000
"""Files that may be open at once, if the system lets them: the usual 1,024 is for programs that use `select`."""

_AHEAD = 2  # tasks waiting for each process
_MOST = 8  # processes, unless asked for more

_work: Callable[[Any], Any]
"""In a worker process: what it does with a task. Sent once, because it may carry much."""

_all: Barrier | None
"""In a worker process that was not forked: where it waits for all others to be there."""


class Processes(Generic[T, R]):
    """Processes that all do the same work, started when there are two tasks; leaving the context ends them.

    `count` 0 stands for one a processor, at most 8.
    """

    def __init__(self, work: Callable[[T], R], count: int = 0) -> None:
        self._do = work
        self._count = count or min(_processors(), _MOST)
        self._contexts = ExitStack()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Processes[T, R]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._contexts.__exit__(kind, error, trace)

    def results(self, tasks: Iterable[T]) -> Iterator[tuple[T, R | None]]:
        """Every task in order with what came of it; None if it kills the process it is done in."""
        tasks = iter(tasks)
        first = list(islice(tasks, 2))
        if len(first) < 2 or self._count == 1 or not self._can_start():
            for task in chain(first, tasks):
                yield task, self._do(task)
            return
        waiting: deque[tuple[T, Future[R] | None]] = deque()
        for task in chain(first, tasks):
            waiting.append((task, self._submit(_call, task)))
            if len(waiting) > self._count * _AHEAD:
                yield self._result(*waiting.popleft())
        while waiting:
            yield self._result(*waiting.popleft())

    def _can_start(self) -> bool:
        """Whether there can be other processes: where they cannot be forked, they may fail as they begin."""
        if _context().get_start_method() == "fork":
            return True
        future = self._submit(os.getpid)
        with suppress(BrokenProcessPool):
            return future is not None and future.result() > 0
        self._pool = None
        return False

    def alone(self, task: T) -> R | None:
        """What comes of a task in a process of its own; None if it kills that."""
        try:
            with _pool(1, self._do) as pool:
                future: Future[R] = pool.submit(_call, task)
                return future.result()
        except BrokenProcessPool:
            return None

    def start(self, job: Callable[[], Other]) -> Callable[[], Other]:
        """Do something else in one of the processes, if there are any; what is returned waits for what came of it.

        Without processes, or if its process is killed, it is done there and then.
        """
        future = self._submit(job) if self._pool else None

        def finish() -> Other:
            with suppress(BrokenProcessPool):
                if future:
                    return future.result()
            return job()

        return finish

    def dismiss(self) -> None:
        """There is nothing more to do for them: the processes end while this one goes on."""
        if self._pool:
            ending = threading.Thread(target=self._pool.shutdown)
            ending.start()
            self._contexts.callback(ending.join)
            self._pool = None

    def _submit(self, function: Callable[..., Other], *arguments: object) -> Future[Other] | None:
        """None if a process was killed, which ends all; the next one is for new processes."""
        try:
            if self._pool is None:
                self._pool = self._contexts.enter_context(_pool(self._count, self._do))
            return self._pool.submit(function, *arguments)
        except BrokenProcessPool:
            self._pool = None
            self._contexts.close()  # with its thread, so that new processes can be forked again
            return None

    def _result(self, task: T, future: Future[R] | None) -> tuple[T, R | None]:
        # A killed process breaks the futures of all tasks in work, whoever killed it.
        with suppress(BrokenProcessPool):
            if future:
                return task, future.result()
        return task, self.alone(task)


@contextmanager
def little_garbage() -> Iterator[None]:
    """Garbage in cycles is looked for less often while the context lasts."""
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def many_files() -> Iterator[None]:
    """More files than usual may be open while the context lasts."""
    try:
        import resource
    except ImportError:  # Windows, which has no such limit
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < _OPEN:
        wanted = _OPEN if hard == resource.RLIM_INFINITY else min(_OPEN, hard)
        with suppress(ValueError, OSError):  # a system may allow less than it says
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@contextmanager
def _pool(count: int, work: Callable[[Any], Any]) -> Iterator[ProcessPoolExecutor]:
    """Worker processes, ended at once when something goes wrong, so that nothing is written any more."""
    context = _context()
    forked = context.get_start_method() == "fork"
    stopped, stop = context.Pipe(duplex=False)
    together = None if forked else context.Barrier(count)
    pool = ProcessPoolExecutor(count, context, _start, (work, stopped, together))
    try:
        if not forked:
            _start_all(pool, count)
        yield pool
    except BaseException:
        stop.send_bytes(b"stop")  # nobody takes it out of the pipe, so that every process sees it
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        stop.close()
        stopped.close()


def _start_all(pool: ProcessPoolExecutor, count: int) -> None:
    """Start every process before there is work: Python waits for ever for one that is started as another is killed.

    Raises BrokenProcessPool if they cannot start.
    """
    with _no_script():
        pool.submit(_meet, 1).result()
        started = [pool.submit(_meet, count) for _ in range(count)]
    for future in started:
        future.result()


@contextmanager
def _no_script() -> Iterator[None]:
    """Processes that start meanwhile do not run the script of this one again, as `multiprocessing` has them do."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


def _meet(count: int) -> None:
    if count > 1 and _all is not None:
        _all.wait()


def _context() -> BaseContext:
    """Forking saves every process its imports, but is safe only while this one has one thread."""
    if sys.platform != "linux" or len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208  names are all it takes
        return get_context("spawn")
    return get_context("fork")


def _start(work: Callable[[Any], Any], stopped: Connection, together: Barrier | None) -> None:
    """Begin in a new process: end when the parent is gone, or as soon as there is something in `stopped`.

    A killed parent cannot stop its processes, and they hold its files and locks.
    """
    global _work, _all
    _work, _all = work, together
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops its processes
    threading.Thread(target=_end_with_parent, args=(stopped,), daemon=True).start()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)


def _end_with_parent(stopped: Connection) -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel, stopped])
        os._exit(1)


def _call(task: Any) -> Any:
    return _work(task)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
