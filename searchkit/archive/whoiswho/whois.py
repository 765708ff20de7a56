"""What the tables of an archive say of names and authors, with their evidence, and the user's changes to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchkit.analysis import words
from searchkit.archive.answer import Index
from searchkit.archive.keeping.userfiles import ALIASES, AUTHORS
from searchkit.archive.whoiswho.rules import Action, add_rule
from searchkit.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from searchkit.archive.whoiswho.known import Known
    from searchkit.archive.whoiswho.tables import Tables
    from searchkit.names.aliases import Defined
    from searchkit.names.authors import AuthorTable


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence of an article that says two names are one; `paragraph` counts from 0."""

    article: str
    paragraph: int
    sentence: str
    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Alias:
    """Names that mean the same, or (`ambiguous`) a short form and all that articles define it as.

    `spelling` tells that they are spellings of one name; `company` are the names that stand beside both.
    """

    forms: tuple[str, ...]
    proofs: tuple[Proof, ...] = ()
    by_user: bool = False
    ambiguous: bool = False
    spelling: bool = False
    company: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """One way an author is printed, in so many articles."""

    printed: str
    articles: int


@dataclass(frozen=True, slots=True)
class Writer:
    """An author: how he is printed, why that is one person, and whose this printing may be if that is not clear."""

    name: str
    person: bool
    articles: int
    printings: tuple[Printed, ...]
    reasons: tuple[tuple[str, str, str], ...] = ()
    may_be: tuple[str, ...] = ()


def aliases(index: Index, name: str = "") -> tuple[Alias, ...]:
    """The aliases and spellings of an archive, or those of one name; ambiguous short forms among them.

    Sentences are looked up for one name only.
    """
    tables = _tables(index)
    found = _all_aliases(tables, index if name else None, name)
    return tuple(sorted(found, key=lambda alias: [form.casefold() for form in alias.forms]))


def _all_aliases(tables: Tables, index: Index | None, name: str) -> Iterator[Alias]:
    for group in tables.aliases.groups:
        if _named(group.forms, name):
            yield Alias(group.forms, tuple(_proofs(index, group.evidence)), group.by_user)
    for each in tables.aliases.ambiguities:
        forms = (each.short, *each.longs)
        if _named(forms, name):
            yield Alias(forms, tuple(_proofs(index, each.evidence)), ambiguous=True)
    for variant in tables.variants.variants:
        forms = (variant.name, variant.other)
        if _named(forms, name):
            yield Alias(forms, spelling=True, company=(*variant.roles, *variant.company))


def _named(forms: Sequence[str], name: str) -> bool:
    """Whether one of the forms has all words of the name."""
    wanted = set(words(name))
    return any(wanted <= set(words(form)) for form in forms)


def _proofs(index: Index | None, evidence: Sequence[Defined]) -> Iterator[Proof]:
    for each in evidence:
        d = each.definition
        sentence = _sentence(index, each.article, d.paragraph, d.start, d.end) if index else ""
        yield Proof(each.article, d.paragraph, sentence, d.short, d.long)


def _sentence(index: Index, article: str, paragraph: int, start: int, end: int) -> str:
    paragraphs = index.article(article).paragraphs
    return paragraphs[paragraph][start:end] if paragraph < len(paragraphs) else ""


def authors(index: Index, name: str = "") -> tuple[Writer, ...]:
    """The authors of an archive, or those who go by all words of a name; the most articles first."""
    table = _tables(index).authors
    candidates = {each.printing.printed: each.candidates for each in table.ambiguous}
    found = [
        Writer(
            identity.name,
            identity.person,
            len(identity.articles),
            tuple(Printed(p.printed, len(p.articles)) for p in identity.printings),
            tuple((join.printed, join.other, join.reason) for join in identity.joins),
            candidates.get(identity.printings[0].printed, ()) if len(identity.printings) == 1 else (),
        )
        for identity in (table.find(name) if name else table.identities)
    ]
    return tuple(sorted(found, key=lambda writer: (-writer.articles, writer.name)))


def rule_aliases(index: Index, action: Action, name: str, other: str) -> str:
    """Write a rule into the user's `aliases.txt`; returns what to say of it. Raises UsageError, StorageError."""
    return _ruled(_known(index), ALIASES, action, name, other)


def rule_authors(index: Index, action: Action, name: str, other: str) -> str:
    """Write a rule into the user's `authors.txt`, by the printings that two names mean.

    Returns what to say of it. Raises NotFoundError for an author no article prints, UsageError, StorageError.
    """
    table = _tables(index).authors
    first, second = (_printing(table, each) for each in (name, other))
    return _ruled(_known(index), AUTHORS, action, first, second)


def _ruled(known: Known, file_name: str, action: Action, name: str, other: str) -> str:
    file = known.index.absolute().parent / file_name
    if not add_rule(file, action, name, other):
        return f"{file} says so already"
    return f"{file}: {action} {name} = {other}"


def _printing(table: AuthorTable, name: str) -> str:
    """The printing a name means: itself, or the commonest of the one author who goes by it."""
    if table.identity(name):
        return name
    found = table.find(name)
    if len(found) == 1:
        return found[0].printings[0].printed
    if found:
        printed = ", ".join(p.printed for identity in found for p in identity.printings)
        raise UsageError(f"{name!r} is more than one author.", f"Say which: {printed}")
    raise NotFoundError(f"No article is by {name!r}.", "All authors: searchkit authors")


def _known(index: Index) -> Known:
    if index.known is None:
        raise UsageError("This index is not on disk.")
    return index.known


def _tables(index: Index) -> Tables:
    return _known(index).tables()
