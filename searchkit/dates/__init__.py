"""Printed dates -> `DateSpan`, as precise as they were printed and never more.

parse_printed("Aug 2018")                    2018-08-01..2018-08-31
parse_printed("03/04/2018")                  None: two readings
readings("03/04/2018")                       both of them
day_order(["13/04/2018", "03/04/2018"])      True: day first, by evidence
find_printed("By Ann Lee on 30 Aug 2018")    the days printed in a line, and where
"""

from __future__ import annotations

from .evidence import day_first_of_language, day_order, is_future
from .find import find_printed
from .printed import parse_printed, readings

__all__ = [
    "day_first_of_language",
    "day_order",
    "find_printed",
    "is_future",
    "parse_printed",
    "readings",
]
