"""The program in processes of its own, its real output captured, without the cost of starting Python each time.

A server process has everything loaded and forks for every run; the child writes to a pipe or to a terminal.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from fcntl import ioctl
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import searchkit

Where = Literal["pipe", "terminal", "gone"]
"""Where stdout goes: into a pipe, to a terminal (with stderr), or into a pipe that nobody reads."""


@dataclass(frozen=True)
class Real:
    """What a run gave: its exit code and the bytes written, those to a terminal all in `out`."""

    code: int
    out: bytes
    err: bytes


class Program:
    """The server. Use it as a context manager."""

    def __enter__(self) -> Program:
        self._server = subprocess.Popen(
            [sys.executable, "-W", "ignore", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._server:
            assert self._server.stdin
            self._server.stdin.close()

    def run(
        self,
        folder: Path,
        *args: str,
        where: Where = "pipe",
        stdin: str = "",
        columns: int = 80,
        **environ: str,
    ) -> Real:
        """Run searchkit in a folder."""
        plain = {"PATH": os.environ["PATH"], "HOME": str(folder), "PAGER": "cat", "TERM": "xterm-256color"}
        job = {"args": args, "folder": str(folder), "where": where, "stdin": stdin, "columns": columns}
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps({**job, "environ": {**plain, **environ}}) + "\n")
        self._server.stdin.flush()
        code, out, err = json.loads(self._server.stdout.readline())
        return Real(code, bytes.fromhex(out), bytes.fromhex(err))


def _serve() -> None:
    for module in pkgutil.walk_packages(searchkit.__path__, "searchkit."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    gc.freeze()  # so that children share it
    for line in sys.stdin:
        code, out, err = _attend(json.loads(line))
        sys.stdout.write(json.dumps([code, out.hex(), err.hex()]) + "\n")
        sys.stdout.flush()


def _attend(job: Mapping[str, Any]) -> tuple[int, bytes, bytes]:
    reading, own = os.pipe()
    os.write(own, job["stdin"].encode())
    os.close(own)
    if job["where"] == "terminal":
        out, writing = pty.openpty()
        ioctl(writing, termios.TIOCSWINSZ, struct.pack("HHHH", 24, job["columns"], 0, 0))
        err, erring = -1, os.dup(writing)
    else:
        (out, writing), (err, erring) = os.pipe(), os.pipe()
    if job["where"] == "gone":
        os.close(out)
        out = -1
    child = os.fork()
    if child == 0:
        _be_the_program(job, reading, writing, erring, [fd for fd in (out, err) if fd >= 0])
    for fd in (reading, writing, erring):
        os.close(fd)
    written = _read_all([fd for fd in (out, err) if fd >= 0])
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code, written.get(out, b""), written.get(err, b"")


def _be_the_program(job: Mapping[str, Any], stdin: int, stdout: int, stderr: int, others: list[int]) -> None:
    code = 99
    try:
        os.setsid()
        for fd in others:
            os.close(fd)
        for number, fd in enumerate((stdin, stdout, stderr)):
            os.dup2(fd, number)
            os.close(fd)
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115  they live as long as the process
        os.chdir(job["folder"])
        os.environ.clear()
        os.environ.update(job["environ"])
        sys.argv = ["searchkit", *job["args"]]
        from searchkit.cli.app import main

        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        with suppress(OSError):  # as Python itself does when it ends
            sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001  told as Python tells it
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _read_all(open_: list[int]) -> dict[int, bytes]:
    read = dict.fromkeys(open_, b"")
    while open_:
        ready = select.select(open_, [], [], 60)[0]
        for fd in ready or list(open_):
            try:
                chunk = os.read(fd, 1 << 16) if ready else b""
            except OSError:  # a terminal whose other end is closed
                chunk = b""
            read[fd] += chunk
            if not chunk:
                open_.remove(fd)
                os.close(fd)
    return read


if __name__ == "__main__":
    _serve()
