"""A segment: some articles, their postings and their stored text, in one file that never changes.

A page file (`pages.py`) named `<segment id>.articles`. For n articles numbered from 0, D is u16 while n is at
most 65,536 and else u32; P is u16, or u32 if a position needs it.

    For every field F of `fields.RUN_FIELDS` and `fields.KEYWORD_FIELDS`, with t terms:
    F.terms, F.offsets     UTF-8 terms in order, end to end; u32 t+1 offsets of them
    F.starts               u32 t+1: the postings of term i are starts[i]:starts[i+1]
    F.docs                 D: the article of each posting, ascending within a term

    For RUN_FIELDS also:
    F.counts, …            how often the term stands in that article (`counts.py`)
    F.places               u32 t+1: the positions of term i are places[i]:places[i+1]
    F.positions            P: ascending within a posting; paragraphs lie POSITION_GAP apart

    For TEXT_FIELDS also, with s stems:
    F.stems, F.stem_offsets    as terms
    F.stem_starts, F.forms     u32: the terms of stem i are forms[stem_starts[i]:stem_starts[i+1]]

    For articles:
    words.title, words.body    u32: length in words
    date.first, date.last      i32: days as `date.toordinal`; 0 without a date
    id.ordinal                 u32: which term of the field id it has
    digests                    16 bytes: `Article.digest`
    copies.…                   sketches (`sketches.py`)
    vectors.…                  vectors (`vectors.py`)
    stored                     frames of about 32 kB (`stored.py`)
    blocks.first, blocks.start u32 first article, u64 start of each frame (each with one more at the end)

Limits: 2^32 - 1 postings and as many positions per field, terms of 4 GB per field.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from searchkit.article import Article
from searchkit.engines.whoosh.counts import Counts
from searchkit.engines.whoosh.dictionary import Dictionary
from searchkit.engines.whoosh.pages import PageFile, Section
from searchkit.engines.whoosh.stored import decompress, split_frame, unpack_article, unpack_text
from searchkit.engines.whoosh.unread import UnreadArticle
from searchkit.errors import IndexDamagedError

EXTENSION = ".articles"
NO_DATE = 0
_COLUMNS = {
    "words.title": ("I", 1),
    "words.body": ("I", 1),
    "date.first": ("i", 1),
    "date.last": ("i", 1),
    "digests": ("B", 16),
}
"""Type of the columns, and how many numbers they have for each article."""


class Field(NamedTuple):
    """One field of a segment. `counts` and what follows are empty for keyword fields."""

    terms: Dictionary
    starts: Section
    docs: Section
    counts: Counts
    places: Section
    positions: Section
    stems: Dictionary
    stem_starts: Section
    forms: Section

    def postings(self, ordinal: int) -> tuple[int, int]:
        """Where the postings of a term are, in `docs` and `counts`."""
        start, end = self.starts.slice(ordinal, ordinal + 2)
        return start, end

    def place(self, ordinal: int) -> tuple[int, int]:
        """Where the positions of a term are."""
        start, end = self.places.slice(ordinal, ordinal + 2)
        return start, end

    def forms_of(self, stem: str) -> tuple[int, ...]:
        """The numbers of the terms that share a stem."""
        at = self.stems.find(stem)
        if at < 0:
            return ()
        start, end = self.stem_starts.slice(at, at + 2)
        return tuple(self.forms.slice(start, end))


@contextmanager
def blamed(segments: Sequence[SegmentFile]) -> Iterator[None]:
    """Put what goes wrong down to segments, if they are inconsistent: IndexDamagedError."""
    for segment in segments:
        segment.check_size()
    try:
        yield
    except (ValueError, TypeError, LookupError, ArithmeticError, MemoryError):
        from searchkit.engines.whoosh.structure import verify

        for segment in segments:
            verify(segment)
        raise


class SegmentFile:
    """A segment, open for reading; `trusted` if it is a batch, written by this program just now."""

    def __init__(
        self, path: Path, size: int | None = None, fingerprint: int | None = None, *, trusted: bool = False
    ) -> None:
        self._file = PageFile(path, size, fingerprint, trusted=trusted)
        self.path = path
        self.fingerprint = self._file.fingerprint
        facts = self._file.facts
        self.articles: int = facts.get("articles", -1)
        self.words: int = facts.get("words", -1)
        """Weighted length of all articles together, deleted ones included."""
        self.vocabulary: str = facts["vocabulary"] if trusted else ""
        """Of a batch: the name of what its terms are numbered in."""
        self._check_columns()
        self._lent = False
        self._load = lru_cache(maxsize=64)(self._block)
        self.article_id = lru_cache(maxsize=4096)(self._article_id)
        """The id of an article, by its number."""

    def __len__(self) -> int:
        return self.articles

    def _check_columns(self) -> None:
        """Refuse a number of articles that the columns do not have: memory is set aside by it."""
        if not (type(self.articles) is int and type(self.words) is int and 0 <= self.words < 1 << 63):
            raise self.damaged("has no number of articles")
        for name, (typecode, each) in _COLUMNS.items():
            column = self._file.section(name)
            if len(column) != each * self.articles or (len(column) and column.typecode != typecode):
                raise self.damaged(f"has a column {name} of another length")

    def section(self, name: str) -> Section:
        """A section of the file by name."""
        return self._file.section(name)

    def section_names(self) -> list[str]:
        """All sections of the file."""
        return list(self._file.sections)

    @cached_property
    def _fields(self) -> dict[str, Field]:
        return {}

    def field(self, name: str) -> Field:
        """A field by name; without terms if no article has it."""
        found = self._fields.get(name)
        if found is None:

            def part(what: str, types: str = "I") -> Section:
                section = self._file.section(f"{name}.{what}")
                if len(section) and section.typecode not in types:
                    raise self.damaged(f"has numbers of another size in {name}.{what}")
                return section

            doc_type = "H" if self.articles <= 1 << 16 else "I"
            found = self._fields[name] = Field(
                Dictionary(part("terms", "B"), part("offsets")),
                part("starts"),
                part("docs", doc_type),
                Counts(part("counts", "B"), part("many"), part("large")),
                part("places"),
                part("positions", "HI"),
                Dictionary(part("stems", "B"), part("stem_offsets")),
                part("stem_starts"),
                part("forms"),
            )
        return found

    @cached_property
    def title_words(self) -> Section:
        """Words in the title of each article."""
        return self._file.section("words.title")

    @cached_property
    def body_words(self) -> Section:
        """Words in the text of each article."""
        return self._file.section("words.body")

    @cached_property
    def first_day(self) -> Section:
        """First day of each article's date."""
        return self._file.section("date.first")

    @cached_property
    def last_day(self) -> Section:
        """Last day of each article's date."""
        return self._file.section("date.last")

    @cached_property
    def id_ordinals(self) -> Section:
        """Which term of the field `id` each article has."""
        return self._file.section("id.ordinal")

    @cached_property
    def _digests(self) -> Section:
        return self._file.section("digests")

    @cached_property
    def _stored(self) -> Section:
        return self._file.section("stored")

    @cached_property
    def _frame_starts(self) -> Section:
        return self._file.section("blocks.start")

    @cached_property
    def _first_of(self) -> memoryview:
        """The first article of each frame."""
        return self._file.section("blocks.first").all()

    def _article_id(self, doc: int) -> str:
        return self.field("id").terms.text_at(self.id_ordinals[doc])

    def ids(self) -> list[str]:
        """The ids of all articles, in order. Raises IndexDamagedError."""
        texts = self.field("id").terms.texts()
        try:
            return [texts[ordinal] for ordinal in self.id_ordinals.all().tolist()]
        except IndexError as error:
            raise self.damaged("has an article without an id") from error

    def digests(self) -> list[str]:
        """The digests of all articles, in order."""
        every = bytes(self._digests.all()).hex()
        return [every[start : start + 32] for start in range(0, len(every), 32)]

    def doc_of(self, article_id: str) -> int:
        """The number of the article of that id, -1 if there is none."""
        ids = self.field("id")
        at = ids.terms.find(article_id)
        return ids.docs[ids.postings(at)[0]] if at >= 0 else -1

    def digest(self, doc: int) -> str:
        """The digest of an article."""
        return bytes(self._digests.slice(16 * doc, 16 * doc + 16)).hex()

    def article(self, doc: int, article_id: str | None = None) -> Article:
        """The stored article, under its own id or another. Raises IndexDamagedError."""
        with self._reading(doc):
            article_id = self.article_id(doc) if article_id is None else article_id
            return unpack_article(article_id, self.digest(doc), self._packed(doc))

    def text(self, doc: int) -> tuple[str, str]:
        """Only the title of an article, and its paragraphs end to end. Raises IndexDamagedError."""
        with self._reading(doc):
            return unpack_text(self._packed(doc))

    @contextmanager
    def _reading(self, doc: int) -> Iterator[None]:
        self.check_size()
        try:
            yield
        except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError, struct.error) as error:
            raise self.damaged(f"has an article that cannot be read, number {doc}") from error

    def unread(self, doc: int) -> Article:
        """The stored article, read as soon as more than its id is asked, even if that is after `close`.

        Raises IndexDamagedError; so may reading it.
        """
        self._lent = True
        article_id = self.article_id(doc)
        return UnreadArticle.of(article_id, partial(self.article, doc, article_id))

    def _packed(self, doc: int) -> bytes:
        number = self._frame_of(doc)
        return self._load(number)[doc - self._first_of[number]]

    def _frame_of(self, doc: int) -> int:
        """The frame an article is in."""
        return bisect_right(self._first_of, doc, 1, max(1, len(self._first_of) - 1)) - 1

    def _frame(self, number: int) -> memoryview:
        start, end = self._frame_starts.slice(number, number + 2)
        return self._stored.slice(start, end)

    def _block(self, number: int) -> list[bytes]:
        return split_frame(decompress(self._frame(number)))

    def check(self) -> None:
        """Check every page. Raises IndexDamagedError."""
        self._file.check_all()

    def check_size(self) -> None:
        """Make sure that the file is all there, which costs next to nothing. Raises IndexDamagedError."""
        self._file.check_size()

    def release(self) -> None:
        """Give back the memory of what has been read."""
        self._load.cache_clear()
        self._file.release()

    def damaged(self, what: str) -> IndexDamagedError:
        """The error for this segment."""
        return self._file.damaged(what)

    def close(self) -> None:
        """Let go of the file, unless articles may still be read from it: then when they are gone."""
        self._load.cache_clear()
        self._fields.clear()
        if not self._lent:
            self._file.close()
