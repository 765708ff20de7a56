"""Other names for the same thing, learnt from the archive's own definitions."""

from searchkit.names.aliases.definitions import Definition, definitions
from searchkit.names.aliases.table import AliasTable, Ambiguity, Defined, Group

__all__ = ["AliasTable", "Ambiguity", "Defined", "Definition", "Group", "definitions"]
