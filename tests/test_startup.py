"""Start-up is a feature: what each command may import, and what a search must do without."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "bs4", "lxml", "dateutil", "numpy", "rich", "pydantic", "click", "ftfy", "charset_normalizer", "yaml",
    "urllib.request", "http.client", "asyncio", "sqlite3", "multiprocessing", "concurrent.futures",
    "whoosh", "searchkit.ingest", "searchkit.names",
}  # fmt: skip
"""Modules a search has no use for; some of them cost more than the whole of it."""

SMALL = {"importlib.metadata", "tempfile", "tomllib", "random", "decimal", "html", "pickle", "hashlib"}
"""Modules of a few milliseconds each, which a plain search has no use for either."""

OWN_PARTS = {"searchkit.archive", "searchkit.query", "searchkit.engines", "searchkit.snippets"}
"""What `--version`, `--help` and completion have no use for either."""


COMPLETE = {"_SEARCHKIT_COMPLETE": "bash"}


def loaded(tmp_path: Path, *args: str, **environ: str) -> set[str]:
    """The modules that are loaded when the program ends, in a process of its own."""
    report = tmp_path / "modules"
    code = (
        "import atexit, sys\n"
        f"atexit.register(lambda: open({str(report)!r}, 'w').write('\\n'.join(sys.modules)))\n"
        f"sys.argv = ['searchkit', *{args!r}]\n"
        "from searchkit.cli import main\n"
        "main()\n"
    )
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("SEARCHKIT", "COV"))}
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**plain, "HOME": str(tmp_path), **environ},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode in (0, 1), ran.stderr.decode()
    assert b"Traceback" not in ran.stderr
    return set(report.read_text().split("\n"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("archive")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/a.txt").write_text("Oil and gas\n\nBy Jane Doe | Aug 2018\n\nThe price of oil fell.")
    subprocess.run(
        [sys.executable, "-m", "searchkit", "rebuild", "--quiet", "--no-names"], cwd=tmp_path, check=True
    )
    return tmp_path


@pytest.mark.parametrize(
    ("args", "environ"),
    [
        (("--version",), {}),
        (("--help",), {}),
        (("search", "--help"), {}),
        (("searchkit se",), COMPLETE),
        (("searchkit search --s",), COMPLETE),
        (("searchkit search --sort ",), COMPLETE),
        (("searchkit search aut",), COMPLETE),
    ],
)
def test_what_answers_from_the_program_alone_loads_little(
    tmp_path: Path, args: tuple[str, ...], environ: dict[str, str]
) -> None:
    assert loaded(tmp_path, *args, **environ) & (HEAVY | OWN_PARTS) == set()


@pytest.mark.parametrize(
    "args",
    [
        ("search", "oil"),
        ("search", "--json", '"price of oil" author:doe -gas*'),
        ("search", "-c", "--since", "2018", "oil"),
        ("show", "a"),
        ("saved", "list"),
        ("search", "--format", "{rank} {title}", "oil"),
    ],
)
def test_a_search_loads_nothing_heavy(archive: Path, args: tuple[str, ...]) -> None:
    assert loaded(archive, *args) & HEAVY == set()


def test_status_loads_what_walks_through_folders_and_nothing_else_heavy(archive: Path) -> None:
    assert loaded(archive, "status") & HEAVY == {"searchkit.ingest", "searchkit.names"}


@pytest.mark.parametrize("line", ["searchkit search -a ", "searchkit show ", "searchkit search 'author:"])
def test_completing_values_loads_nothing_heavy(archive: Path, line: str) -> None:
    assert loaded(archive, line, **COMPLETE) & (HEAVY | {"prompt_toolkit"}) == set()


def test_a_plain_search_loads_nothing_it_can_do_without(archive: Path) -> None:
    assert loaded(archive, "search", "oil") & SMALL == set()


def test_a_search_does_not_stop_to_look_for_garbage(archive: Path) -> None:
    """With the threshold Python has of itself it does fifty times."""
    code = (
        "import atexit, gc, sys\n"
        "def done(): return sum(generation['collections'] for generation in gc.get_stats())\n"
        "before = done()\n"
        "atexit.register(lambda: print(done() - before, gc.get_freeze_count()))\n"
        "sys.argv = ['searchkit', 'search', '--ids', 'oil']\n"
        "from searchkit.cli import main\n"
        "main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=archive, capture_output=True, text=True, check=True
    )
    collections, frozen = map(int, ran.stdout.split()[-2:])
    assert collections <= 15
    assert frozen > 10_000
