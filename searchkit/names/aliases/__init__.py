"""Other names for the same thing, learnt from the archive's own definitions.

`definitions` reads one article and needs the gazetteer; `AliasTable`, which a search uses, does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.names.aliases.definition import Definition
from searchkit.names.aliases.table import AliasTable, Ambiguity, Defined, Group

__all__ = ["AliasTable", "Ambiguity", "Defined", "Definition", "Group", "definitions"]


def definitions(paragraphs: Sequence[str]) -> tuple[Definition, ...]:
    """Every definition in an article, in order of place, each pair of forms once."""
    from searchkit.names.aliases import defining

    return defining.definitions(paragraphs)
