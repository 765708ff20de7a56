"""A generation is a Whoosh index: stock Whoosh opens it and finds in it, while searchkit is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from searchkit.article import Article, Author
from searchkit.engines.whoosh.generations import generation_at, read_pointer
from searchkit.engines.whoosh.library import whoosh_index
from tests.engines.test_contract import build

ARTICLES = [
    Article(
        "a", "War and peace", ("The state of war goes on.", "Peace talks."), (Author("Ann Lee"),)
    ).with_digest(),
    Article("b", "Peace", ("No war, no state of emergency.",)).with_digest(),
    Article("c", "Erdoğan speaks", ("Sanctions, sanctions.",)).with_digest(),
]


@pytest.fixture
def searcher(tmp_path: Path) -> Iterator[Any]:
    build(tmp_path, [ARTICLES])
    build(tmp_path, [], update=True, gone=["b"])
    with whoosh_index.open_dir(generation_at(tmp_path, *read_pointer(tmp_path)).path).searcher() as searcher:
        yield searcher


def found(searcher: Any, query: Any) -> list[str]:
    return sorted(hit["id"] for hit in searcher.search(query, limit=None))


def test_stored_fields_and_deletions(searcher: Any) -> None:
    assert [fields["id"] for fields in searcher.documents()] == ["a", "c"]
    assert searcher.document(id="a")["body"] == ARTICLES[0].text
    assert searcher.document(id="b") is None


def test_terms_phrases_and_prefixes(searcher: Any) -> None:
    from whoosh.query import And, Phrase, Prefix, Term

    assert found(searcher, Term("body", "sanctions")) == ["c"]
    assert found(searcher, Term("title", "erdogan")) == ["c"]
    assert found(searcher, Term("author", "lee")) == ["a"]
    assert found(searcher, Phrase("body", ["state", "of", "war"])) == ["a"]
    assert found(searcher, Phrase("body", ["on", "peace"])) == []
    assert found(searcher, And([Prefix("body", "pea"), Term("body", "war")])) == ["a"]


def test_statistics(searcher: Any) -> None:
    reader = searcher.reader()
    assert reader.term_info("body", b"sanctions").weight() == 2
    assert list(reader.expand_prefix("title", "p")) == [b"peace"]
    assert (
        reader.field_length("title") == 6
    )  # as in stock Whoosh, deleted articles count until they are merged away
