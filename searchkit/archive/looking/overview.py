"""What an archive looks like from afar, and whether its index is still up to date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from searchkit.archive.answer import Index
from searchkit.archive.building.sources import FILE_NAME, Sources, uniquely_named
from searchkit.archive.keeping.userfiles import no_articles
from searchkit.archive.looking.around import Facet, Timeline, facets, timeline
from searchkit.ingest import Skipped, SourceFile, walk


@dataclass(frozen=True, slots=True)
class Changes:
    """Files as they are now beside those an index was built from, by their names and times alone.

    `newer` were written to after the index was made. What is `unreachable` is a path that is not there now; its
    files count as gone.
    """

    files: int
    new: int
    newer: int
    gone: int
    unreachable: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether an update would find something to look at."""
        return bool(self.new or self.newer or self.gone)


@dataclass(frozen=True, slots=True)
class Overview:
    """All articles by year, author and source, copies included; `stories` counts each story once."""

    years: Timeline
    authors: Facet
    sources: Facet
    stories: int
    changes: Changes


def overview(opened: Index) -> Overview:
    """Look at all articles and at the files they are from. Raises IndexDamagedError."""
    everything = opened.search("*", limit=0, copies=True)
    authors, sources = facets(opened, everything, ("author", "source"), aliases=False)
    stories = opened.search("*", limit=0).total
    return Overview(timeline(opened, everything, "year"), authors, sources, stories, changes(opened))


def changes(opened: Index) -> Changes:
    """What has changed below the paths that an index was built from. No file is read for it."""
    if opened.known is None:
        return Changes(0, 0, 0, 0)
    generation = opened.known.generation
    known = Sources.load(generation.read(FILE_NAME))
    made = datetime.fromisoformat(str(generation.manifest["made"])).timestamp()
    there = [root for root in known.roots if root.exists()]
    items = uniquely_named(walk(there, without=no_articles(opened.known.index)))
    found = {item.name if isinstance(item, SourceFile) else item.path: item for item in items}
    return Changes(
        files=len(found),
        new=len(found.keys() - known.digests.keys()),
        newer=sum(_written(item) > made + 1 for name, item in found.items() if name in known.digests),
        gone=len(known.digests.keys() - found.keys()),
        unreachable=tuple(str(root) for root in known.roots if root not in there),
    )


def _written(item: SourceFile | Skipped) -> float:
    try:
        return item.path.stat().st_mtime if isinstance(item, SourceFile) else 0.0
    except OSError:
        return 0.0
