"""The lock of the one writer of an index: Whoosh's file lock, and a note that says who holds it.

index/WRITELOCK      locked (flock) by the writer; the operating system frees it when that process ends
index/WRITER         JSON {"pid": …, "host": …, "since": seconds since 1970}
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import time
from datetime import datetime
from pathlib import Path

from searchkit.errors import IndexLockedError

_PAUSE = 0.05  # seconds between two attempts


class WriteLock:
    """The right to change an index. A lock left by a dead process is free."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._note = index / "WRITER"
        self._held = False

    def acquire(self, wait: float) -> None:
        """Take the lock, waiting up to `wait` seconds. Raises IndexLockedError that says who has it, and OSError."""
        from searchkit.engines.whoosh.library import FileStorage

        self._lock = FileStorage(str(self._index)).lock("WRITELOCK")
        end = time.monotonic() + wait
        while not self._lock.acquire():
            if time.monotonic() >= end:
                raise IndexLockedError(
                    f"Another process is writing to {self._index}{self._holder()}.",
                    "Wait for it to finish, or wait longer with --wait SECONDS.",
                )
            time.sleep(_PAUSE)
        self._held = True
        note = {"pid": os.getpid(), "host": platform.node(), "since": time.time()}
        try:
            self._note.write_text(json.dumps(note))
        except OSError:
            self.release()
            raise

    def _holder(self) -> str:
        try:
            note = json.loads(self._note.read_text())
            pid, host, since = int(note["pid"]), str(note["host"])[:100], float(note["since"])
            start = datetime.fromtimestamp(since).strftime("%Y-%m-%d %H:%M:%S")
            return f": process {pid} on {host}, since {start} ({max(0, int(time.time() - since)):,} s)"
        except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return ""  # it has only just begun, or the note is none of ours

    def release(self) -> None:
        """Give the lock back, if it is held."""
        if self._held:
            self._held = False
            with contextlib.suppress(OSError):
                self._note.unlink(missing_ok=True)
            self._lock.release()
