"""`update` takes in what changed, by content, and gives the index that a rebuild would give."""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import searchkit
from tests.engines.program import CLEAN, names_in, state_of, write_articles

FILES = [f"{folder}{name}.txt" for folder in ("", "north/", "south/") for name in "abc"]
TEXTS = ("war and peace talks", "peace", "sanctions on trade", "a deal of sanctions", "Sanctions, again")
changes = st.lists(
    st.tuples(st.sampled_from(FILES), st.one_of(st.none(), st.sampled_from(TEXTS))), min_size=1, max_size=6
)


def apply(root: Path, batch: list[tuple[str, str | None]]) -> None:
    """Write files, or remove those whose text is None."""
    for name, text in batch:
        path = root / name
        path.parent.mkdir(exist_ok=True)
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(f"On {text}\n\n{text}.\n")


@given(st.lists(changes, min_size=1, max_size=4))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_changes_and_update_are_a_rebuild(batches: list[list[tuple[str, str | None]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, queries = Path(folder), ("sanctions", "peace talks", '"deal of"', "title:peace", "sanc*")
        corpus = root / "corpus"
        corpus.mkdir()
        apply(corpus, [("always.txt", "a war")])
        searchkit.rebuild(corpus, root / "index", workers=1)
        for batch in batches:
            apply(corpus, batch)
            searchkit.update(index=root / "index", workers=1)
            searchkit.rebuild(corpus, root / "fresh", workers=1)
            assert state_of(root / "index", queries) == state_of(root / "fresh", queries)


records = st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from(TEXTS)), max_size=4)


@given(st.lists(st.tuples(st.sampled_from(("one", "two", "three")), records), min_size=1, max_size=6))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_article_is_lost_or_doubled_when_files_share_ids(
    batches: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        corpus = root / "corpus"
        corpus.mkdir()
        (corpus / "zero.jsonl").write_text('{"id": "w", "title": "War", "text": "war"}\n')
        searchkit.rebuild(corpus, root / "index", workers=1)
        for name, lines in batches:
            rows = [json.dumps({"id": i, "title": text, "text": text}) for i, text in lines]
            (corpus / f"{name}.jsonl").write_text("\n".join(rows))
            searchkit.update(index=root / "index", workers=1)
            searchkit.rebuild(corpus, root / "fresh", workers=1)
            assert contents(root / "index") == contents(root / "fresh")


def contents(index: Path) -> Counter[tuple[str, str]]:
    """Articles by the id their file gives them (without the number that makes it unique) and digest."""
    digests = state_of(index, ())["digests"]
    assert isinstance(digests, Mapping)
    return Counter((article_id.split("-")[0], digest) for article_id, digest in digests.items())


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    write_articles(tmp_path / "corpus", "first", range(6))
    searchkit.rebuild(tmp_path / "corpus", tmp_path / "index", workers=1)
    return tmp_path


def test_what_changed_is_counted(archive: Path) -> None:
    before = state_of(archive / "index", ())["digests"]
    write_articles(archive / "corpus", "first", [1, 2, 3, 4, 5, 77])
    path = archive / "corpus/a3.txt"
    path.write_text(path.read_text() + "\nOne more paragraph.\n")
    report = searchkit.update(index=archive / "index")
    counts = (report.added, report.changed, report.removed, report.unchanged, report.articles)
    assert counts == (1, 1, 1, 4, 6)
    after = state_of(archive / "index", ())["digests"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert {i for i in before if before[i] == after.get(i)} == {"a1", "a2", "a4", "a5"}
    assert set(after) == {"a1", "a2", "a3", "a4", "a5", "a77"}


def test_a_new_time_stamp_is_no_change(archive: Path) -> None:
    for path in (archive / "corpus").iterdir():
        os.utime(path, (1, 1))
    report = searchkit.update(index=archive / "index")
    assert (report.unchanged, report.changed, report.generation) == (6, 0, 1)
    assert names_in(archive / "index") == CLEAN


def test_the_same_article_in_two_files_is_there_for_each_and_no_more(archive: Path) -> None:
    line = '{"id": "x", "title": "The same", "text": "The same text."}\n'
    for name in ("one.jsonl", "two.jsonl"):
        (archive / "corpus" / name).write_text(line)
    for _ in range(3):
        assert searchkit.update(index=archive / "index").articles == 8
    (archive / "corpus/one.jsonl").unlink()
    assert searchkit.update(index=archive / "index").articles == 7
    (archive / "corpus/two.jsonl").unlink()
    assert searchkit.update(index=archive / "index").articles == 6


def test_names_are_looked_for_when_they_were_not_before(archive: Path) -> None:
    searchkit.rebuild(archive / "corpus", archive / "index", names=False)
    searchkit.update(index=archive / "index")
    with searchkit.open(archive / "index") as index:
        assert index.count("name:Geneva") == 0
    searchkit.update(index=archive / "index", names=True)
    with searchkit.open(archive / "index") as index:
        assert index.count("name:Geneva") == 6


def unreadable(path: Path) -> None:
    path.chmod(0)
    if os.access(path, os.R_OK):
        path.chmod(0o755)
        pytest.skip("this user may read everything")


def test_what_cannot_be_read_now_is_kept_and_named(archive: Path) -> None:
    """Only an article that is gone, or has other content, goes away: a disk may be back tomorrow."""
    broken = archive / "corpus/a3.txt"
    broken.unlink()
    broken.symlink_to("nowhere")
    report = searchkit.update(index=archive / "index")
    assert [skipped.path for skipped in report.skipped] == ["a3.txt"]
    assert (report.articles, report.removed, report.unchanged) == (6, 0, 6)
    broken.unlink()
    assert searchkit.update(index=archive / "index").articles == 5


def test_a_folder_that_cannot_be_listed_keeps_its_articles(archive: Path) -> None:
    write_articles(archive / "corpus/inner", "inner", range(100, 103))
    searchkit.update(index=archive / "index")
    unreadable(archive / "corpus/inner")
    report = searchkit.update(index=archive / "index")
    (archive / "corpus/inner").chmod(0o755)
    assert [skipped.path for skipped in report.skipped] == ["inner"]
    assert (report.articles, report.removed) == (9, 0)


def test_a_root_that_is_gone_is_an_error_and_not_an_empty_archive(archive: Path) -> None:
    (archive / "corpus").rename(archive / "elsewhere")
    with pytest.raises(searchkit.SearchkitError, match="There is no file or folder"):
        searchkit.update(index=archive / "index")
    assert len(state_of(archive / "index", ())["digests"]) == 6  # type: ignore[arg-type]


def test_many_small_updates_leave_few_segments(archive: Path) -> None:
    for number in range(30):
        (archive / "corpus" / f"a{number}.txt").write_text(f"Report {number}\n\nRound {number} of talks.\n")
        searchkit.update(index=archive / "index", workers=1)
    with searchkit.open(archive / "index") as index:
        assert index.info()["segments"] <= 2
        assert index.info()["articles"] == 30
        assert index.count("round") == 30


def test_a_few_new_articles_stay_in_one_small_segment(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", "first", range(60))
    searchkit.rebuild(tmp_path / "corpus", tmp_path / "index", workers=1, names=False)
    for number in range(60, 64):
        (tmp_path / "corpus" / f"a{number}.txt").write_text(f"Report {number}\n\nOf later days, {number}.\n")
        searchkit.update(index=tmp_path / "index", workers=1)
    with searchkit.open(tmp_path / "index") as index:
        assert index.info()["segments"] == 2
        assert (index.count("first"), index.count("later")) == (60, 4)


def test_an_archive_that_has_grown_by_a_tenth_is_one_segment_again(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", "first", range(40))
    searchkit.rebuild(tmp_path / "corpus", tmp_path / "index", workers=1, names=False)
    segments = []
    for number in range(40, 52):
        (tmp_path / "corpus" / f"a{number}.txt").write_text(f"Report {number}\n\nOf later days, {number}.\n")
        searchkit.update(index=tmp_path / "index", workers=1)
        with searchkit.open(tmp_path / "index") as index:
            segments.append(index.info()["segments"])
            assert index.count("first OR later") == number + 1
    assert segments == [2, 2, 2, 2, 1, 2, 2, 2, 2, 1, 2, 2]


def test_a_segment_with_many_deleted_articles_is_written_again_without_them(tmp_path: Path) -> None:
    write_articles(tmp_path / "corpus", "first", range(300))
    searchkit.rebuild(tmp_path / "corpus", tmp_path / "index", workers=1, names=False)
    before = segment_bytes(tmp_path / "index")
    for path in sorted((tmp_path / "corpus").iterdir())[:200]:
        path.unlink()
    searchkit.update(index=tmp_path / "index", workers=1)
    assert segment_bytes(tmp_path / "index") < before / 2
    with searchkit.open(tmp_path / "index") as index:
        assert (index.info()["articles"], index.count("first")) == (100, 100)


def segment_bytes(index: Path) -> int:
    return sum(path.stat().st_size for path in index.rglob("MAIN_*") if path.suffix != ".toc")
