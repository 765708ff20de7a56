"""An index that stays open between commands, until there is something newer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from searchkit.archive.answer import Hit, Index, SearchResults, open_index
from searchkit.archive.whoiswho.rules import rules_of
from searchkit.engines.whoosh.generations import read_pointer


class WarmIndex(Index):
    """An index that a command leaves open, and that knows the articles found last."""

    hits: tuple[Hit, ...] = ()

    def search(self, text: str, **options: Any) -> SearchResults:
        """See `Index.search`."""
        results = super().search(text, **options)
        self.hits = results.hits or self.hits
        return results

    def close(self) -> None:
        """Leave it open."""

    def let_go(self) -> None:
        """Close it."""
        super().close()


class Warm:
    """Opens indexes, and keeps the last one open as long as it is the newest there is."""

    def __init__(self) -> None:
        self._state: object = None
        self._index: WarmIndex | None = None

    def open(self, index: Path, **options: Any) -> Index:
        """As `archive.open`, but anew only if the index has changed, or the user's word on names has."""
        state = (index.absolute(), read_pointer(index), rules_of(index).digest, options)
        if self._index is None or state != self._state:
            fresh = open_index(index, **options)
            opened = WarmIndex(fresh.engine, fresh.known)
            if self._index is not None:
                opened.hits = self._index.hits
                self._index.let_go()
            self._state, self._index = state, opened
        return self._index

    @property
    def ranks(self) -> Mapping[int, str]:
        """The ids of the articles found last, by their ranks."""
        return {hit.rank: hit.id for hit in self._index.hits} if self._index else {}

    def close(self) -> None:
        """Let go of what is open."""
        if self._index is not None:
            self._index.let_go()
