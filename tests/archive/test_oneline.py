"""A query and its filters as one line that means the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.archive import Filters
from searchkit.archive.keeping.oneline import dated_line, one_line
from searchkit.errors import QuerySyntaxError
from searchkit.query import parse, show
from tests.query.strategies import queries

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "filters", "line"),
    [
        ("iran", Filters(since="last summer"), 'iran since:"last summer"'),
        ("iran  deal", Filters(), "iran deal"),
        ("a OR b", Filters(until="2018"), "(a OR b) until:2018"),
        ("*", Filters(on="yesterday"), "date:yesterday"),
        ("*", Filters(), "*"),
        ("-iraq", Filters(languages=("en", "fr")), '-iraq (lang:"en" OR lang:"fr")'),
        (
            '"state of war"',
            Filters(authors=("John “Jack” Bolton",)),
            '"state of war" author:"John Jack Bolton"',
        ),
        ("x", Filters(sources=("BBC",), names=("Iran",)), 'x name:"Iran" source:"BBC"'),
    ],
)
def test_lines(text: str, filters: Filters, line: str) -> None:
    assert one_line(text, filters, TODAY) == line


@pytest.mark.parametrize(("text", "filters"), [("a (", Filters()), ("a", Filters(since="the day"))])
def test_what_cannot_be_read(text: str, filters: Filters) -> None:
    with pytest.raises(QuerySyntaxError):
        one_line(text, filters, TODAY)


def test_dates_move_on_with_the_day() -> None:
    line = one_line("iran", Filters(since="yesterday"), TODAY)
    assert dated_line(line, TODAY) == "iran since:2026-11-21"
    assert dated_line(line, date(2026, 12, 2)) == "iran since:2026-12"


FILTERS = st.builds(
    Filters,
    st.lists(st.sampled_from(("John Bolton", "J. Bolton", "O'Neill")), max_size=2).map(tuple),
    st.sampled_from(("", "2018", "last summer", "Aug 2018")),
    st.sampled_from(("", "2019-02", "yesterday")),
    st.sampled_from(("", "2018-01..2018-09")),
    st.lists(st.sampled_from(("Iran", "Guard Corps")), max_size=2).map(tuple),
)


@given(queries(), FILTERS)
def test_the_line_means_what_the_query_means_with_its_filters(tree: object, filters: Filters) -> None:
    text = show(tree)  # type: ignore[arg-type]
    line = one_line(text, filters, TODAY)
    assert parse(line, today=TODAY) == filters.narrow(parse(text, today=TODAY), TODAY)
