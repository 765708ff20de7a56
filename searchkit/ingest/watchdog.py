"""A limit on the time one article may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from .base import TooSlow


@contextmanager
def watchdog() -> Iterator[Callable[[float], object]]:
    """Gives a function that raises TooSlow here after so many seconds, unless called again before; 0: never.

    Only the main thread of a process on a system with interval timers can be interrupted; elsewhere the
    function does nothing.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield lambda _: None
        return
    before = signal.signal(signal.SIGALRM, _bark)
    try:
        # It barks again and again: Python swallows what is raised in a finaliser.
        yield lambda seconds: signal.setitimer(signal.ITIMER_REAL, seconds, 0.2 if seconds else 0.0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _bark(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlow
