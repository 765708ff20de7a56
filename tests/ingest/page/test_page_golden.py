"""Golden pages: each `golden/NAME.html` is read as `golden/NAME.json` says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from searchkit.ingest.page import Page, read_page

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.html"))


def shown(page: Page) -> dict[str, object]:
    return {
        "title": page.title,
        "authors": [author.name for author in page.authors],
        "published": page.published.iso if page.published else None,
        "source": page.source,
        "url": page.url,
        "language": page.language,
        "topics": list(page.topics),
        "paragraphs": list(page.paragraphs),
        "evidence": [f"{fact.field}: {fact.origin}" for fact in page.evidence],
    }


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_page(path: Path) -> None:
    page = read_page(path.read_text(encoding="utf-8"), today=date(2024, 1, 1))
    assert shown(page) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def test_every_golden_page_has_an_answer() -> None:
    answers = {path.stem for path in (Path(__file__).parent / "golden").glob("*.json")}
    assert answers == {path.stem for path in GOLDEN}
