"""Who wrote what: one person however printed, and two people never as one."""

from searchkit.names.authors.parse import ParsedAuthor, parse_author
from searchkit.names.authors.table import AmbiguousAuthor, AuthorTable, Identity, Join, Printing

__all__ = ["AmbiguousAuthor", "AuthorTable", "Identity", "Join", "ParsedAuthor", "Printing", "parse_author"]
