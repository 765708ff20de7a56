"""Quotations against an index: exact, altered or not found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from searchkit.analysis import is_stop
from searchkit.archive.answer import Index
from searchkit.archive.quotes.draft import Quotation
from searchkit.archive.quotes.match import Change, Near, Source, exact, near
from searchkit.archive.quotes.units import Place, Unit, places, runs, units
from searchkit.article import Article
from searchkit.query import And, Most, Phrase, Query

Status = Literal["exact", "altered", "not found"]

ALIKE = 0.55
"""The likeness from which a quotation is called altered rather than not found."""

_MOST_EXACT = 20  # articles that may have a quotation word for word and are read
_MOST_NEAR = 6  # articles that are read for each way to look for something like it
_SHORT = 7  # words of a run of which pairs are looked for rather than threes
_MOST_PARTS = 12  # words, or runs of them, that a search asks for
_MOST_WORDS = 50  # of a run that a search asks for; all are compared


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a quotation. Unless it was not found, `article` has it, or what it was made of.

    `paragraph` counts from 0, -1 for the title. `found` is the text as the article has it, `changes` the words of
    `units` beside those of the article (of an exact quotation, none). `others` is how many more articles have the
    words of an exact quotation.
    """

    quotation: Quotation
    status: Status
    units: tuple[Unit, ...]
    article: Article | None = None
    paragraph: int = -1
    found: str = ""
    changes: tuple[tuple[Change, str], ...] = ()
    others: int = 0


def check(index: Index, quotations: Iterable[Quotation]) -> Iterator[Checked]:
    """Each quotation, checked. Of several articles that have it, the oldest is named."""
    checker = _Checker(index)
    return (checker.check(quotation) for quotation in quotations)


class _Checker:
    """One index; articles that are quoted again are not read again."""

    def __init__(self, index: Index) -> None:
        self._engine = index.engine
        self._sources = lru_cache(maxsize=256)(self._read)

    def check(self, quotation: Quotation) -> Checked:
        """The quotation where it stands word for word, else where it nearly stands, else by itself."""
        found = units(quotation.text)
        if not found:
            return Checked(quotation, "not found", found)
        return self._exact(quotation, found) or self._nearly(quotation, found)

    def _exact(self, quotation: Quotation, found: tuple[Unit, ...]) -> Checked | None:
        texts = _spread([_words(quotation.text, run[:_MOST_WORDS]) for run in runs(found)])
        phrases = tuple(dict.fromkeys(map(Phrase, texts)))
        tree = phrases[0] if len(phrases) == 1 else And(phrases)
        ranking = self._engine.search(tree, limit=_MOST_EXACT, sort="oldest")
        for number, match in enumerate(ranking.matches, 1):
            if checked := self._exact_in(match.key, quotation, found, ranking.total - number):
                return checked
        return None

    def _exact_in(
        self, key: int, quotation: Quotation, found: tuple[Unit, ...], others: int
    ) -> Checked | None:
        article, sources = self._sources(key)
        for source in sources:
            if span := exact(found, source):
                said, paragraph = _said(article, source.places[span[0] : span[1]])
                return Checked(quotation, "exact", found, article, paragraph, said, others=others)
        return None

    def _nearly(self, quotation: Quotation, found: tuple[Unit, ...]) -> Checked:
        for keys in self._like(quotation, found):
            for key in keys:  # a quotation that runs over paragraphs, which no phrase does
                if checked := self._exact_in(key, quotation, found, 0):
                    return checked
            alike = [each for key in keys for each in self._near_in(key, found)]
            if alike:
                lies, article, source = max(alike, key=lambda each: each[0].likeness)
                said, paragraph = _said(article, source.places[lies.start : lies.end])
                changes = tuple((change, _new_word(article, source, change)) for change in lies.changes)
                return Checked(quotation, "altered", found, article, paragraph, said, changes)
        return Checked(quotation, "not found", found)

    def _near_in(self, key: int, found: tuple[Unit, ...]) -> Iterator[tuple[Near, Article, Source]]:
        article, sources = self._sources(key)
        for source in sources:
            lies = near(found, source)
            if lies and lies.likeness >= ALIKE:
                yield lies, article, source

    def _like(self, quotation: Quotation, found: Sequence[Unit]) -> Iterator[list[int]]:
        """The keys of articles that may hold something like the quotation, likelier ones before others.

        First those with two or three of its words side by side, as one that was altered keeps most of these; then
        those with most of its words.
        """
        together: list[str] = []
        words: list[str] = []
        for run in runs(found):
            texts = [_words(quotation.text, [unit]) for unit in run]
            words += [text for text in texts if not is_stop(text)] or texts
            size = 3 if len(run) > _SHORT else 2
            stretches = (run[at : at + size] for at in range(max(1, len(run) - size + 1)))
            together += [_words(quotation.text, stretch) for stretch in stretches]
        for parts in (together, words):
            chosen = tuple(Phrase(part) for part in _spread(list(dict.fromkeys(parts))))
            tree: Query = chosen[0] if len(chosen) == 1 else Most(chosen, 1)
            yield [match.key for match in self._engine.search(tree, limit=_MOST_NEAR).matches]

    def _read(self, key: int) -> tuple[Article, tuple[Source, ...]]:
        article = self._engine.article(key)
        return article, tuple(Source(words) for words in places(article) if words)


def _words(text: str, run: Sequence[Unit]) -> str:
    """The words of a run as one phrase, brackets around a first letter left out."""
    return " ".join(text[unit.start : unit.end].translate(_NO_BRACKETS) for unit in run)


_NO_BRACKETS = str.maketrans("", "", "[]")


def _spread(parts: Sequence[str]) -> Sequence[str]:
    """Not more than can be asked for, from beginning to end."""
    step = -(-len(parts) // _MOST_PARTS)
    return parts[::step]


def _said(article: Article, stretch: Sequence[Place]) -> tuple[str, int]:
    """The text from the first to the last word of a stretch, and the paragraph it starts in."""
    first, last = stretch[0], stretch[-1]
    if first.paragraph == last.paragraph:
        return _paragraph(article, first.paragraph)[first.start : last.end], first.paragraph
    between = article.paragraphs[first.paragraph + 1 : last.paragraph]
    head = _paragraph(article, first.paragraph)[first.start :]
    return " ".join([head, *between, _paragraph(article, last.paragraph)[: last.end]]), first.paragraph


def _paragraph(article: Article, number: int) -> str:
    return article.title if number < 0 else article.paragraphs[number]


def _new_word(article: Article, source: Source, change: Change) -> str:
    if change.kind != "new":
        return ""
    place = source.places[change.place]
    return _paragraph(article, place.paragraph)[place.start : place.end]
