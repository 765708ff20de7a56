"""Copies are one result; whoever wants all of them can have them."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import searchkit
from searchkit.archive.explain import reason
from searchkit.archive.looking.copies import copies

SYLLABLES = (
    "ba",
    "dor",
    "fen",
    "gi",
    "hul",
    "kam",
    "lo",
    "mer",
    "nis",
    "ola",
    "pra",
    "rut",
    "sta",
    "ven",
    "zo",
)


def story(number: int, edition: int = 0) -> list[str]:
    """The text of a story about a tunnel, in words of its own; each edition has another end."""
    rng = random.Random(number)  # noqa: S311  the same text every time
    told = ["".join(rng.choices(SYLLABLES, k=3)) for _ in range(100)]
    return [
        f"The tunnel, that tunnel, the tunnel {' '.join(told[:50])}.",
        f"{' '.join(told[50:])}.",
        f"Edition number {edition}.",
    ]


def write(folder: Path, name: str, text: list[str], day: str, title: str = "", source: str = "Wire") -> None:
    """One article in a file of its own."""
    record = {
        "id": name,
        "title": title or f"On {name}",
        "date": day,
        "source": source,
        "text": "\n\n".join(text),
    }
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.jsonl").write_text(json.dumps(record))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    write(corpus, "first", story(1), "2020-05-01")
    write(corpus, "again", story(1, 1), "2020-05-02", source="Courier", title="Tunnel tunnel tunnel")
    write(corpus, "late", story(1, 2), "2020-05-03", source="Courier")
    write(corpus, "other", story(2), "2020-05-02")
    searchkit.rebuild(corpus, tmp_path / "index", workers=1)
    return tmp_path / "index"


def test_of_the_copies_that_match_only_the_earliest_is_found(archive: Path) -> None:
    with searchkit.open(archive) as index:
        found = index.search("tunnel", limit=10)
        assert {hit.id for hit in found.hits} == {"first", "other"}
        assert (found.total, found.folded) == (2, 2)
        assert {hit.id: hit.copies for hit in found.hits} == {"first": ("again", "late"), "other": ()}
        assert index.count("tunnel") == 2


def test_all_copies_are_found_if_asked_for(archive: Path) -> None:
    with searchkit.open(archive) as index:
        found = index.search("tunnel", limit=10, copies=True)
        assert {hit.id for hit in found.hits} == {"first", "again", "late", "other"}
        assert (found.total, found.folded) == (4, 0)
        assert index.count("tunnel", copies=True) == 4


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("tunnel since:2020-05-02", {"again", "other"}),
        ("tunnel source:courier", {"again"}),
        ("tunnel since:2020-05-03", {"late"}),
        ('"edition number 2"', {"late"}),
        ("title:tunnel", {"again"}),
        ("-id:first", {"again", "other"}),
    ],
)
def test_a_copy_is_found_where_the_earlier_ones_do_not_match(
    archive: Path, query: str, ids: set[str]
) -> None:
    with searchkit.open(archive) as index:
        assert {hit.id for hit in index.search(query, mode="all").hits} == ids


def test_facets_count_what_the_search_finds(archive: Path) -> None:
    with searchkit.open(archive) as index:
        folded, every = (index.search("tunnel", copies=copied) for copied in (False, True))
        assert index.engine.facet_counts(folded.query, "source") == [("Wire", 2)]
        assert index.engine.facet_counts(every.query, "source") == [("Courier", 2), ("Wire", 2)]


def test_the_copies_of_an_article(archive: Path) -> None:
    with searchkit.open(archive) as index:
        assert [(each.article.id, each.shared > 0.9) for each in copies(index, "late")] == [
            ("first", True),
            ("again", True),
            ("late", True),
        ]
        assert [each.article.id for each in copies(index, "other")] == ["other"]


def stories_of(index: Path) -> set[tuple[str, ...]]:
    with searchkit.open(index) as opened:
        hits = opened.search("*", limit=1000, copies=True).hits
        keys = {hit.id: opened.engine.key(hit.id) for hit in hits}
        stories = (opened.engine.story(key) for key in keys.values() if key is not None)
        return {tuple(opened.engine.article(key).id for key in story) for story in stories}


STEPS = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.integers(-1, 4), st.integers(0, 2), st.integers(1, 28)),
    min_size=1,
    max_size=6,
)
"""Which file, the story it now tells (-1: it is removed), the edition, the day."""


@given(st.lists(STEPS, min_size=1, max_size=4))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_updates_the_stories_are_those_of_a_rebuild(
    updates: list[list[tuple[str, int, int, int]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        write(corpus, "stays", story(0), "2020-01-15")
        for steps in updates:
            for name, number, edition, day in steps:
                if number < 0:
                    (corpus / f"{name}.jsonl").unlink(missing_ok=True)
                else:
                    write(corpus, name, story(number, edition), f"2020-01-{day:02}")
            searchkit.update(corpus, Path(folder) / "updated", workers=1)
        searchkit.rebuild(corpus, Path(folder) / "rebuilt", workers=1)
        assert stories_of(Path(folder) / "updated") == stories_of(Path(folder) / "rebuilt")


def test_an_article_is_not_similar_to_its_copies(archive: Path) -> None:
    with searchkit.open(archive) as index:
        assert [hit.article.id for hit in index.similar("late").hits] == ["other"]
        of_other = [hit.article.id for hit in index.similar("other").hits]
        assert len(of_other) == 1
        assert of_other[0] in {"first", "again", "late"}


def test_why_a_copy_is_not_in_the_answer(archive: Path) -> None:
    with searchkit.open(archive) as index:
        results = index.search("tunnel")
        assert [reason(index, results, name).copy_of for name in ("first", "again", "other")] == [
            "",
            "first",
            "",
        ]
        since = index.search("tunnel since:2020-05-02")
        assert [reason(index, since, name).copy_of for name in ("again", "late")] == ["", "again"]
        everything = index.search("tunnel", copies=True)
        assert reason(index, everything, "again").copy_of == ""
