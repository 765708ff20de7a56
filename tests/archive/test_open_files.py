"""A build has more files open than programs usually may, or says what stands in its way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource")

SCRIPT = """
import resource, sys
import searchkit
from searchkit.archive.building import workers
from searchkit.engines.whoosh import pages
from searchkit.ingest import units

units.GROUP_FILES = workers._BATCH_PIECES = 1  # a batch for each article,
pages._SMALL = 0  # whose file stays open
resource.setrlimit(resource.RLIMIT_NOFILE, (40, int(sys.argv[1])))
try:
    print(searchkit.rebuild("corpus", "index", names=False, workers=1).added)
except searchkit.SearchkitError as error:
    print(type(error).__name__, error, error.hint)
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


def rebuilt(folder: Path, most: int) -> list[str]:
    """What the script says of 60 articles, when the system allows so many files."""
    (folder / "corpus").mkdir()
    for number in range(60):
        (folder / f"corpus/a{number}.txt").write_text(f"Report {number}\n\nRound {number} of the talks.\n")
    command = [sys.executable, "-c", SCRIPT, str(most)]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, timeout=60)
    return ran.stdout.splitlines()


def test_as_many_files_as_the_system_allows(tmp_path: Path) -> None:
    assert rebuilt(tmp_path, 400) == ["60", "40"]


def test_too_few_files_are_no_damage(tmp_path: Path) -> None:
    said, limit = rebuilt(tmp_path, 40)
    assert said.startswith("StorageError ")
    assert said.endswith(" cannot be opened: too many files are open. Allow more: ulimit -n 4096")
    assert limit == "40"
