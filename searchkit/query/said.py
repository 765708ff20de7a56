"""The words of a query: every stage of answering asks for the same few again."""

from __future__ import annotations

from functools import lru_cache

from searchkit import analysis


@lru_cache(maxsize=1024)
def words(text: str) -> tuple[str, ...]:
    """As `analysis.words`, remembered: for what is typed or known as a name, not for whole texts."""
    return tuple(analysis.words(text))
