"""Keeping an index up to date while its files change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from searchkit.archive.building.report import Report
from searchkit.archive.building.sources import FILE_NAME, Sources
from searchkit.engines.whoosh.opening import open_generation
from searchkit.errors import IndexLockedError, SearchkitError, StorageError
from searchkit.ingest.companions import wanted

RETRY = 2.0  # seconds until an update that failed is tried again
_QUIET = 400  # milliseconds without a change, after which changes are reported
_LONGEST = 5_000  # milliseconds that changes are gathered at most
_LOOK = 1_000  # milliseconds between two looks at whether the folders are still there

Event = Report | SearchkitError


def watch(work: Callable[[], Report], index: Path) -> Iterator[Event]:
    """Do `work`, an update of the index, at once and then whenever a file it was built from changes.

    Yields what each update did, or why it could not be done; then it is tried again. Ends only by an exception.

    Raises:
        SearchkitError: the first update fails for another reason than the lock.
        StorageError: the files cannot be watched.
    """
    while isinstance(event := _first(work), IndexLockedError):
        yield event
        threading.Event().wait(RETRY)
    yield event
    generation, _ = open_generation(index)
    with Watcher(Sources.load(generation.read(FILE_NAME)).roots, index) as watcher:
        failed = False
        while True:
            if watcher.wait(RETRY if failed else None) or failed:
                event = _tried(work)
                failed = isinstance(event, SearchkitError)
                yield event


def _first(work: Callable[[], Report]) -> Event:
    try:
        return work()
    except IndexLockedError as error:
        return error


def _tried(work: Callable[[], Report]) -> Event:
    try:
        return work()
    except SearchkitError as error:
        return error


class Watcher(AbstractContextManager["Watcher"]):
    """Notices changes of the files at and below some paths, those of the index aside.

    A path may go away and come back. It works in a thread of its own, so that nothing is missed meanwhile; as
    processes are not forked beside a thread, updates then start theirs anew.
    """

    def __init__(self, roots: Sequence[Path], index: Path) -> None:
        self._roots = roots
        self._index = index.resolve()
        self._changed = threading.Event()
        self._stop = threading.Event()
        self._problem: Exception | None = None
        self._thread = threading.Thread(target=self._follow, daemon=True)

    def __enter__(self) -> Watcher:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def wait(self, seconds: float | None) -> bool:
        """Wait for a change, that long at most (None: for ever). Whether there was one. Raises StorageError."""
        changed = self._changed.wait(seconds)
        if changed:
            self._changed.clear()
        if self._problem is not None:
            raise StorageError(
                f"The files cannot be watched: {self._problem}.", "searchkit update works without."
            ) from self._problem
        return changed

    def _follow(self) -> None:
        while not self._stop.is_set():
            places = self._places()
            try:
                self._follow_while(places)
            except FileNotFoundError:  # it went away just now
                self._stop.wait(_LOOK / 1000)
            except (OSError, RuntimeError) as error:  # the system watches only so many folders
                self._problem = error
                self._stop.set()
            self._changed.set()

    def _follow_while(self, places: Sequence[object]) -> None:
        """Follow the roots that are there, until others are there, or the same anew."""
        from watchfiles import watch as changes

        there = [root for root, place in zip(self._roots, places, strict=True) if place]
        if not there:
            self._changed.set()
            while self._places() == places and not self._stop.wait(_LOOK / 1000):
                pass
            return
        starting = True
        for changed in changes(
            *there,
            watch_filter=lambda _, path: self._matters(Path(path)),
            debounce=_LONGEST,
            step=_QUIET,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            stop_event=self._stop,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            if changed or starting:  # what changed before it followed
                self._changed.set()
            starting = False
            if self._places() != places:
                return

    def _places(self) -> list[object]:
        """Which file or folder each root is now, None if it is not there."""
        return [_place(root) for root in self._roots]

    def _matters(self, path: Path) -> bool:
        """Whether articles may stand in a file: not in the index, nor in what a walk passes over."""
        if path.resolve().is_relative_to(self._index):
            return False
        inside = next(
            (path.relative_to(root) for root in self._roots if path.is_relative_to(root)), Path(path.name)
        )
        return all(wanted(part, frozenset()) for part in inside.parts)


def _place(root: Path) -> tuple[int, int] | None:
    try:
        status = root.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
