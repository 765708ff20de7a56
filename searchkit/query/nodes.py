"""The query tree: frozen nodes that know nothing of any engine.

Texts are kept as typed (white space and quotes made plain); an engine analyses them. One example through
every stage:

    line        "state of war" author:bolton -iraq since:2018
    tree        And(Phrase("state of war"), FieldMatch("author", Word("bolton")), Not(Word("iraq")),
                    DateRange(2018-01-01, None))
    canonical   "state of war" author:bolton -iraq since:2018
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from searchkit.query.node import Node

TEXT_FIELDS = ("title", "author", "name", "person", "org", "place", "source", "topic", "lang", "id")
"""Fields a query may name. All but `title` select without scoring; `name` is person, org or place."""


class Word(Node):
    """A bare word: matches its stem. `F-35` or `北京` is several words, which must stand side by side."""

    text: str


class Phrase(Node):
    """These words as written, unstemmed and in this order, within one paragraph or the title."""

    text: str


class Near(Node):
    """These words as written, in any order, with at most `slop` other words among them (`"a b"~5`)."""

    text: str
    slop: int


class Prefix(Node):
    """Words that start with `text` (`sanction*`), as written, not stemmed."""

    text: str


class Wildcard(Node):
    """Words that fit a pattern of `*` (any run of letters) and `?` (one letter), as written."""

    pattern: str


class Fuzzy(Node):
    """Words at most `edits` (1 or 2) insertions, deletions, changes or swaps of neighbours away."""

    text: str
    edits: int = 1


class DateRange(Node):
    """Articles whose date may lie in this span; either end may be open. Undated articles never match."""

    first: date | None
    last: date | None


class FieldMatch(Node):
    """`clause` looked for in one of `TEXT_FIELDS` instead of title and text."""

    field: str
    clause: Query


class And(Node):
    """All of two or more clauses."""

    clauses: tuple[Query, ...]


class Or(Node):
    """Any of two or more clauses."""

    clauses: tuple[Query, ...]


class Most(Node):
    """At least `minimum` of the clauses (`most:2 (a b c)`); this is also how "any word" is said."""

    clauses: tuple[Query, ...]
    minimum: int


class Same(Node):
    """Different ways to write one thing, counted as one term (`same:(irgc "revolutionary guards")`)."""

    clauses: tuple[Word | Phrase, ...]


class Not(Node):
    """Articles the clause does not match."""

    clause: Query


class AtLeast(Node):
    """Articles where the clause stands `count` times or more, title and text together."""

    count: int
    clause: Word | Phrase | Near | Prefix | Wildcard | Fuzzy | Same


class Everything(Node):
    """Every article (`*`)."""


class Folded(Node):
    """Articles the clause matches, but of each story (articles that are copies) only the first that it matches.

    It stands around a whole query only.
    """

    clause: Query


Term: TypeAlias = Word | Phrase | Near | Prefix | Wildcard | Fuzzy | Same
"""What is looked for in text, and what scores."""

Query: TypeAlias = Term | DateRange | FieldMatch | And | Or | Most | Not | AtLeast | Everything

Selection: TypeAlias = Query | Folded
"""What an engine is asked for."""


def unfolded(tree: Selection) -> Query:
    """The query that says which articles match, copies or not."""
    return tree.clause if isinstance(tree, Folded) else tree


def terms(tree: Selection) -> Iterator[tuple[str, Term]]:
    """The scoring terms of a tree in reading order, each with its field: "" (title and text) or "title".

    Nothing below a `Not` or below another field scores.
    """
    match tree:
        case And(clauses) | Or(clauses) | Most(clauses, _):
            for clause in clauses:
                yield from terms(clause)
        case AtLeast(_, clause) | Folded(clause):
            yield from terms(clause)
        case FieldMatch("title", clause):
            yield from (("title", term) for _, term in terms(clause))
        case Word() | Phrase() | Near() | Prefix() | Wildcard() | Fuzzy() | Same():
            yield "", tree
        case _:
            return
