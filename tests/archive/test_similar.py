"""Related articles, and the words that relate them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import searchkit
from searchkit.errors import NotFoundError
from tests.archive.small import Articles, archive

ARTICLES: Articles = {
    "rouhani": ("A", "Rouhani rejects snapback of sanctions. Uranium, says Rouhani, and the uranium deal."),
    "snapback": ("B", "The snapback of uranium sanctions was vetoed. Rouhani praised the veto on snapbacks."),
    "iaea": ("C", "Uranium was found by inspectors. More uranium is expected."),
    "cup": ("D", "The cup final was won by the champions. A cup of joy."),
    "empty": ("E", "1 2 3. He was not. 1987."),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[searchkit.Index]:
    with searchkit.open(archive(tmp_path_factory.mktemp("alike"), ARTICLES, names=False)) as opened:
        yield opened


def test_the_most_alike_come_first_and_the_article_itself_never(index: searchkit.Index) -> None:
    results = index.similar("rouhani")
    assert [hit.article.id for hit in results.hits] == ["snapback", "iaea"]
    assert [hit.rank for hit in results.hits] == [1, 2]
    assert 1 > results.hits[0].score > results.hits[1].score > 0
    assert (results.article.id, results.total) == ("rouhani", 2)


def test_the_words_are_those_they_share_as_the_article_writes_them(index: searchkit.Index) -> None:
    first, second = index.similar("rouhani").hits
    assert set(first.words) == {
        "Rouhani",
        "snapback",
        "sanctions",
        "uranium",
    }  # not Uranium, as one sentence starts
    assert first.words[0] == "Rouhani"
    assert set(second.words) == {"uranium"}


def test_a_limit(index: searchkit.Index) -> None:
    results = index.similar("rouhani", limit=1)
    assert [hit.article.id for hit in results.hits] == ["snapback"]
    assert results.total == 2


def test_an_article_like_no_other(index: searchkit.Index) -> None:
    assert index.similar("cup").hits == ()


def test_an_unknown_id(index: searchkit.Index) -> None:
    with pytest.raises(NotFoundError, match="rouhanis"):
        index.similar("rouhanis")


def test_updates_are_seen(tmp_path: Path) -> None:
    folder = archive(tmp_path, ARTICLES, names=False)
    (tmp_path / "corpus/snapback.jsonl").unlink()
    more = (
        '{"id": "twin", "title": "Rouhani", "text": "Rouhani rejects snapback of sanctions, says Rouhani."}'
    )
    (tmp_path / "corpus/twin.jsonl").write_text(more)
    searchkit.update(index=folder, workers=1)
    with searchkit.open(folder) as index:
        assert [hit.article.id for hit in index.similar("rouhani").hits] == ["twin", "iaea"]
