"""Removed articles: which article a line means, whatever ids repeat and whatever order files are read in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import searchkit
from searchkit.archive import Report, leave_out
from searchkit.archive.building.removed import LeftOut, Removed, add, read_removed, take_back
from searchkit.archive.looking.overview import changes
from searchkit.errors import NotFoundError


def export(folder: Path, name: str, *records: tuple[str, str]) -> None:
    (folder / "corpus").mkdir(exist_ok=True)
    lines = (json.dumps({"id": each, "title": text, "text": f"{text} oil."}) + "\n" for each, text in records)
    (folder / "corpus" / name).write_text("".join(lines))


def rebuild(folder: Path) -> Report:
    return searchkit.rebuild(folder / "corpus", folder / "index", names=False, workers=1)


def update(folder: Path) -> Report:
    return searchkit.update(index=folder / "index", workers=1)


def titles(folder: Path) -> dict[str, str]:
    with searchkit.open(folder / "index") as index:
        return {hit.id: hit.article.title for hit in index.search("oil", limit=99, copies=True).hits}


def remove(folder: Path, article_id: str) -> None:
    with searchkit.open(folder / "index") as index:
        add(folder / "removed.txt", [(article_id, index.article(article_id).path)])
    leave_out(folder / "index")


@pytest.mark.parametrize("removed", ["talk", "talk-2"])
def test_of_ids_that_repeat_only_the_one_goes(tmp_path: Path, removed: str) -> None:
    export(tmp_path, "a.jsonl", ("talk", "First"))
    export(tmp_path, "b.jsonl", ("talk", "Second"))
    export(tmp_path, "c.jsonl", ("talk", "Third"))
    rebuild(tmp_path)
    expected = {key: title for key, title in titles(tmp_path).items() if key != removed}
    assert len(expected) == 2
    remove(tmp_path, removed)
    assert titles(tmp_path) == expected
    rebuild(tmp_path)
    assert titles(tmp_path) == expected
    export(tmp_path, "c.jsonl", ("talk", "Third again"))
    report = update(tmp_path)
    assert (report.changed, report.articles) == (1, 2)
    assert "Third again" in titles(tmp_path).values()
    assert not {"First", "Second", "Third again"} <= set(titles(tmp_path).values())


def test_an_id_that_goes_to_another_file_takes_no_line_along(tmp_path: Path) -> None:
    export(tmp_path, "a.jsonl", ("talk", "First"))
    export(tmp_path, "b.jsonl", ("talk", "Second"))
    rebuild(tmp_path)
    remove(tmp_path, "talk")
    export(tmp_path, "b.jsonl", ("talk", "Second again"))  # it has its number no more
    update(tmp_path)
    assert titles(tmp_path) == {"talk": "Second again"}
    export(tmp_path, "a.jsonl", ("talk", "First again"))
    update(tmp_path)
    assert titles(tmp_path) == {"talk": "Second again"}
    remove(tmp_path, "talk")
    rebuild(tmp_path)
    assert titles(tmp_path) == {}


@pytest.mark.parametrize("removed", ["First", "Second"])
def test_of_one_id_twice_in_a_file_only_the_one_goes(tmp_path: Path, removed: str) -> None:
    export(tmp_path, "a.jsonl", ("talk", "First"), ("talk", "Second"))
    rebuild(tmp_path)
    (article_id,) = (key for key, title in titles(tmp_path).items() if title == removed)
    (other,) = {"First", "Second"} - {removed}
    remove(tmp_path, article_id)
    for build in (rebuild, update):
        build(tmp_path)
        assert list(titles(tmp_path).values()) == [other]
    export(tmp_path, "a.jsonl", ("talk", "First"), ("talk", "Second"), ("walk", "Third"))
    update(tmp_path)
    assert sorted(titles(tmp_path).values()) == sorted([other, "Third"])


def test_ids_that_only_look_numbered_are_their_own(tmp_path: Path) -> None:
    export(tmp_path, "a.jsonl", ("item", "First"), ("item-1", "Second"), ("item-2", "Third"))
    rebuild(tmp_path)
    remove(tmp_path, "item-2")
    rebuild(tmp_path)
    assert titles(tmp_path) == {"item": "First", "item-1": "Second"}


def test_a_file_that_goes_takes_its_removed_articles_along(tmp_path: Path) -> None:
    export(tmp_path, "a.jsonl", ("talk", "First"))
    export(tmp_path, "b.jsonl", ("walk", "Second"))
    rebuild(tmp_path)
    remove(tmp_path, "talk")
    assert update(tmp_path).notes == ("1 article left out, as removed.txt says",)
    (tmp_path / "corpus/a.jsonl").unlink()
    assert update(tmp_path).notes == ()
    export(tmp_path, "a.jsonl", ("talk", "First"))
    assert update(tmp_path).notes == ("1 article left out, as removed.txt says",)


PLACES = st.lists(st.tuples(st.text(min_size=1), st.text()), max_size=5)


@given(PLACES)
def test_whatever_an_id_holds_its_line_means_it(places: list[tuple[str, str]]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = Path(folder, "removed.txt")
        add(file, places)
        assert read_removed(file).places == set(places)
        add(file, places)
        take_back(file, {article_id for article_id, _ in places})
        assert read_removed(file).places == set()


def test_taking_back_is_all_or_nothing(tmp_path: Path) -> None:
    file = tmp_path / "removed.txt"
    add(file, [("a", "x"), ("a", "y"), ("b", "")])
    with pytest.raises(NotFoundError):
        take_back(file, ["a", "c"])
    assert len(read_removed(file).places) == 3
    take_back(file, ["a"])
    assert read_removed(file).places == {("b", "")}


def test_what_is_left_out_is_remembered_until_it_is_read_again() -> None:
    left_out = LeftOut(Removed(frozenset({("a", "x"), ("b", "")})), [("a", "x"), ("old", "y")])
    assert left_out.takes("b", "z", "b")
    assert not left_out.takes("a", "z", "a")
    assert (left_out.files(), left_out.wanted_files()) == ({"x", "y", "z"}, {"y"})
    left_out.forget({"y"}, {"x", "y"})
    assert left_out.places() == (("a", "x"),)


def test_the_files_beside_an_index_are_no_articles(tmp_path: Path) -> None:
    for name in ("aliases.txt", "authors.txt", "removed.txt", "searches.txt", "searchkit.toml"):
        (tmp_path / name).write_text("# Nothing to read here, whatever it looks like.\n")
    (tmp_path / "searches-seen.json").write_text("{}")
    (tmp_path / "talks.txt").write_text("Talks go on\n\nThe talks about the harbour went on.\n")
    for _ in range(2):
        report = searchkit.rebuild(tmp_path, tmp_path / "index", workers=1)
        assert (report.articles, report.skipped) == (1, ())


def test_the_files_beside_an_index_are_no_change_either(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text("Talks go on\n\nThe talks about the harbour went on.\n")
    searchkit.rebuild(tmp_path, tmp_path / "index", workers=1)
    (tmp_path / "aliases.txt").write_text("# Nothing yet.\n")
    with searchkit.open(tmp_path / "index") as index:
        assert not changes(index).any
