"""Which people, organisations and places the matching articles name, and which of them stand together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from searchkit.analysis import words
from searchkit.archive.answer import Filters, Index
from searchkit.article import Article, Name, NameKind
from searchkit.query import And, FieldMatch, Phrase, Query, Same, Word
from searchkit.snippets.sentences import sentences

KINDS: dict[str, NameKind] = {"person": "person", "org": "organisation", "place": "place"}
"""The kinds of names as fields of a query call them."""

MOST_READ = 5_000
"""Articles that are read to see which names stand together: the best of those that match."""


@dataclass(frozen=True, slots=True)
class Count:
    """A name in its fullest form, and in how many of the articles it stands."""

    name: str
    kind: str
    articles: int


@dataclass(frozen=True, slots=True)
class Company:
    """A name that stands beside the one asked for, in so many sentences, paragraphs and articles.

    `article` and `paragraph` (from 0) are the first place of them together, in one sentence if there is one.
    """

    name: str
    kind: str
    sentences: int
    paragraphs: int
    articles: int
    article: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The names of the articles that match, the most frequent first."""

    articles: int
    names: tuple[Count, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """The company of a name, the closest first; `articles` name it, and in `read` of them it was counted."""

    articles: int
    read: int
    names: tuple[Company, ...]
    notes: tuple[str, ...]


def count_names(index: Index, text: str, kinds: Sequence[str] = tuple(KINDS)) -> Counts:
    """The names in the articles that match a query. Raises QuerySyntaxError."""
    tree, notes = index.read(text)
    found = [
        Count(name, kind, articles)
        for kind in kinds
        for name, articles in index.engine.facet_counts(tree, kind)
    ]
    found.sort(key=lambda count: (-count.articles, count.name, count.kind))
    return Counts(index.engine.count(tree), tuple(found), notes)


def names_beside(index: Index, name: str, text: str = "*", kinds: Sequence[str] = tuple(KINDS)) -> Together:
    """The names that share paragraphs with a name, in the articles that match a query. Raises QuerySyntaxError."""
    tree, notes = index.read(text, filters=Filters(names=(name,)))
    meant = tuple(_forms(tree, name))
    ranking = index.engine.search(tree, limit=MOST_READ)
    beside = _Beside(meant, {KINDS[kind]: kind for kind in kinds})
    for match in ranking.matches:
        beside.read(index.engine.article(match.key))
    return Together(ranking.total, len(ranking.matches), tuple(beside.company()), notes)


def _forms(tree: Query, name: str) -> Iterator[tuple[str, ...]]:
    """The forms a name is looked for in."""
    yield tuple(words(name))
    for clause in tree.clauses if isinstance(tree, And) else (tree,):
        match clause:
            case FieldMatch("name", Same(forms)):
                yield from (tuple(words(form.text)) for form in forms)
            case FieldMatch("name", Word(form) | Phrase(form)):
                yield tuple(words(form))


Key = tuple[str, str]  # name, kind


class _Beside:
    """Counts the company of one name over articles."""

    def __init__(self, forms: Sequence[tuple[str, ...]], kinds: dict[NameKind, str]) -> None:
        self._forms = forms
        self._kinds = kinds
        self._sentences = Counter[Key]()
        self._paragraphs = Counter[Key]()
        self._articles = Counter[Key]()
        self._first: dict[Key, tuple[bool, str, int]] = {}

    def read(self, article: Article) -> None:
        """Count one article."""
        here: set[Key] = set()
        meant = {name.canonical or name.text for name in article.names if self._is_meant(name)}
        for number in sorted({n.paragraph for n in article.names if (n.canonical or n.text) in meant}):
            inside = [name for name in article.names if name.paragraph == number]
            theirs = [name for name in inside if (name.canonical or name.text) in meant]
            bounds = sentences(article.paragraphs[number])
            places = {_sentence(bounds, name) for name in theirs}
            near = {
                (self._key(n), _sentence(bounds, n))
                for n in inside
                if n not in theirs and n.kind in self._kinds
            }
            shared = {(key, place) for key, place in near if place in places}
            self._sentences.update(key for key, _ in shared)
            close = {key for key, _ in shared}
            for key in {key for key, _ in near}:
                self._paragraphs[key] += 1
                here.add(key)
                first = (key in close, article.id, number)
                if key not in self._first or (first[0] and not self._first[key][0]):
                    self._first[key] = first
        self._articles.update(here)

    def company(self) -> Iterator[Company]:
        """All that was counted: the most sentences first, then the most paragraphs."""
        order = sorted(self._first, key=lambda key: (-self._sentences[key], -self._paragraphs[key], key))
        for key in order:
            _, article, paragraph = self._first[key]
            counts = self._sentences[key], self._paragraphs[key], self._articles[key]
            yield Company(*key, *counts, article, paragraph)

    def _key(self, name: Name) -> Key:
        return name.canonical or name.text, self._kinds[name.kind]

    def _is_meant(self, name: Name) -> bool:
        """Whether the words of a form stand side by side in the name, as `name:` finds it."""
        own = [tuple(words(text)) for text in (name.canonical, name.text)]
        return any(
            form and text[i : i + len(form)] == form
            for text in own
            for form in self._forms
            for i in range(len(text) - len(form) + 1)
        )


def _sentence(bounds: Sequence[tuple[int, int]], name: Name) -> int:
    """The number of the sentence in which a name starts."""
    return sum(start <= name.start for start, _ in bounds)
