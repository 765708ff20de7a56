"""Dates, counts, sizes and times as people read them."""

from __future__ import annotations

import pytest

from searchkit.article import Article, Author, DateSpan
from searchkit.cli.answers.wording import author_names, counted, duration, printed_date, size


@pytest.mark.parametrize(
    ("iso", "printed"),
    [
        ("2018-08-14", "14 Aug 2018"),
        ("2018-08", "Aug 2018"),
        ("2018", "2018"),
        ("2018..2019", "2018 – 2019"),
        ("2018-06..2018-08", "Jun 2018 – Aug 2018"),
        ("2018-12..2019-02", "Dec 2018 – Feb 2019"),
        ("2018-08-14..2018-08-16", "14 Aug 2018 – 16 Aug 2018"),
        ("2020-02", "Feb 2020"),
    ],
)
def test_a_date_is_as_precise_as_it_was_printed(iso: str, printed: str) -> None:
    assert printed_date(DateSpan.from_iso(iso)) == printed


def test_no_date() -> None:
    assert printed_date(None) == "undated"


def test_authors() -> None:
    def by(*names: str) -> str:
        return author_names(Article("a", "t", (), tuple(map(Author, names))))

    assert by() == ""
    assert by("A", "B", "C") == "A, B, C"
    assert by("A", "B", "C", "D", "E") == "A, B, C +2"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 articles"), (1, "1 article"), (20_000, "20,000 articles")]
)
def test_counts(number: int, said: str) -> None:
    assert counted(number, "article") == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "1 ms"), (0.0244, "24 ms"), (3.21, "3.2 s"), (59.94, "59.9 s"), (250, "4 min 10 s")],
)
def test_durations(seconds: float, said: str) -> None:
    assert duration(seconds) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(812, "812 bytes"), (3_400, "3.4 kB"), (98_100_000, "98.1 MB"), (2_000_000_000_000, "2,000.0 GB")],
)
def test_sizes(count: int, said: str) -> None:
    assert size(count) == said
