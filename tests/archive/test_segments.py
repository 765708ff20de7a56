"""A small archive is searched as fast after updates as after a rebuild, because it is one segment again each time."""

from __future__ import annotations

from pathlib import Path

import pytest

import searchkit


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(40):
        (corpus / f"a{number}.txt").write_text(f"Report {number}\n\nRound {number} of the talks.\n")
    searchkit.rebuild(corpus, tmp_path / "index", workers=1, names=False)
    return tmp_path


def test_a_small_archive_is_one_segment_whatever_comes_and_goes(archive: Path) -> None:
    corpus, index = archive / "corpus", archive / "index"
    for number in range(4):
        (corpus / f"a{number}.txt").write_text(f"Report {number}\n\nA later round, {number}.\n")
        (corpus / f"a{number + 10}.txt").unlink()
        (corpus / f"b{number}.txt").write_text(f"Report {number}\n\nThe round after that.\n")
        searchkit.update(index=index, workers=1)
        with searchkit.open(index) as opened:
            assert (opened.info()["segments"], opened.info()["articles"]) == (1, 40)
            assert (opened.count("later"), opened.count('"after that"')) == (number + 1, number + 1)


def test_what_is_taken_out_of_a_small_archive_leaves_its_segment_as_it_is(archive: Path) -> None:
    corpus, index = archive / "corpus", archive / "index"
    [before] = index.rglob("MAIN_*.articles")
    (corpus / "a7.txt").unlink()
    searchkit.update(index=index, workers=1)
    assert [path.name for path in index.rglob("MAIN_*.articles")] == [before.name]
    with searchkit.open(index) as opened:
        assert (opened.count("round"), opened.count("7")) == (39, 0)
