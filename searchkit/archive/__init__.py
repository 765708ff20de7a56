"""The straight lines: paths -> `rebuild` or `update` -> an index; text -> `open(index).search` -> answers.

    building/    rebuild and update
    answer.py    Index.search: from a line of text to ranked articles
    whoiswho/    which names mean the same
    smoothing.py `--expand`: scores smoothed over articles that are alike
    explain.py   how a query was read, why an article has its rank;  nothing.py  why a search found nothing
    looking/     facets, timelines, concordances, related articles
    keeping/     saved searches, exports and what else the user keeps
    cite/        citations;  quotes/  the quotations of a draft, checked
    anchors.py   `deal#p3`: an article or a paragraph;  originals.py  the file an article was read from
    verify.py    check: whether an index is as it was written

Names are loaded when first used: a search needs nothing of what builds.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from searchkit.archive.answer import Filters, Hit, Index, SearchResults
    from searchkit.archive.answer import open_index as open  # noqa: A004  the public name is searchkit.open
    from searchkit.archive.building.build import leave_out, rebuild, update
    from searchkit.archive.building.report import Progress, Report
    from searchkit.archive.verify import CheckReport, check
    from searchkit.ingest import Skipped

_HOME = {
    "CheckReport": "verify",
    "Filters": "answer",
    "Hit": "answer",
    "Index": "answer",
    "SearchResults": "answer",
    "open": "answer",
    "Progress": "building.report",
    "Report": "building.report",
    "Skipped": "building.build",
    "check": "verify",
    "leave_out": "building.build",
    "rebuild": "building.build",
    "update": "building.build",
}

__all__ = [
    "CheckReport",
    "Filters",
    "Hit",
    "Index",
    "Progress",
    "Report",
    "SearchResults",
    "Skipped",
    "check",
    "leave_out",
    "open",
    "rebuild",
    "update",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{_HOME[name]}")
    return getattr(module, "open_index" if name == "open" else name)
