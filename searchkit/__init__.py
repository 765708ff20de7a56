"""Full-text search for a folder of articles.

    import searchkit

    report = searchkit.rebuild("corpus", index="index")
    with searchkit.open("index") as index:
        for hit in index.search('"state of war" since:2018', limit=10).hits:
            print(hit.rank, hit.article.title, hit.article.id)

Names are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from searchkit.archive import (
        CheckReport,
        Filters,
        Hit,
        Index,
        Progress,
        Report,
        SearchResults,
        Skipped,
        check,
        rebuild,
        update,
    )
    from searchkit.archive import open as open  # noqa: A004  the public name is searchkit.open
    from searchkit.article import Article, Author, DateSpan, Name
    from searchkit.errors import (
        IndexDamagedError,
        IndexLockedError,
        IndexUnreadableError,
        IndexVersionError,
        IngestError,
        NoIndexError,
        NotFoundError,
        QuerySyntaxError,
        SearchkitError,
        StorageError,
        UsageError,
    )

_HOME = {
    "archive": (
        "CheckReport",
        "Filters",
        "Hit",
        "Index",
        "Progress",
        "Report",
        "SearchResults",
        "Skipped",
        "check",
        "open",
        "rebuild",
        "update",
    ),
    "article": ("Article", "Author", "DateSpan", "Name"),
    "errors": (
        "IndexDamagedError",
        "IndexLockedError",
        "IndexUnreadableError",
        "IndexVersionError",
        "IngestError",
        "NoIndexError",
        "NotFoundError",
        "QuerySyntaxError",
        "SearchkitError",
        "StorageError",
        "UsageError",
    ),
}

__all__ = [
    "Article",
    "Author",
    "CheckReport",
    "DateSpan",
    "Filters",
    "Hit",
    "Index",
    "IndexDamagedError",
    "IndexLockedError",
    "IndexUnreadableError",
    "IndexVersionError",
    "IngestError",
    "Name",
    "NoIndexError",
    "NotFoundError",
    "Progress",
    "QuerySyntaxError",
    "Report",
    "SearchResults",
    "SearchkitError",
    "Skipped",
    "StorageError",
    "UsageError",
    "check",
    "open",
    "rebuild",
    "update",
]


def __getattr__(name: str) -> Any:
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
