from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.article import DateSpan
from searchkit.dates import (
    day_first_of_language,
    day_order,
    find_printed,
    is_future,
    parse_printed,
    readings,
)

DAYS = st.dates(date(1450, 1, 1), date(2199, 12, 31))
DAY_FORMATS = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y%m%d",
    "%Y-%m-%dT23:59:59-08:00",
    "%d %b %Y",
    "%d %B %Y, 14:05",
    "%B %d, %Y",
    "%b. %d, %Y at 2:05 p.m. EST",
    "%a, %d %b %Y 00:00:00 +0000",
    "%A %d %B %Y 09.15 BST",
    "%d-%b-%Y",
    "%Y %B %d",
    "Published on %B %d, %Y",
    "%Y年%m月%d日",
]
WORDS = [
    "30",
    "2018",
    "18",
    "Aug",
    "May",
    "Q3",
    "mid",
    "-",
    "/",
    "to",
    "summer",
    "of",
    ",",
    "'18",
    "12:30",
    "EST",
    "1st",
]


def golden() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "golden" / "dates.tsv").read_text("utf-8").splitlines()
    return [(printed, expected) for printed, expected in (line.split("\t") for line in lines[1:])]


@pytest.mark.parametrize(("printed", "expected"), golden())
def test_a_printed_date_is_read_as_precisely_as_it_is_printed(printed: str, expected: str) -> None:
    span = parse_printed(printed)
    if "|" in expected:
        assert span is None
        assert " | ".join(reading.iso for reading in readings(printed)) == expected
    else:
        assert (span.iso if span else "-") == expected
        assert [reading.iso for reading in readings(printed)] == ([] if expected == "-" else [expected])


def test_the_golden_set_is_large() -> None:
    assert len(golden()) >= 200


def test_the_text_a_date_was_read_from_is_kept() -> None:
    assert parse_printed(" Aug. 2018 ") == DateSpan(date(2018, 8, 1), date(2018, 8, 31), "Aug. 2018")


@pytest.mark.parametrize(("day_first", "expected"), [(True, "2018-04-03"), (False, "2018-03-04")])
def test_the_order_settles_a_date_in_figures(day_first: bool, expected: str) -> None:
    span = parse_printed("03/04/2018", day_first=day_first)
    assert span is not None
    assert span.iso == expected


def test_a_date_of_one_reading_keeps_it_whatever_the_order() -> None:
    spans = [parse_printed("30/08/2018", day_first=order) for order in (True, False)]
    assert [span and span.iso for span in spans] == ["2018-08-30", "2018-08-30"]


@pytest.mark.parametrize(
    ("printed", "today", "expected"),
    [
        ("30-Aug-25", date(2026, 1, 1), "2025-08-30"),
        ("30-Aug-27", date(2026, 1, 1), "1927-08-30"),
        ("Aug '99", date(2026, 1, 1), "1999-08"),
        ("30-Aug-68", None, "2068-08-30"),
    ],
)
def test_today_settles_the_century_of_two_digits(printed: str, today: date | None, expected: str) -> None:
    span = parse_printed(printed, today=today)
    assert span is not None
    assert span.iso == expected


@given(DAYS, st.sampled_from(DAY_FORMATS))
def test_a_printed_day_comes_back_as_that_day(day: date, form: str) -> None:
    span = parse_printed(day.strftime(form))
    assert span is not None
    assert (span.first, span.last) == (day, day)


@given(DAYS, st.sampled_from(["%B %Y", "%b. %Y", "%Y-%m", "%m/%Y", "%Y %B"]))
def test_a_printed_month_is_a_whole_month(day: date, form: str) -> None:
    span = parse_printed(day.strftime(form))
    assert span is not None
    assert span.iso == day.strftime("%Y-%m")


@given(DAYS, st.integers(1, 40))
def test_a_printed_range_comes_back(first: date, length: int) -> None:
    last = min(first + timedelta(days=length), date(2199, 12, 31))
    span = parse_printed(f"{first:%B} {first.day}, {first.year} – {last:%B} {last.day}, {last.year}")
    assert span is not None
    assert (span.first, span.last) == (first, last)


