"""An archive whose authors and sources try to run programs, and `searchkit` as a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
RECORDS = [
    {"id": "iran-1", "author": "John Bolton", "source": "The Post", "language": "en"},
    {"id": "iran-2", "author": "James O'Hara", "source": "Le Monde", "language": "fr"},
    {"id": "lee", "author": 'Jim "$(touch pwned)" Lee', "source": "`touch pwned`", "language": "en"},
    {"id": "roe", "author": "Roe; touch pwned &", "source": "$HOME/*!x", "language": "en"},
]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("completion")
    records = (
        {"title": f"On {r['id']}", "text": "Oil and gas. Angela Merkel met Barack Obama in Berlin.", **r}
        for r in RECORDS
    )
    (folder / "corpus").mkdir()
    (folder / "corpus/a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    program = folder / "bin" / "searchkit"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m searchkit "$@"\n')
    program.chmod(0o755)
    subprocess.run([program, "rebuild", "--quiet"], cwd=folder, check=True)
    subprocess.run([program, "saved", "add", "iran", "iran", "--quiet"], cwd=folder, check=True)
    subprocess.run([program, "saved", "add", "oil", "oil", "--quiet"], cwd=folder, check=True)
    return folder


def shell(program: str, script: str, archive: Path) -> str:
    """What a script prints in a shell, in the archive's folder."""
    path = f"{archive / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [program, "-c", script],
        cwd=archive,
        env={**os.environ, "PATH": path, "HOME": str(archive)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.stdout
