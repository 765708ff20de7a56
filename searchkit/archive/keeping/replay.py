"""The query of an export, asked again: what has been gained and lost since, and what has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from searchkit.archive.answer import Hit, Index, SearchResults
from searchkit.archive.keeping.export import Export, fingerprint
from searchkit.errors import UsageError

Change = Literal["gained", "lost", "changed"]
_OPTIONS = {"match": str, "aliases": bool, "variants": bool, "copies": bool, "sort": str}
_SORTS = ("relevance", "newest", "oldest", "author", "title")


@dataclass(frozen=True, slots=True)
class Difference:
    """One article that is not as it was in an export, and why as far as that can be told."""

    change: Change
    id: str
    title: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Replay:
    """An export beside what its query finds now. `then` and `now` count articles."""

    query: str
    then: int
    now: int
    index_then: str
    index_now: str
    differences: tuple[Difference, ...]


def ask(index: Index, query: str, options: Mapping[str, Any]) -> SearchResults:
    """All that a query finds, asked as the options of a manifest say."""
    return index.search(
        query,
        limit=max(1, int(index.info()["articles"])),
        sort=options["sort"],
        mode=options["match"],
        aliases=options["aliases"],
        variants=options["variants"],
        copies=options["copies"],
    )


def replay(index: Index, export: Export, folder: Path) -> Replay:
    """Ask again. Raises UsageError for a manifest that says what no export does, QuerySyntaxError."""
    query, options, then = _request(export.manifest, folder)
    hits = ask(index, query, options).hits
    now = fingerprint(index)
    return Replay(query, len(export.articles), len(hits), then, now, tuple(_differences(index, export, hits)))


def _request(manifest: Mapping[str, Any], folder: Path) -> tuple[str, dict[str, Any], str]:
    """The query as it was asked, its options, and the fingerprint of the index then."""
    try:
        query, options, then = manifest["asked"], manifest["options"], manifest["index"]["fingerprint"]
        right = all(isinstance(options[name], kind) for name, kind in _OPTIONS.items())
        known = options["match"] in ("auto", "any", "all") and options["sort"] in _SORTS
        if right and known and isinstance(query, str) and isinstance(then, str):
            return query, {name: options[name] for name in _OPTIONS}, then
    except (KeyError, TypeError):
        pass
    raise UsageError(f"The manifest in {folder} is not of an export.", "Export again to another folder.")


def _differences(index: Index, export: Export, hits: tuple[Hit, ...]) -> Iterator[Difference]:
    before = {article.id: article for article in export.articles}
    now = {hit.id for hit in hits}
    for hit in hits:
        if hit.id not in before:
            yield Difference("gained", hit.id, hit.article.title)
    for article in export.articles:
        if article.id not in now:
            there = index.engine.key(article.id) is not None
            yield Difference(
                "lost", article.id, article.title, "matches no more" if there else "not in the archive"
            )
    for hit in hits:
        if hit.id in before and before[hit.id].digest != hit.article.digest:
            yield Difference("changed", hit.id, hit.article.title)
