"""What the archive shows of each name: in which articles it stands, beside which names, with which roles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from searchkit.article import Article, Name, NameKind
from searchkit.names import gazetteer as gaz
from searchkit.names.gazetteer import flags

_WORD = re.compile(r"[^\W\d_]+")
_APPOSITION = re.compile(r",? (?:the |a |an |who is |his |her |their )?")
_REACH = 40


@dataclass(frozen=True, slots=True)
class NameProfile:
    """One name of an archive as its articles' canonical forms print it.

    `company` are the names that share a paragraph with it, `roles` the titles beside it in lower case.
    """

    name: str
    kind: NameKind
    articles: frozenset[str]
    company: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Seen:
    articles: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)


def profiles(articles: Iterable[Article]) -> tuple[NameProfile, ...]:
    """The profile of every name in the articles, sorted by name and kind."""
    seen: dict[tuple[str, NameKind], _Seen] = defaultdict(_Seen)
    for article in articles:
        paragraphs: dict[int, list[Name]] = defaultdict(list)
        for name in article.names:
            paragraphs[name.paragraph].append(name)
        for number, names in paragraphs.items():
            present = {name.full for name in names}
            for name in names:
                form = name.full
                entry = seen[form, name.kind]
                entry.articles.add(article.id)
                entry.company |= present - {form}
                entry.roles |= _roles(article.paragraphs[number], name)
    return tuple(
        NameProfile(form, kind, frozenset(s.articles), frozenset(s.company), frozenset(s.roles))
        for (form, kind), s in sorted(seen.items())
    )


def _roles(paragraph: str, name: Name) -> set[str]:
    """Titles in the three words before a name, or in the four of an apposition after it."""
    near = _WORD.findall(paragraph[max(0, name.start - _REACH) : name.start])[-3:]
    after = paragraph[name.end : name.end + _REACH]
    if after.startswith(","):
        near += _WORD.findall(_APPOSITION.sub("", after, count=1))[:4]
    return {word.lower() for word in near if flags(word.capitalize()) & gaz.TITLE}
