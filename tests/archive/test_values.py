"""Values of fields, for completion."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import searchkit
from searchkit.archive.looking.values import values
from searchkit.errors import NoIndexError


def build(folder: Path, **authors: str) -> Path:
    (folder / "corpus").mkdir(exist_ok=True)
    records = [{"id": i, "title": "T", "text": f"On {i}.", "author": name} for i, name in authors.items()]
    (folder / "corpus/a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    searchkit.update(folder / "corpus", folder / "index", names=False)
    return folder / "index"


def test_words_that_begin_so_anywhere_in_a_value(tmp_path: Path) -> None:
    index = build(tmp_path, a="John Bolton", b="Bolo Yeung", c="Jane Kobold", d="Émile Boléro", e="Al-Bo Lee")
    assert values(index, "author", "bo", 10) == ["Al-Bo Lee", "Bolo Yeung", "John Bolton", "Émile Boléro"]
    assert values(index, "author", "John B", 10) == ["John Bolton"]
    assert values(index, "author", "bolé", 10) == ["Émile Boléro"]
    assert values(index, "author", "nb", 10) == []
    assert values(index, "author", "n bo", 10) == []  # of no word, though it stands in John Bolton
    assert values(index, "author", "leeb", 10) == []  # ends one value and begins the next
    assert values(index, "author", "", 2) == ["Al-Bo Lee", "Bolo Yeung"]


def test_ids_from_their_start(tmp_path: Path) -> None:
    index = build(tmp_path, **{"talks-1": "A", "talks-2": "B", "no-talks": "C"})
    assert values(index, "id", "talks", 10) == ["talks-1", "talks-2"]
    assert values(index, "id", "Talks", 10) == []


def test_values_of_articles_that_are_gone_are_gone(tmp_path: Path) -> None:
    build(tmp_path, a="John Bolton", b="James Bolton", c="Jane Doe")
    index = build(tmp_path, b="James Bolton", c="Jane Doe", d="Bolo Yeung")
    assert values(index, "author", "bo", 10) == ["Bolo Yeung", "James Bolton"]


def test_without_an_index(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError):
        values(tmp_path / "index", "author", "", 10)
