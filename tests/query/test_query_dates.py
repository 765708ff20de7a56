"""Dates as people type them, read on Sunday 22 November 2026 unless a row says otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from searchkit.errors import QuerySyntaxError
from searchkit.query.dates import parse_period

TABLE = """
2018                  | 2018
2018-08               | 2018-08
2018-08-30            | 2018-08-30
Aug 2018              | 2018-08
august 2018           | 2018-08
30 Aug 2018           | 2018-08-30
Aug. 30, 2018         | 2018-08-30
30/08/2018            | 2018-08-30
03/03/2018            | 2018-03-03
mid-2018              | 2018-05..2018-08
early 2018            | 2018-01..2018-04
late 2018             | 2018-09..2018-12
spring 2019           | 2019-03..2019-05
Q3 2018               | 2018-07..2018-09
1990s                 | 1990-01..1999-12
2018-2019             | 2018-01..2019-12
today                 | 2026-11-22
yesterday             | 2026-11-21
Yesterday             | 2026-11-21
sunday                | 2026-11-22
last sunday           | 2026-11-15
monday                | 2026-11-16
Mon                   | 2026-11-16
saturday              | 2026-11-21
last saturday         | 2026-11-21
this week             | 2026-11-16..2026-11-22
last week             | 2026-11-09..2026-11-15
this month            | 2026-11
last month            | 2026-10
this quarter          | 2026-10..2026-12
last quarter          | 2026-07..2026-09
this year             | 2026
last year             | 2025
previous year         | 2025
past week             | 2026-11-15..2026-11-22
past month            | 2026-10-22..2026-11-22
the past year         | 2025-11-22..2026-11-22
past 30 days          | 2026-10-23..2026-11-22
last 30 days          | 2026-10-23..2026-11-22
last two weeks        | 2026-11-08..2026-11-22
two weeks ago         | 2026-11-08
2 weeks ago           | 2026-11-08
a week ago            | 2026-11-15
10 days ago           | 2026-11-12
3 months ago          | 2026-08-22
a year ago            | 2025-11-22
last summer           | 2026-06..2026-08
this summer           | 2026-06..2026-08
last autumn           | 2025-09..2025-11
this fall             | 2026-09..2026-11
last winter           | 2025-12..2026-02
last august           | 2026-08
last december         | 2025-12
this august           | 2026-08
last november         | 2025-11
"""
OTHER_DAYS = """
2026-07-01 | last summer   | 2025-06..2025-08
2026-07-01 | this summer   | 2026-06..2026-08
2026-01-15 | this winter   | 2025-12..2026-02
2026-01-15 | last winter   | 2024-12..2025-02
2026-01-01 | yesterday     | 2025-12-31
2026-01-15 | last month    | 2025-12
2026-01-15 | last quarter  | 2025-10..2025-12
2026-01-01 | this week     | 2025-12-29..2026-01-04
2026-03-31 | a month ago   | 2026-02-28
2024-03-31 | a month ago   | 2024-02-29
2024-02-29 | a year ago    | 2023-02-28
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "iso"), rows(TABLE))
def test_a_date_and_the_days_it_stands_for(text: str, iso: str) -> None:
    assert parse_period(text, today=date(2026, 11, 22)).iso == iso


@pytest.mark.parametrize(("today", "text", "iso"), rows(OTHER_DAYS))
def test_relative_dates_on_other_days(today: str, text: str, iso: str) -> None:
    assert parse_period(text, today=date.fromisoformat(today)).iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "hello", "last", "ago", "summer", "august", "last thing", "some weeks ago", "two ago",
        "2018-13", "2018-02-30", "0000", "0999", "9999", "9999 years ago", "99999 days ago", "tomorrow",
        "30", "12:30", "this monday week", "last 0x1 days", ">2018", "<2018-08", ">=2018",
    ],
)  # fmt: skip
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    with pytest.raises(QuerySyntaxError, match="is not a date"):
        parse_period(text, today=date(2026, 11, 22))


def test_a_date_of_two_readings_is_refused_with_both() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse_period("03/04/2018", today=date(2026, 11, 22))
    assert caught.value.hint == "Write the one that is meant: 2018-04-03 or 2018-03-04"
