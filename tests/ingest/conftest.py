from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from searchkit.article import Article
from searchkit.ingest import ReadOptions, Skipped, plan, read, walk

ReadAll = Callable[..., list[Article | Skipped]]


@pytest.fixture
def read_all() -> ReadAll:
    """All that comes out of files and folders, in order."""

    def run(*paths: Path, **options: object) -> list[Article | Skipped]:
        units = plan(walk(paths), ReadOptions(**options))  # type: ignore[arg-type]
        return [item for unit in units for item in read(unit)]

    return run


@pytest.fixture
def read_one(tmp_path: Path, read_all: ReadAll) -> Callable[..., Article]:
    """The only article of a file with this name and content."""

    def run(name: str, content: str | bytes, **options: object) -> Article:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        [article] = read_all(path, **options)
        assert isinstance(article, Article), article
        return article

    return run


@pytest.fixture
def skipped(tmp_path: Path, read_all: ReadAll) -> Callable[[str, bytes], str]:
    """The reason why a file with this name and content gives nothing."""

    def run(name: str, content: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content)
        [item] = read_all(path)
        assert isinstance(item, Skipped), item
        assert item.path == name
        return item.reason

    return run
