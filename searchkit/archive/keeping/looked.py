"""What of a saved search has been shown: `searches-seen.json`, beside the index folder.

An article counts as seen when it matched as the search was saved, or when `saved run --new` has shown it. What
is kept are ids, so rebuilds change nothing, and an article that drops out and comes back is not new again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from searchkit.archive.answer import Hit, SearchResults
from searchkit.archive.keeping.userfiles import SEEN, read_text, write_text
from searchkit.errors import UsageError


@dataclass(frozen=True, slots=True)
class Looked:
    """When a search was last looked at, what it asked then, and the ids of all articles it has shown."""

    line: str
    when: datetime
    ids: frozenset[str]

    @property
    def day(self) -> date:
        """The day it was, where the user is."""
        return self.when.astimezone().date()


def seen_file(index: Path) -> Path:
    """Where it is kept for an index."""
    return index.absolute().parent / SEEN


def read_looked(file: Path) -> dict[str, Looked]:
    """What is known of each search, by name. Raises UsageError."""
    text = read_text(file)
    try:
        return {name: _entry(**entry) for name, entry in json.loads(text or "{}").items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise UsageError(
            f"{file} is not as it was written.",
            "Remove it: then every saved search counts what is there as seen.",
        ) from None


def write_looked(file: Path, looked: Mapping[str, Looked]) -> None:
    """Keep it. Raises StorageError."""
    entries = {
        name: {"line": each.line, "when": each.when.isoformat(timespec="seconds"), "ids": sorted(each.ids)}
        for name, each in looked.items()
    }
    write_text(file, json.dumps(entries, indent=1) + "\n")


def now_seen(line: str, before: Looked | None, hits: Iterable[Hit]) -> Looked:
    """What is known of a search that has now shown these articles besides, each with its copies."""
    ids = frozenset(each for hit in hits for each in (hit.id, *hit.copies))
    return Looked(line, datetime.now(UTC), ids | (before.ids if before else frozenset()))


def unseen(results: SearchResults, before: Looked) -> SearchResults:
    """The articles found that have not been shown yet, nor a copy of them; ranked among themselves."""
    hits = tuple(hit for hit in results.hits if before.ids.isdisjoint((hit.id, *hit.copies)))
    for rank, hit in enumerate(hits, 1):
        hit.rank = rank
    return replace(results, hits=hits, total=len(hits))


def _entry(line: object, when: object, ids: object) -> Looked:
    if not isinstance(line, str) or not isinstance(when, str) or not isinstance(ids, list):
        raise TypeError("not an entry")
    if not all(isinstance(each, str) for each in ids):
        raise TypeError("not ids")
    return Looked(line, datetime.fromisoformat(when), frozenset(ids))
