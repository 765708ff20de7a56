"""A record of an export that says nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from searchkit.article import Article
from searchkit.ingest import Skipped


def test_an_empty_record_with_an_id_is_an_empty_article(tmp_path: Path, read_all: Any) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "471", "title": "", "text": ""}\n{"title": "", "text": ""}\n')
    empty, nothing = read_all(tmp_path / "a.jsonl")
    assert isinstance(empty, Article)
    assert (empty.id, empty.title, empty.paragraphs) == ("471", "", ())
    assert nothing == Skipped("a.jsonl", "line 2 has no text")
