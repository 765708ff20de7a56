"""Is an index as it was written, and does what it finds agree with what it stores?"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from searchkit.article import Article, content_digest
from searchkit.copies import Sketches
from searchkit.engines.whoosh.contents import FILE_NAME, SegmentEntry, read_contents
from searchkit.engines.whoosh.fields import KEYWORD_FIELDS, RUN_FIELDS
from searchkit.engines.whoosh.generations import (
    MANIFEST,
    Generation,
    generation_at,
    missing,
    pointer_bytes,
    read_pointer,
)
from searchkit.engines.whoosh.segment import EXTENSION, SegmentFile
from searchkit.engines.whoosh.sketches import picked_sketches
from searchkit.engines.whoosh.stories import PAIRS, STORIES, load_pairs, load_stories
from searchkit.engines.whoosh.structure import Ints, ints, verify
from searchkit.engines.whoosh.vectors import SegmentVectors
from searchkit.engines.whoosh.writer import prepare
from searchkit.errors import IndexDamagedError, IndexVersionError
from searchkit.settings import INDEX_POINTER

_SAMPLE = 100
_CHUNK = 2_000
_COLUMNS = ("words.title", "words.body", "date.first", "date.last")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and what is wrong: clauses that name a file."""

    generation: int = 0
    files: int = 0
    size: int = 0
    """Bytes."""
    segments: int = 0
    articles: int = 0
    compared: int = 0
    """Articles whose postings were compared with their text."""
    problems: tuple[str, ...] = ()


def check_index(index: Path, *, deep: bool = False) -> Checked:
    """Check the live generation: every checksum, every number, and the postings of some articles (`deep`: all).

    Raises NoIndexError.
    """
    while True:
        pointer = b""
        try:
            number, checksum = read_pointer(index)
            pointer = pointer_bytes(number, checksum)
            found = _check_generation(index, number, checksum, deep)
        except FileNotFoundError as error:
            found = Checked(problems=(missing(error),))
        except (IndexDamagedError, IndexVersionError) as error:
            found = Checked(problems=(_clause(error),))
        if not found.problems or not _has_moved_on(index, pointer):
            return found


def _has_moved_on(index: Path, pointer: bytes) -> bool:
    """Whether another generation has become the live one meanwhile."""
    try:
        return bool(pointer) and pointer_bytes(*read_pointer(index)) != pointer
    except (IndexDamagedError, IndexVersionError):
        return False


def _clause(error: IndexDamagedError | IndexVersionError) -> str:
    return error.message.removeprefix("The index is damaged: ").removesuffix(".")


def _check_generation(index: Path, number: int, checksum: int, deep: bool) -> Checked:
    problems = []
    if (index / INDEX_POINTER).read_bytes() != pointer_bytes(number, checksum):
        problems.append(f"{INDEX_POINTER} is not as it was written")
    generation = generation_at(index, number, checksum)
    sound = {}
    for name in generation.files:
        try:
            sound[name] = _check_file(generation, name)
        except IndexDamagedError as error:
            problems.append(_clause(error))
        except FileNotFoundError as error:
            problems.append(missing(error))
    segments: list[tuple[SegmentEntry, SegmentFile]] = []
    if FILE_NAME in sound:
        try:
            segments, unlisted = _segments(generation, sound)
            problems += unlisted
        except IndexDamagedError as error:
            problems.append(_clause(error))
    compared = 0
    if not problems:
        problems += _problems_of_the_whole(generation, segments)
        for info, segment in segments:
            docs = _chosen(info, deep, len(segments))
            compared += len(docs)
            problems += _wrong_postings(segment, docs)
    return Checked(
        generation.number,
        len(generation.files) + 2,
        sum(size for size, _ in generation.files.values()),
        len(segments),
        sum(info.living for info, _ in segments),
        compared,
        tuple(problems),
    )


def _check_file(generation: Generation, name: str) -> SegmentFile | None:
    """A file of the generation, None unless it is a segment. Raises IndexDamagedError and FileNotFoundError."""
    if not name.endswith(EXTENSION):
        generation.read(name)
        return None
    segment = SegmentFile(generation.path / name, *generation.files[name])
    verify(segment)
    return segment


