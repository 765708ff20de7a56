"""README's terminal sessions and its Python are run, and show what they show.

`SEARCHKIT_UPDATE_README=1 pytest tests/test_readme.py` writes the output of the commands into README.
"""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
WIDTH = 100


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample archive, with its index."""
    folder = tmp_path_factory.mktemp("archive")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    run([sys.executable, "-m", "searchkit", "rebuild"], folder)
    return folder


def run(command: list[str], folder: Path) -> str:
    """What a command prints on a terminal of WIDTH columns without colour."""
    env = {**os.environ, "COLUMNS": str(WIDTH), "NO_COLOR": "1", "TERM": "xterm", "PAGER": "cat"}
    env["PYTHONPATH"] = str(ROOT)
    reader, terminal = pty.openpty()
    with subprocess.Popen(
        command, cwd=folder, env=env, stdin=terminal, stdout=terminal, stderr=terminal
    ) as process:
        os.close(terminal)
        output = b""
        while True:
            try:
                data = os.read(reader, 65536)
            except OSError:  # Linux says so when the other side is closed
                break
            if not data:
                break
            output += data
        process.wait(60)
    os.close(reader)
    return output.decode().replace("\r\n", "\n")


def sessions(text: str) -> list[str]:
    return re.findall(r"^\$ (.*)$", text, re.MULTILINE)


def console(archive: Path, commands: list[str]) -> str:
    lines = []
    for command in commands:
        output = run(["sh", "-c", command.replace("searchkit", f"{sys.executable} -m searchkit", 1)], archive)
        lines += [f"$ {command}", *(line.rstrip() for line in output.strip("\n").split("\n")), ""]
    return "\n".join(lines[:-1]) + "\n"


def without_time(text: str) -> str:
    return re.sub(r"\d+ ms", "N ms", text)


def test_the_sessions_are_real(archive: Path) -> None:
    text = README.read_text()
    shown = re.search(r"```console\n(.*?)```", text, re.DOTALL)
    assert shown
    real = console(archive, sessions(shown[1]))
    if os.environ.get("SEARCHKIT_UPDATE_README"):
        README.write_text(text.replace(shown[1], real))
    else:
        assert without_time(shown[1]) == without_time(real)


def test_the_python_works(archive: Path) -> None:
    code = re.search(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    assert code
    done = subprocess.run(
        [sys.executable, "-c", code[1]],
        cwd=archive,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 3
    assert done.returncode == 0


def test_it_is_short() -> None:
    assert len(README.read_text().split()) < 900
