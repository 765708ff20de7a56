"""The article of a hit is read when someone asks for more than its id: nobody else can tell."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from searchkit.article import Article, Author
from searchkit.engines.whoosh.engine import open_index
from searchkit.errors import IndexDamagedError
from tests.engines.test_contract import build
from tests.engines.test_hostile_index import frames, rewrite

KEPT = Article(
    "pact", "A pact", ("One thing.", "Another."), (Author("Ann Cruz"),), topics=("war",), path="a.txt"
)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    build(tmp_path, [[KEPT.with_digest()]])
    return tmp_path


def found(index: Path) -> Article:
    """The article, not read yet; the engine it comes from is closed."""
    engine = open_index(index)
    key = engine.key("pact")
    assert key is not None
    article = engine.article(key)
    engine.close()
    return article


def test_it_is_the_article_that_was_stored(index: Path) -> None:
    kept = KEPT.with_digest()
    assert found(index) == kept
    assert kept == found(index)
    assert hash(found(index)) == hash(kept)
    assert found(index) != replace(kept, title="Another pact")
    assert found(index) != object()
    assert found(index).to_json() == kept.to_json()


def test_it_is_read_after_the_index_is_closed(index: Path) -> None:
    article = found(index)
    assert (article.id, article.title, article.text) == ("pact", "A pact", "One thing.\n\nAnother.")


def test_it_can_be_sent_and_changed_like_any_other(index: Path) -> None:
    assert pickle.loads(pickle.dumps(found(index))) == KEPT.with_digest()  # noqa: S301  made just now
    assert replace(found(index), title="New").title == "New"
    with pytest.raises(AttributeError):
        found(index).title = "New"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        found(index).headline  # type: ignore[attr-defined]  # noqa: B018  there is none


def test_what_cannot_be_read_is_said_when_it_is_asked(index: Path) -> None:
    rewrite(index, frames(b"no frame"))
    article = found(index)
    assert article.id == "pact"
    with pytest.raises(IndexDamagedError, match="an article that cannot be read"):
        _ = article.title