def _segments(
    generation: Generation, sound: dict[str, SegmentFile | None]
) -> tuple[list[tuple[SegmentEntry, SegmentFile]], list[str]]:
    found, unlisted = [], []
    for info in read_contents(generation.read(FILE_NAME)):
        segment = sound.get(info.file_name)
        if segment is not None:
            found.append((info, segment))
        elif info.file_name not in generation.files:
            unlisted.append(f"{FILE_NAME} names {info.file_name}, which {MANIFEST} does not")
    return found, unlisted


def _problems_of_the_whole(
    generation: Generation, segments: Sequence[tuple[SegmentEntry, SegmentFile]]
) -> Iterator[str]:
    ids: list[str] = []
    for info, segment in segments:
        if len(segment) != info.articles:
            yield f"{FILE_NAME} has another number of articles than {info.file_name}"
            return
        ids += (each for doc, each in enumerate(segment.ids()) if doc not in info.deleted)
    if len(set(ids)) < len(ids):
        yield "several articles have one id"
    keys = sum(len(segment) for _, segment in segments)
    try:
        load_stories(generation.find(STORIES), keys)
        load_pairs(generation.find(PAIRS), keys)
    except IndexDamagedError as error:
        yield _clause(error)
    if generation.manifest.get("articles") != len(ids):
        yield f"{MANIFEST} has another number of articles than the segments"


def _chosen(info: SegmentEntry, deep: bool, segments: int) -> list[int]:
    """The articles to compare: all that are not deleted, or some from everywhere."""
    living = [doc for doc in range(info.articles) if doc not in info.deleted]
    wanted = max(1, _SAMPLE // segments)
    return living if deep or len(living) <= wanted else living[:: len(living) // wanted][:wanted]


def _wrong_postings(segment: SegmentFile, docs: Sequence[int]) -> Iterator[str]:
    """Index stored articles anew, and compare that with what the segment says of them."""
    for start in range(0, len(docs), _CHUNK):
        some = docs[start : start + _CHUNK]
        try:
            articles = [segment.article(doc) for doc in some]
        except IndexDamagedError as error:
            yield _clause(error)
            return
        for article in articles:
            if content_digest(article) != article.digest:
                yield f"{segment.path.name} stores another text for {article.id} than was read"
                return
        field = _differing_field(segment, np.array(some, np.int64), articles)
        if field:
            yield f"{segment.path.name} does not find in {field} what its articles say"
            return


def _differing_field(segment: SegmentFile, docs: Ints, articles: Sequence[Article]) -> str:
    with tempfile.TemporaryDirectory(prefix="searchkit-") as folder:
        fresh = SegmentFile(prepare(articles, Path(folder) / "batch").path, trusted=True)
        every = np.arange(len(articles))
        for name in RUN_FIELDS + KEYWORD_FIELDS:
            if not _same(_postings(segment, name, docs), _postings(fresh, name, every)):
                return name
        for name in _COLUMNS:
            if not np.array_equal(ints(segment.section(name))[docs], ints(fresh.section(name))):
                return name
        kept, made = SegmentVectors(segment).picked(docs), SegmentVectors(fresh).picked(every)
        if not (np.array_equal(kept.codes, made.codes) and np.array_equal(kept.counts, made.counts)):
            return "the vectors"
        if not _equal(picked_sketches(segment, docs), picked_sketches(fresh, every)):
            return "the sketches"
        fresh.close()
    return ""


def _postings(segment: SegmentFile, name: str, wanted: Ints) -> list[Any]:
    """All that a field says of some articles: its terms; term, article, count of each posting; positions."""
    field = segment.field(name)
    numbers = np.full(len(segment), -1)
    numbers[wanted] = np.arange(len(wanted))
    docs = numbers[ints(field.docs)]
    kept = docs >= 0
    terms = np.repeat(np.arange(len(field.terms)), np.diff(ints(field.starts)) if len(field.terms) else 0)[
        kept
    ]
    used = np.unique(terms)
    counts = ints(field.counts)
    positions = ints(field.positions)[np.repeat(kept, counts)] if len(counts) else counts
    texts = [field.terms.text_at(term) for term in used.tolist()]
    return [
        texts,
        np.searchsorted(used, terms),
        docs[kept],
        counts[kept] if len(counts) else counts,
        positions,
    ]


def _equal(one: Sketches, other: Sketches) -> bool:
    parts = ("lengths", "starts", "hashes")
    return all(np.array_equal(getattr(one, part), getattr(other, part)) for part in parts)


def _same(one: list[Any], other: list[Any]) -> bool:
    return one[0] == other[0] and all(map(np.array_equal, one[1:], other[1:]))
