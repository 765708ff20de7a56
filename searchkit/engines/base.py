"""What an engine promises.

Glossary
    article     one document, with a unique id
    key         an engine's own number for an article; valid while this engine object is open
    term        a word as folded by `analysis.fold`; a stem stands for all terms that share it
    posting     one term in one article, with its positions
    occurrence  one place where a query term stands, in the title or the text
    story       articles that are copies of one another; the first stands for them
    ranking     keys in the order asked for, with scores and the exact total
    generation  one finished state of an index on disk; readers see one, whole, for as long as they are open

Every engine gives the same keys in the same order with the same scores as `memory.MemoryEngine`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from searchkit.article import Article
from searchkit.query.nodes import Fuzzy, Prefix, Selection, Wildcard
from searchkit.ranking import Formula

if TYPE_CHECKING:
    from searchkit.engines.likeness import Floats
    from searchkit.engines.vectors import Vectors

Sort = Literal["relevance", "newest", "oldest", "author", "title"]
EXPANSION_LIMIT = 1_000
"""How many words of title and text an open term (prefix, wildcard, fuzzy) may stand for: the most frequent."""


class Match(NamedTuple):
    """One article of a ranking."""

    key: int
    id: str
    score: float


class Ranking(NamedTuple):
    """A page of an answer; `total` counts all that match.

    `capped` names terms cut to EXPANSION_LIMIT; `folded` counts copies that `Folded` has left out.
    """

    total: int
    matches: tuple[Match, ...]
    capped: tuple[str, ...] = ()
    folded: int = 0


class TermStats(NamedTuple):
    """A word of the archive: in how many articles it stands, and how often."""

    text: str
    articles: int
    occurrences: int


class ScorePart(NamedTuple):
    """What one term adds to the score of an article; the parts of an article add up to its score.

    `exact` is for a word that stands as typed, which counts besides its stem. `title` and `body` are how often
    it stands there, `articles` how many have it.
    """

    term: str
    exact: bool
    title: int
    body: int
    articles: int
    value: float


class Engine(Protocol):
    """Answers questions about one state of an archive."""

    def search(self, tree: Selection, *, limit: int, offset: int = 0, sort: Sort = "relevance") -> Ranking:
        """The articles a tree matches. Ties: newest first, undated last, then by id."""
        ...

    def count(self, tree: Selection) -> int:
        """How many articles match."""
        ...

    def facet_counts(self, tree: Selection, field: str) -> list[tuple[str, int]]:
        """Values of a facet field (`fields.FACETS`) in the matching articles, most frequent first, then by value."""
        ...

    def holders(self, tree: Selection, field: str) -> dict[str, set[int]]:
        """Values of a facet field other than the year, each with the keys of the matching articles that have it."""
        ...

    def vocabulary(self, field: str = "", prefix: str = "") -> Iterator[TermStats]:
        """Words (folded, not stemmed) of title and text, or of a field, that start with `prefix`, sorted."""
        ...

    def words_like(self, term: Prefix | Wildcard | Fuzzy, field: str = "") -> list[TermStats]:
        """Words of title and text, or of a field, that an open term fits: most frequent first, then by word."""
        ...

    def date_counts(self, tree: Selection) -> dict[tuple[date, date], int]:
        """First and last day of the matching articles that have a date, and how many have the same."""
        ...

    @property
    def formula(self) -> Formula:
        """What it scores by."""
        ...

    def freshness(self, key: int) -> float:
        """What an article keeps of its score for its age; an undated one counts as old as the oldest."""
        ...

    def dates(self, tree: Selection) -> dict[int, tuple[date, date]]:
        """The keys of the matching articles that have a date, with its first and last day."""
        ...

    def score_parts(self, tree: Selection, key: int) -> tuple[ScorePart, ...]:
        """What makes up the score of an article, in the order of the query; terms it does not have are left out."""
        ...

    def vectors(self, keys: Sequence[int]) -> Vectors:
        """The vectors of some articles, in the order of their keys."""
        ...

    def rarities(self) -> Floats:
        """The idf of every code that may be in a vector."""
        ...

    def similar(self, key: int, *, limit: int) -> Ranking:
        """The articles most like one, scored by their likeness; `total` counts all that are like it at all.

        Ties as in `search`.
        """
        ...

    def article(self, key: int) -> Article:
        """The stored article, which may be read only when more than its id is asked, even after `close`."""
        ...

    def story(self, key: int) -> tuple[int, ...]:
        """An article and its copies, the one that stands for them first; only itself if it has none."""
        ...

    def key(self, article_id: str) -> int | None:
        """The key of an article, None if there is none of that id."""
        ...

    def info(self) -> Mapping[str, Any]:
        """Counts and versions for `status`: at least articles, words, segments, format."""
        ...

    def close(self) -> None:
        """Let go of files. The engine answers nothing afterwards."""
        ...
