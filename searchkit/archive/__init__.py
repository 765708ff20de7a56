"""The straight lines: paths -> `rebuild` or `update` -> an index; text -> `open(index).search` -> answers.

    build.py     rebuild and update: walk, read in worker processes, write, publish
    workers.py   what a worker process does, and the pool of them
    sources.py   which files an index was built from, and what changed since
    answer.py    Index.search: from a line of text to ranked articles
    nothing.py   why a search found nothing;  explain.py  how it was read, why an article has its rank
    smoothing.py `--expand`: scores smoothed over articles that are alike;  similar.py  related articles
    stories.py   which articles are copies;  copies.py  the copies of one
    around.py    facets and timelines of what was found;  same.py  which values are one;  periods.py  years, weeks
    kwic.py      every match in its context;  cooccur.py  names that stand together
    searches.py  saved searches;  looked.py  what of them was seen;  oneline.py  a query with its filters as one line
    export.py    what a query finds, as files;  replay.py  what has changed since
    removed.py   what the user keeps out of the index
    cite/        citations;  quotes/  the quotations of a draft, checked
    anchors.py   `deal#p3`: an article or a paragraph;  originals.py  the file an article was read from
    overview.py  the archive from afar;  watch.py  updates that follow the files;  values.py  for completion
    verify.py    check: whether an index is as it was written

Names are loaded when first used: a search needs nothing of what builds.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from searchkit.archive.answer import Filters, Hit, Index, SearchResults
    from searchkit.archive.answer import open_index as open  # noqa: A004  the public name is searchkit.open
    from searchkit.archive.build import Progress, Report, leave_out, rebuild, update
    from searchkit.archive.verify import CheckReport, check
    from searchkit.ingest import Skipped

_HOME = {
    "CheckReport": "verify",
    "Filters": "answer",
    "Hit": "answer",
    "Index": "answer",
    "SearchResults": "answer",
    "open": "answer",
    "Progress": "build",
    "Report": "build",
    "Skipped": "build",
    "check": "verify",
    "leave_out": "build",
    "rebuild": "build",
    "update": "build",
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
