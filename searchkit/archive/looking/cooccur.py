"""Which names stand together with a name: in one sentence, one paragraph or one article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from searchkit.analysis import words
from searchkit.archive.answer import Filters, Index, SearchResults
from searchkit.archive.whoiswho.same import Named, named
from searchkit.article import Article, Name, NameKind
from searchkit.query import FieldMatch, Or, Phrase, Query, Same, Word
from searchkit.snippets.sentences import sentences

_Words = tuple[str, ...]
Within = Literal["sentence", "paragraph", "article"]

KINDS: dict[str, NameKind] = {"person": "person", "org": "organisation", "place": "place"}
"""The kinds of names as fields of a query call them."""

MOST_READ = 5_000
"""Articles that are read: the best of those found."""


@dataclass(frozen=True, slots=True)
class Company:
    """A name that stands beside another, in so many sentences, paragraphs and articles that have both.

    `article` and `paragraph` (from 0; None if no paragraph has both) are the first place of them together, in
    one sentence if there is one. `forms` are the ways it is printed, if there are several.
    """

    name: str
    kind: str
    sentences: int
    paragraphs: int
    articles: int
    article: str
    paragraph: int | None
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """The company of a name, what stands beside it most often first; `read` articles were counted."""

    read: int
    names: tuple[Company, ...]


def cooccur(
    index: Index,
    results: SearchResults,
    meant: Sequence[str],
    kinds: Sequence[str] = tuple(KINDS),
    within: Within = "sentence",
    *,
    aliases: bool = True,
    variants: bool = True,
) -> Together:
    """The names that stand together with one that is meant.

    Args:
        index: the archive.
        results: the articles that have one of the names meant, found with `Filters(names=meant)`.
        meant: names, each found wherever its words stand side by side in a name, as `name:` finds it.
        kinds: which kinds of names to count, of `KINDS`.
        within: what the names must share at least; it decides their order.
        aliases: mean all forms of a name, and count all forms of another as one.
        variants: mean all spellings of a name.
    """
    tree, _ = index.read("*", filters=Filters(names=tuple(meant)), aliases=aliases, variants=variants)
    forms = [tuple(words(form)) for form in _forms(tree)]
    matches = index.engine.search(results.query, limit=MOST_READ).matches
    ids = [match.id for match in matches]
    wanted = {KINDS[kind]: kind for kind in kinds}
    places: dict[_Key, _Places] = defaultdict(_Places)
    for number, match in enumerate(matches):
        _gather(places, number, index.engine.article(match.key), forms, wanted)
    found = [
        _company(each, kind, [places[value, kind] for value in each.values], ids)
        for kind in kinds
        for each in _one_by_forms(index, places, kind, aliases=aliases)
    ]
    near = [company for company in found if _order(company, within)[0] < 0]
    return Together(len(matches), tuple(sorted(near, key=lambda company: _order(company, within))))


def _forms(tree: Query) -> Iterator[str]:
    """The forms that are looked for in names."""
    match tree:
        case Or(clauses):
            for clause in clauses:
                yield from _forms(clause)
        case FieldMatch("name", Same(forms)):
            yield from (form.text for form in forms)
        case FieldMatch("name", Word(text) | Phrase(text)):
            yield text


_Key = tuple[str, str]  # a name, its kind


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a name stands beside those meant: (article, paragraph, sentence), (article, paragraph), article."""

    sentences: set[tuple[int, int, int]] = field(default_factory=set)
    paragraphs: set[tuple[int, int]] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)


def _gather(
    places: dict[_Key, _Places],
    number: int,
    article: Article,
    forms: Sequence[_Words],
    wanted: Mapping[NameKind, str],
) -> None:
    """Add the places of one article."""
    meant = {name.full for name in article.names if _has(name, forms)}
    theirs = [name for name in article.names if name.full in meant]
    others = [name for name in article.names if name.full not in meant and name.kind in wanted]
    paragraphs = {name.paragraph for name in theirs}
    bounds = {at: sentences(article.paragraphs[at]) for at in paragraphs}
    shared = {(name.paragraph, _sentence(bounds, name)) for name in theirs}
    for name in others if theirs else ():
        found = places[name.full, wanted[name.kind]]
        found.articles.add(number)
        if name.paragraph in paragraphs:
            found.paragraphs.add((number, name.paragraph))
            place = name.paragraph, _sentence(bounds, name)
            if place in shared:
                found.sentences.add((number, *place))


def _sentence(bounds: Mapping[int, Sequence[tuple[int, int]]], name: Name) -> int:
    """The number of the sentence of its paragraph in which a name starts."""
    return sum(start <= name.start for start, _ in bounds[name.paragraph])


def _has(name: Name, forms: Sequence[_Words]) -> bool:
    """Whether the words of a form stand side by side in the name, as `name:` finds it."""
    own = [tuple(words(text)) for text in (name.canonical, name.text)]
    return any(
        form and text[at : at + len(form)] == form
        for text in own
        for form in forms
        for at in range(len(text) - len(form) + 1)
    )


def _one_by_forms(index: Index, places: Mapping[_Key, _Places], kind: str, *, aliases: bool) -> list[Named]:
    counts = {value: len(found.articles) for (value, its), found in places.items() if its == kind}
    return named(index, kind, counts) if aliases else [Named(value, (value,)) for value in counts]


def _company(name: Named, kind: str, places: Sequence[_Places], ids: Sequence[str]) -> Company:
    in_sentences = set[tuple[int, int, int]]().union(*(each.sentences for each in places))
    in_paragraphs = set[tuple[int, int]]().union(*(each.paragraphs for each in places))
    in_articles = set[int]().union(*(each.articles for each in places))
    counts = len(in_sentences), len(in_paragraphs), len(in_articles)
    if in_paragraphs:
        number, paragraph = min(in_sentences)[:2] if in_sentences else min(in_paragraphs)
        return Company(name.name, kind, *counts, ids[number], paragraph, name.forms)
    return Company(name.name, kind, *counts, ids[min(in_articles)], None, name.forms)


def _order(company: Company, within: Within) -> tuple[int, int, int, str, str]:
    """Sorts by how often the names share what is asked for, then by how close they are."""
    counts = {
        "sentence": (company.sentences, company.paragraphs, company.articles),
        "paragraph": (company.paragraphs, company.sentences, company.articles),
        "article": (company.articles, company.sentences, company.paragraphs),
    }
    first, second, third = counts[within]
    return -first, -second, -third, company.name, company.kind
