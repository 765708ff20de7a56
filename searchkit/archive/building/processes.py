"""What makes a process a worker: its life and its signals are its parent's business."""

from __future__ import annotations

import os
import signal
import threading
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait


def start_worker(*stops: Connection) -> None:
    """Begin in a new process: end when the parent is gone, or as soon as there is something in `stops`.

    A killed parent cannot stop its workers, and they hold its files and locks.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops its workers
    threading.Thread(target=_end_with_parent, args=(stops,), daemon=True).start()


def _end_with_parent(stops: tuple[Connection, ...]) -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel, *stops])
        os._exit(1)
