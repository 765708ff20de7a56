"""Arrays of postings -> the sections of a segment file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from searchkit.article import Article
from searchkit.copies import Words, sketches
from searchkit.engines.fields import WORD_FIELDS, facet_values, field_texts, sortable
from searchkit.engines.whoosh.counts import LARGEST
from searchkit.engines.whoosh.fields import KEYWORD_FIELDS, RUN_FIELDS, TEXT_FIELDS
from searchkit.engines.whoosh.invert import Ints, KeywordField, Postings, RunField
from searchkit.engines.whoosh.pages import PageWriter, Type
from searchkit.engines.whoosh.segment import NO_DATE
from searchkit.engines.whoosh.sketches import write_sketches
from searchkit.engines.whoosh.stored import join_frame, pack_article
from searchkit.engines.whoosh.terms import Terms, ranked
from searchkit.engines.whoosh.vectors import make_vectors, write_vectors
from searchkit.engines.whoosh.vocabulary import Vocabulary
from searchkit.ranking import TITLE_WEIGHT

DTYPES: dict[Type, np.dtype[Any]] = {t: np.dtype(f"<{t}") for t in ("B", "H", "I", "Q", "i")}

_FRAME = 32_768
_LEVEL = 1  # higher ones save a twentieth of the space and cost half as much time again
_vocabulary = Vocabulary()


def forget_words() -> None:
    """Give back the memory that batches leave behind for the next one."""
    global _vocabulary  # noqa: PLW0603  as in BatchWriter
    _vocabulary = Vocabulary()


def doc_width(articles: int) -> Type:
    """The type of article numbers in a segment."""
    return "H" if articles <= 1 << 16 else "I"


def position_width(largest: int) -> Type:
    """The type of positions up to the largest."""
    return "H" if largest < 1 << 16 else "I"


def packed(values: Ints | Sequence[int], typecode: Type) -> memoryview:
    """Numbers as they stand in the file."""
    return np.ascontiguousarray(values, DTYPES[typecode]).view(np.uint8).data


def write_terms(
    out: PageWriter, name: str, terms: Terms, *, text: str = "terms", offsets: str = "offsets"
) -> None:
    """A dictionary."""
    out.add(f"{name}.{text}", packed(terms.text, "B"))
    out.add(f"{name}.{offsets}", packed(terms.offsets, "I"), "I")


def write_stems(out: PageWriter, name: str, stems: Terms) -> None:
    """Which terms share a stem, from the stem of each."""
    owners, firsts = ranked(stems)
    write_terms(out, name, stems.picked(firsts), text="stems", offsets="stem_offsets")
    starts = np.append(0, np.cumsum(np.bincount(owners, minlength=len(firsts))))
    out.add(f"{name}.stem_starts", packed(starts, "I"), "I")
    out.add(f"{name}.forms", packed(np.argsort(owners, kind="stable"), "I"), "I")


def write_postings(out: PageWriter, name: str, postings: Postings, articles: int) -> None:
    """A whole field."""
    write_terms(out, name, postings.terms)
    if postings.numbers is not None:
        out.add(f"{name}.numbers", packed(postings.numbers, "I"), "I")
    out.add(f"{name}.starts", packed(postings.starts, "I"), "I")
    docs = doc_width(articles)
    out.add(f"{name}.docs", packed(postings.docs, docs), docs)
    if postings.counts is None or postings.places is None or postings.positions is None:
        return
    large = LargeCounts()
    out.add(f"{name}.counts", large.kept_apart(postings.counts))
    large.write(out, name)
    out.add(f"{name}.places", packed(postings.places, "I"), "I")
    positions = position_width(int(postings.positions.max(initial=0)))
    out.add(f"{name}.positions", packed(postings.positions, positions), positions)


def write_ids(out: PageWriter, ids: Postings, articles: int) -> None:
    """The field id, and which of its terms each article has."""
    write_postings(out, "id", ids, articles)
    ordinals = np.zeros(articles, np.int64)
    ordinals[ids.docs] = np.repeat(np.arange(len(ids.terms)), np.diff(ids.starts))
    out.add("id.ordinal", packed(ordinals, "I"), "I")


class LargeCounts:
    """Collects the counts that need more than the byte they have in `F.counts` (`counts.py`)."""

    def __init__(self) -> None:
        self._seen = 0
        self._which: list[Ints] = []
        self._large: list[Ints] = []

    def kept_apart(self, counts: Ints) -> bytes:
        """The next counts as bytes, 0 for the large ones."""
        which = np.flatnonzero(counts > LARGEST)
        self._which.append(which + self._seen)
        self._large.append(counts[which])
        self._seen += len(counts)
        low = counts.astype(np.uint8)
        low[which] = 0
        return low.tobytes()

    def write(self, out: PageWriter, name: str) -> None:
        """The sections that say which they are, and how many."""
        out.add(f"{name}.many", packed(concatenated(self._which), "I"), "I")
        out.add(f"{name}.large", packed(concatenated(self._large), "I"), "I")


def write_columns(out: PageWriter, columns: Mapping[str, tuple[Type, Ints]], digests: bytes) -> None:
    """What every article has one of."""
    for name, (typecode, values) in columns.items():
        out.add(name, packed(values, typecode), typecode)
    out.add("digests", digests)


class StoredWriter:
    """Collects stored articles into compressed frames."""

    def __init__(self) -> None:
        import zstandard

        self._compress = zstandard.ZstdCompressor(level=_LEVEL).compress
        self._packed: list[bytes] = []
        self._size = 0
        self._firsts = [0]
        self._starts = [0]
        self._frames: list[bytes | memoryview] = []

    def add(self, packed: bytes) -> None:
        """One packed article."""
        self._packed.append(packed)
        self._size += len(packed)
        if self._size >= _FRAME:
            self.flush()

    def add_frames(self, frames: memoryview, firsts: Sequence[int], starts: Sequence[int]) -> None:
        """Frames of another segment as they are, with `blocks.first` and `blocks.start` as they would be for them."""
        self.flush()
        self._keep(frames, firsts, starts)

    def flush(self) -> None:
        """Close the frame being filled."""
        if self._packed:
            frame = self._compress(join_frame(self._packed))
            self._keep(frame, [0, len(self._packed)], [0, len(frame)])
            self._packed = []
            self._size = 0

    def _keep(self, frames: bytes | memoryview, firsts: Sequence[int], starts: Sequence[int]) -> None:
        articles, size = self._firsts[-1], self._starts[-1]
        self._firsts += [articles + first for first in firsts[1:]]
        self._starts += [size + start for start in starts[1:]]
        self._frames.append(frames)

    def drain(self, out: PageWriter) -> None:
        """Write the frames made so far; the section `stored` has begun."""
        for frames in self._frames:
            out.append(frames)
        self._frames = []

    def finish(self, out: PageWriter) -> None:
        """Write the last frames, and where all of them are."""
        self.flush()
        self.drain(out)
        out.add("blocks.first", packed(self._firsts, "I"), "I")
        out.add("blocks.start", packed(self._starts, "Q"), "Q")


class BatchWriter:
    """Articles -> one segment file without checksums, for `merge` to finish.

    For every field F of RUN_FIELDS it has besides what a segment has:
    F.numbers     u32: of each term, in the vocabulary the directory names

    For TEXT_FIELDS it has other stems than a segment:
    F.stems, F.stem_offsets    as terms: the stem of each term
    """

    def __init__(self) -> None:
        global _vocabulary  # noqa: PLW0603  kept from batch to batch in a worker process
        if _vocabulary.full:
            _vocabulary = Vocabulary()
        self._vocabulary = _vocabulary
        self._runs = {name: RunField(_vocabulary) for name in RUN_FIELDS}
        self._keywords = {name: KeywordField() for name in KEYWORD_FIELDS}
        self._worded = {name: (self._runs[name], self._keywords[f"{name}_value"]) for name in WORD_FIELDS}
        self._first: list[int] = []
        self._last: list[int] = []
        self._digests: list[bytes] = []
        self._stored = StoredWriter()

    def __len__(self) -> int:
        return len(self._first)

    def add(self, article: Article) -> None:
        """One more article."""
        doc, keywords = len(self), self._keywords
        self._runs["title"].add(doc, (article.title,))
        self._runs["body"].add(doc, article.paragraphs)
        for name in _filled(article):
            runs, values = self._worded[name]
            runs.add(doc, field_texts(article, name))
            for value in facet_values(article, name):
                values[value].append(doc)
        for value in facet_values(article, "name") if article.names else ():
            keywords["name_value"][value].append(doc)
        keywords["id"][article.id].append(doc)
        keywords["path"][article.path].append(doc)
        author = article.authors[0].name if article.authors else ""
        keywords["author_sort"][_sortable_name(author)].append(doc)
        span = article.published
        self._first.append(span.first.toordinal() if span else NO_DATE)
        self._last.append(span.last.toordinal() if span else NO_DATE)
        self._digests.append(bytes.fromhex(article.digest))
        self._stored.add(pack_article(article))

    def write(self, path: Path) -> None:
        """Write the segment file."""
        with path.open("wb") as file:
            self._write(file)

    def _write(self, file: BinaryIO) -> None:
        out = PageWriter(file, trusted=True)
        articles = len(self)
        lengths, inverted = {}, {}
        for doc, title in enumerate(self._runs["title"].texts()):
            self._keywords["title_sort"][title].append(doc)
        for name, runs in self._runs.items():
            postings, lengths[name] = runs.invert(articles)
            write_postings(out, name, postings, articles)
            if name in TEXT_FIELDS and postings.numbers is not None:
                inverted[name] = postings
                stems = self._vocabulary.facts.stems.picked(postings.numbers)
                write_terms(out, name, stems, text="stems", offsets="stem_offsets")
        codes = self._vocabulary.facts.codes
        write_vectors(out, make_vectors(inverted["title"], inverted["body"], codes, articles))
        for name, keywords in self._keywords.items():
            if name != "id":
                write_postings(out, name, keywords.invert(), articles)
        write_ids(out, self._keywords["id"].invert(), articles)
        columns: dict[str, tuple[Type, Ints]] = {
            "words.title": ("I", lengths["title"]),
            "words.body": ("I", lengths["body"]),
            "date.first": ("i", np.array(self._first, np.int64)),
            "date.last": ("i", np.array(self._last, np.int64)),
        }
        write_columns(out, columns, b"".join(self._digests))
        said = [Words(self._runs[name].hashes(), lengths[name].astype(np.int64)) for name in TEXT_FIELDS]
        write_sketches(out, sketches(*said))
        out.start("stored")
        self._stored.finish(out)
        words = int(lengths["body"].sum()) + TITLE_WEIGHT * int(lengths["title"].sum())
        out.close(articles=articles, words=words, vocabulary=self._vocabulary.name)


@lru_cache(maxsize=8192)
def _sortable_name(name: str) -> str:
    return sortable(name)[1]


def _filled(article: Article) -> Iterator[str]:
    """Fields other than title and text that may have something in this article."""
    if article.authors:
        yield "author"
    if article.source:
        yield "source"
    if article.topics:
        yield "topic"
    if article.language:
        yield "lang"
    if article.names:
        yield from ("person", "org", "place")


def concatenated(arrays: Iterable[Ints]) -> Ints:
    """Arrays end to end, an empty one if there are none."""
    found = list(arrays)
    return np.concatenate(found) if found else np.zeros(0, np.int32)