@given(DAYS, DAYS)
def test_nothing_is_taken_from_today(day: date, today: date) -> None:
    for form in ("%B", "%B %d", "%d", "%A", "%H:%M"):
        assert parse_printed(day.strftime(form), today=today) is None


@given(st.text(max_size=120))
def test_any_text_has_an_answer(text: str) -> None:
    for span in readings(text):
        assert span.first <= span.last


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_any_arrangement_of_date_words_has_an_answer(text: str) -> None:
    span = parse_printed(text)
    if span is not None:  # its year is printed: 2018, or 18 or 30 where a year of two digits may stand
        assert span.last.year in (2018, 2030)
        assert str(span.last.year)[2:] in text


@given(DAYS, st.sampled_from(["The army left on {}", "{} was a Monday", "On {}, she said", "Resolution {}"]))
def test_a_date_in_prose_is_none(day: date, sentence: str) -> None:
    assert parse_printed(sentence.format(f"{day:%B} {day.day}, {day.year}")) is None


def test_a_long_text_is_no_date() -> None:
    assert parse_printed("2018-08-30" + " " * 100_000) is None


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["13/04/2018", "03/04/2018"], True),
        (["04/13/2018", "03/04/2018"], False),
        (["Published 03/04/2018", "updated 2018-04-03"], True),
        (["Published 03/04/2018, that is March 4, 2018"], False),
        (["Friday, 03/08/2018"], None),
        (["03/04/2018"], None),
        (["04/04/2018"], None),
        (["13/04/2018", "04/13/2018"], None),
        (["see 13/04/2018/x and 1.13.04.2018"], None),
        ([], None),
    ],
)
def test_the_order_of_day_and_month_is_found_by_evidence(texts: list[str], expected: bool | None) -> None:
    assert day_order(texts) is expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en-US", False),
        ("en_GB", True),
        ("en", None),
        ("de", True),
        ("fr-CA", None),
        ("ja", None),
        ("", None),
    ],
)
def test_the_order_a_language_implies(tag: str, expected: bool | None) -> None:
    assert day_first_of_language(tag) is expected


def test_days_are_found_in_a_line() -> None:
    line = (
        "By Ann Lee on 30 Aug 2018, after Aug. 31st, 2018, 2018-09-01T10:00Z, October 1–2, 2018; not May 2018"
    )
    found = [(line[start:end], span.iso) for start, end, span in find_printed(line)]
    assert found == [
        ("30 Aug 2018", "2018-08-30"),
        ("Aug. 31st, 2018", "2018-08-31"),
        ("2018-09-01", "2018-09-01"),
        ("October 1–2, 2018", "2018-10-01..2018-10-02"),
    ]


@pytest.mark.parametrize(
    "line", ["Resolution 2231 (2015)", "in May 2018", "03/04/2018", "tel. 2018-08-3012", "Feb 30, 2018"]
)
def test_what_is_no_certain_day_is_not_found(line: str) -> None:
    assert list(find_printed(line)) == []


def test_a_span_is_future_only_when_all_of_it_is() -> None:
    august = DateSpan(date(2018, 8, 1), date(2018, 8, 31))
    assert is_future(august, date(2018, 7, 31))
    assert not is_future(august, date(2018, 8, 1))


def test_dateutil_is_imported_only_for_what_nothing_else_reads() -> None:
    code = (
        "import sys; from searchkit.dates import parse_printed; parse_printed('30 Aug 2018, 14:05 EDT');"
        "sys.exit('dateutil' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("printed", "expected"), [("10h 5m 3s, 30 Aug 2018", "2018-08-30"), ("Aug 2018 at 14h", "2018-08")]
)
def test_dateutil_reads_the_rest_without_adding_to_it(printed: str, expected: str) -> None:
    span = parse_printed(printed)
    assert span is not None
    assert span.iso == expected


def test_figures_that_are_no_day_are_no_evidence() -> None:
    assert day_order(["13/13/2018"]) is None
