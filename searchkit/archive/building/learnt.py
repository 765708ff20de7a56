"""What each article teaches about names (who wrote it, what it defines), kept beside the segments.

An update needs it of the articles it does not read again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import NamedTuple

from searchkit.article import Article
from searchkit.compact_json import compact_json
from searchkit.engines.whoosh.generations import damaged
from searchkit.names.aliases import Definition, definitions

FILE_NAME = "learnt.json"
_AT_ONCE = 5_000
"""Articles whose rows are in memory at a time."""


class Learnt(NamedTuple):
    """The authors of one article as it prints them, and its definitions."""

    authors: tuple[str, ...] = ()
    definitions: tuple[Definition, ...] = ()


def learn(article: Article, *, names: bool) -> Learnt:
    """What an article teaches; without `names` only who wrote it."""
    authors = tuple(dict.fromkeys(author.printed or author.name for author in article.authors))
    return Learnt(authors, definitions(article.paragraphs) if names else ())


def dump(learnt: Mapping[str, Learnt]) -> bytes:
    """Article id -> what it teaches, as kept on disk; the same for the same articles in whatever order."""
    taught = sorted(article for article, each in learnt.items() if any(each))
    some = (_dumped(learnt, taught[at : at + _AT_ONCE]) for at in range(0, len(taught), _AT_ONCE))
    return b"{" + b",".join(some) + b"}"


def _dumped(learnt: Mapping[str, Learnt], articles: Sequence[str]) -> bytes:
    """The members of the object for some articles."""
    rows = {
        article: [learnt[article].authors, [astuple(each) for each in learnt[article].definitions]]
        for article in articles
    }
    return compact_json(rows)[1:-1]


def load(data: bytes) -> dict[str, Learnt]:
    """What `dump` wrote. Raises IndexDamagedError."""
    try:
        return {
            article: Learnt(_texts(authors), tuple(_definition(*row) for row in rows))
            for article, (authors, rows) in json.loads(data).items()
        }
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(f"{FILE_NAME} cannot be read") from error


def _definition(
    short: object, long: object, paragraph: int, start: int, end: int, acronym: object
) -> Definition:
    short, long = _texts((short, long))
    return Definition(short, long, int(paragraph), int(start), int(end), bool(acronym))


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    texts = tuple(value for value in values if isinstance(value, str))
    if len(texts) != len(values):
        raise TypeError("not texts")
    return texts
