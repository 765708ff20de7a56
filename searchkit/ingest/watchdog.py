"""A limit on the time one article may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol, TypeVar

from .base import TooSlow

Item = TypeVar("Item")
_AGAIN = 5.0  # seconds


class NextWithin(Protocol):
    """Takes the next item, None at the end. Raises TooSlow after so many seconds; 0 are no limit."""

    def __call__(self, items: Iterator[Item], seconds: float) -> Item | None:
        """The next item."""
        ...


@contextmanager
def watchdog() -> Iterator[NextWithin]:
    """Gives a `NextWithin` for as long as the context lasts.

    Only the main thread of a process on a system with interval timers can be interrupted; elsewhere nothing
    is limited.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield _next
        return
    before = signal.signal(signal.SIGALRM, _bark)
    try:
        yield _next_within
    finally:
        signal.signal(signal.SIGALRM, before)


def _next(items: Iterator[Item], seconds: float) -> Item | None:  # noqa: ARG001  a NextWithin
    return next(items, None)


def _next_within(items: Iterator[Item], seconds: float) -> Item | None:
    # It barks again and again: Python swallows what is raised in a finaliser.
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN if seconds else 0.0)
    try:
        return next(items, None)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _bark(_signal: int, frame: FrameType | None) -> None:
    if frame is None or frame.f_globals is not globals():  # not while the timer is being stopped
        raise TooSlow
