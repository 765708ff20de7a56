"""From a line of text to ranked articles."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from searchkit.archive.whoiswho.expand import Expansion
from searchkit.article import Article
from searchkit.engines.base import Engine, Match, Ranking, Sort
from searchkit.errors import NotFoundError, UsageError
from searchkit.query import (
    And,
    DateRange,
    Everything,
    FieldMatch,
    Folded,
    Not,
    Or,
    Phrase,
    Query,
    Selection,
    parse,
    show,
    unfolded,
)
from searchkit.query.simplify import drop_stop_words, join_any, relaxations
from searchkit.ranking import DEFAULT, Formula

if TYPE_CHECKING:
    from searchkit.archive.looking.similar import SimilarResults
    from searchkit.archive.whoiswho.known import Known
    from searchkit.snippets import Snippet

Mode = Literal["auto", "any", "all"]
_DATED = DateRange(None, None)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to, beside its text; several values of one field mean any of them.

    Each is the same as its field in the query: `authors=("John Bolton",)` is `author:"John Bolton"`.
    """

    authors: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    on: str = ""
    names: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def trees(self, today: date) -> Iterator[Query]:
        """The filters as parts of a query. Raises QuerySyntaxError for a date that cannot be read."""
        for field, values in (
            ("author", self.authors),
            ("name", self.names),
            ("source", self.sources),
            ("lang", self.languages),
        ):
            matches = tuple(FieldMatch(field, Phrase(" ".join(value.split()))) for value in values)
            if matches:
                yield matches[0] if len(matches) == 1 else Or(matches)
        for field, text in (("since", self.since), ("until", self.until), ("date", self.on)):
            if text:
                from searchkit.query.dates import date_range

                yield date_range(field, text, today=today)

    def narrow(self, tree: Query, today: date) -> Query:
        """The tree, with the filters as further clauses. Raises as `trees`."""
        narrowed = tuple(self.trees(today))
        return _joined(tree, narrowed) if narrowed else tree


class Hit:
    """An article that was found. The article is loaded, and its snippets are made, when first asked for."""

    __slots__ = ("_article", "_engine", "_key", "_query", "_snippets", "id", "rank", "score")

    def __init__(self, rank: int, match: Match, engine: Engine, query: Query) -> None:
        self.rank = rank
        self.score = match.score
        self.id = match.id
        self._key = match.key
        self._engine = engine
        self._query = query
        self._article: Article | None = None
        self._snippets: tuple[Snippet, ...] | None = None

    @property
    def article(self) -> Article:
        """The whole article."""
        if self._article is None:
            self._article = self._engine.article(self._key)
        return self._article

    @property
    def copies(self) -> tuple[str, ...]:
        """The ids of its copies in the archive, whether they match or not; the one that stands for all first."""
        story = self._engine.story(self._key)
        return tuple(self._engine.article(key).id for key in story if key != self._key)

    @property
    def snippets(self) -> tuple[Snippet, ...]:
        """The sentences to show."""
        if self._snippets is None:
            from searchkit.snippets import make

            self._snippets = make(self.article, self._query)
        return self._snippets


