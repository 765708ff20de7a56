"""Imports point down only, and each heavy library is imported in one place only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
HOMES = {
    "whoosh": "engines/whoosh/",
    "bs4": "ingest/page/",
    "dateutil": "dates/",
    "Stemmer": "stemming.py",
    "rich": "cli/",
    "typer": "cli/",
}


def test_imports_point_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename="pyproject.toml", is_debug_mode=False) == 0


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_heavy_library_is_imported_in_one_place(library: str) -> None:
    found = {
        path.relative_to(ROOT / "searchkit").as_posix()
        for path in (ROOT / "searchkit").rglob("*.py")
        if library in _imported(path)
    }
    assert found
    assert all(name.startswith(HOMES[library]) for name in found), found


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}
