"""How the time a function takes grows with what it is given, on machines of any speed."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_TRIES = 4  # other programs take their time now and then


def grows_no_faster(work: Callable[[T], object], quarter: T, whole: T) -> bool:
    """Whether four times as much takes no longer than eight times as long."""
    return any(_seconds(work, whole) < 8 * _seconds(work, quarter) + 0.2 for _ in range(_TRIES))


def _seconds(work: Callable[[T], object], given: T) -> float:
    started = time.process_time()
    work(given)
    return time.process_time() - started