@dataclass(frozen=True)
class SearchResults:
    """A page of an answer. `query` is what was answered in the end; `total` counts every article found.

    `folded` counts the copies besides, of which only the first is in the answer.
    """

    query: Selection
    total: int
    folded: int
    hits: tuple[Hit, ...]
    seconds: float
    _said: tuple[str, ...]
    _undated: Selection | None
    _asked: Query | None
    """What was asked for, if the answer is to less than that."""
    _index: Index

    @cached_property
    def text(self) -> str:
        """The query as it was read, in its canonical form."""
        return show(self.query)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What the reader should know: words left out, articles left out, a query made easier."""
        return (*self._said, *self._unknown(), *self._left_out())

    def _unknown(self) -> Iterator[str]:
        if self._asked:
            from searchkit.archive.nothing import unknown

            for each in unknown(self._index, self._asked):
                near = ", ".join(f"{show(near.query)} ({near.articles:,})" for near in each.near)
                yield f"no article has {show(each.query)}" + (f": did you mean {near}?" if near else "")

    def _left_out(self) -> Iterator[str]:
        undated = self._index.engine.count(self._undated) if self._undated else 0
        if undated:
            articles = "article has" if undated == 1 else "articles have"
            yield f"{undated} more {articles} no date and cannot be in a span of time"


class Index:
    """An index, open for questions. Use it as a context manager, or call `close`."""

    def __init__(self, engine: Engine, known: Known | None = None) -> None:
        self.engine = engine
        self.known = known
        self._read = lru_cache(maxsize=1024)(self._read_line)

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def search(
        self,
        text: str,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: Sort = "relevance",
        mode: Mode = "auto",
        filters: Filters | None = None,
        aliases: bool = True,
        variants: bool = True,
        copies: bool = False,
        expand: bool = False,
    ) -> SearchResults:
        """The articles that match a line of text.

        Args:
            text: the query, in the language of README.md.
            limit: articles at most.
            offset: articles to leave out first.
            sort: relevance, newest, oldest, author or title.
            mode: "all" words, "any" word, or "auto": all, and if nothing has all, most of them.
            filters: what else must be true.
            aliases: look for the other names of what the query names, and the other printings of its authors.
            variants: look for other spellings of names that the archive attests.
            copies: all of the articles that are copies of one another, not only the first that matches.
            expand: give a query of four known words or more scores smoothed over articles that are alike.

        Raises:
            QuerySyntaxError: the text cannot be read; knows the place.
        """
        start = time.perf_counter()
        if limit < 0 or offset < 0:
            raise UsageError("limit and offset cannot be negative.")
        tree, said = self.read(text, mode, filters, aliases=aliases, variants=variants)
        wanted, asked = _selection(tree, copies), None
        search = self._search_smoothed if expand and limit and sort == "relevance" else self.engine.search
        ranking = search(wanted, limit=limit, offset=offset, sort=sort)
        if not ranking.total and mode == "auto":
            for easier, minimum, of in relaxations(tree):
                selection = _selection(easier, copies)
                relaxed = search(selection, limit=limit, offset=offset, sort=sort)
                if relaxed.total:
                    wanted, ranking, asked = selection, relaxed, tree
                    every = "both" if of == 2 else f"all {of}"
                    said = (*said, f"no article has {every} terms: these have {minimum} of them")
                    break
        if ranking.capped:
            said = (
                *said,
                *(f"{term} stands for the 1,000 most frequent words it fits" for term in ranking.capped),
            )
        tree = unfolded(wanted)
        hits = tuple(Hit(offset + n, match, self.engine, tree) for n, match in enumerate(ranking.matches, 1))
        undated = _undated(tree)
        return SearchResults(
            wanted,
            ranking.total,
            ranking.folded,
            hits,
            time.perf_counter() - start,
            said,
            _selection(undated, copies) if undated else None,
            asked,
            self,
        )

    def _search_smoothed(self, tree: Selection, *, limit: int, offset: int, sort: Sort) -> Ranking:
        from searchkit.archive.smoothing import is_long, search_smoothed

        if is_long(self.engine, tree):
            return search_smoothed(self.engine, tree, limit=limit, offset=offset)
        return self.engine.search(tree, limit=limit, offset=offset, sort=sort)

    def count(
        self,
        text: str,
        *,
        mode: Mode = "all",
        filters: Filters | None = None,
        aliases: bool = True,
        variants: bool = True,
        copies: bool = False,
    ) -> int:
        """How many articles match; see `search`. Raises QuerySyntaxError."""
        tree, _ = self.read(text, mode, filters, aliases=aliases, variants=variants)
        return self.engine.count(_selection(tree, copies))

    def read(
        self,
        text: str,
        mode: Mode = "all",
        filters: Filters | None = None,
        *,
        aliases: bool = True,
        variants: bool = True,
    ) -> tuple[Query, tuple[str, ...]]:
        """What `search` looks for, and what there is to say of it. Raises QuerySyntaxError."""
        return self._read(text, filters, mode, date.today(), aliases, variants)

    def _read_line(
        self, text: str, filters: Filters | None, mode: Mode, today: date, aliases: bool, variants: bool
    ) -> tuple[Query, tuple[str, ...]]:
        """As `read`; `today` is what "yesterday" counts from."""
        tree = parse(text, today=today)
        if filters:
            tree = filters.narrow(tree, today)
        said: tuple[str, ...] = ()
        if self.known:
            expansion = Expansion(self.known.lookup, aliases=aliases, variants=variants)
            tree, said = expansion.rewrite(tree, runs=mode != "any")
        tree, dropped = drop_stop_words(tree)
        if dropped:
            said = (*said, f"left out, as nearly every article has them: {', '.join(dropped)}")
        return join_any(tree) if mode == "any" else tree, said

    def similar(self, article_id: str, *, limit: int = 10) -> SimilarResults:
        """The articles most like one, and the words that make them so. Raises NotFoundError."""
        from searchkit.archive.looking.similar import similar

        return similar(self, article_id, limit=limit)

    def article(self, article_id: str) -> Article:
        """An article by its id. Raises NotFoundError, which names ids like it."""
        return self.engine.article(self.key(article_id))

    def key(self, article_id: str) -> int:
        """The engine's key of an article. Raises NotFoundError, which names ids like it."""
        key = self.engine.key(article_id)
        if key is None:
            near = self._ids_like(article_id)
            hint = f"Did you mean {' or '.join(near)}?" if near else "Ids stand in the results of a search."
            raise NotFoundError(f"There is no article {article_id!r}.", hint)
        return key

    def _ids_like(self, article_id: str) -> list[str]:
        import difflib

        found = (stats.text for stats in self.engine.vocabulary("id"))
        return difflib.get_close_matches(article_id, list(found)[:20_000], n=2)

    def info(self) -> dict[str, Any]:
        """Counts and versions."""
        return dict(self.engine.info())

    def close(self) -> None:
        """Let go of the files."""
        self.engine.close()


def open_index(index: Path | str, *, formula: Formula = DEFAULT) -> Index:
    """Open an index for questions; later rebuilds do not disturb it. `formula` is what it scores by.

    Raises:
        NoIndexError: there is none.
        IndexVersionError: it was built by another version, or by Whoosh itself.
        IndexDamagedError: a file of it is missing, cut short or altered.
    """
    from searchkit.archive.whoiswho.known import open_known

    return Index(*open_known(Path(index), formula))


def _joined(tree: Query, narrowed: Sequence[Query]) -> Query:
    match tree:
        case Everything():
            return narrowed[0] if len(narrowed) == 1 else And(tuple(narrowed))
        case And(clauses):
            return And((*clauses, *narrowed))
        case _:
            return And((tree, *narrowed))


def _selection(tree: Query, copies: bool) -> Selection:
    return tree if copies else Folded(tree)


def _undated(tree: Query) -> Query | None:
    """The same query for articles without a date, if dates are what it selects by."""
    clauses = tree.clauses if isinstance(tree, And) else (tree,)
    others = tuple(clause for clause in clauses if not isinstance(clause, DateRange))
    return And((*others, Not(_DATED))) if len(others) < len(clauses) else None
