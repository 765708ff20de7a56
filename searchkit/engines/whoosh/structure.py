"""Whether the numbers of a segment fit each other. Checksums only say that they are as they were written.

A segment made by searchkit always passes. One that was tampered with may not; so that not every number has to be
tested while searching, the engine looks here when something has gone wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from searchkit.engines.whoosh.counts import LARGEST, Counts
from searchkit.engines.whoosh.dictionary import Dictionary
from searchkit.engines.whoosh.fields import KEYWORD_FIELDS, RUN_FIELDS, TEXT_FIELDS
from searchkit.engines.whoosh.pages import Section
from searchkit.engines.whoosh.segment import NO_DATE, Field, SegmentFile
from searchkit.engines.whoosh.sketches import read_sketches
from searchkit.engines.whoosh.vectors import vectors_fit
from searchkit.ranking import TITLE_WEIGHT

Ints = npt.NDArray[np.int64]


def verify(segment: SegmentFile) -> None:
    """Check every page, length, offset and number of a segment. Raises IndexDamagedError."""
    segment.check()
    for name in RUN_FIELDS + KEYWORD_FIELDS:
        for problem in _field_problems(name, segment.field(name), len(segment)):
            raise segment.damaged(f"is inconsistent: {problem} in the field {name}")
    read_sketches(segment)
    if not vectors_fit(segment):
        raise segment.damaged("is inconsistent: vectors that no article has")
    for problem in _column_problems(segment):
        raise segment.damaged(f"is inconsistent: {problem}")


def ints(section: Section | Counts) -> Ints:
    """A whole section as 64-bit numbers."""
    return np.asarray(section.all()).astype(np.int64)


def _field_problems(name: str, field: Field, articles: int) -> Iterator[str]:
    """What is wrong; each check builds on those before it, so only the first problem counts."""
    starts, docs = ints(field.starts), ints(field.docs)
    if not _is_dictionary(field.terms):
        yield "words out of order"
    if not divides(starts, len(field.terms), len(docs)):
        yield "postings out of range"
    if len(docs) and int(docs.max()) >= articles:
        yield "articles that do not exist"
    if not _ascends(docs, starts):
        yield "articles out of order"
    if not _has_counts(field.counts):
        yield "counts that do not fit"
    if name in RUN_FIELDS and not _has_positions(field, starts):
        yield "positions out of range"
    if name in TEXT_FIELDS and not _has_forms(field):
        yield "word forms out of range"


def _is_dictionary(terms: Dictionary) -> bool:
    if not divides(ints(terms.offsets), len(terms), len(terms.text)):
        return False
    try:
        encoded = [term.encode("utf-8", "surrogatepass") for term in terms.texts()]
    except UnicodeDecodeError:
        return False
    return all(one < other for one, other in pairwise(encoded))


def divides(bounds: Ints, parts: int, whole: int) -> bool:
    """Whether bounds cut `whole` into so many parts."""
    if not parts:
        return whole == 0 and not bounds.any()
    return (
        len(bounds) == parts + 1 > 0
        and bounds[0] == 0
        and bounds[-1] == whole
        and bool((np.diff(bounds) >= 0).all())
    )


def _ascends(values: Ints, starts: Ints) -> bool:
    """Whether values rise within every part that `starts` cuts them into."""
    rises = np.diff(values) > 0
    cuts = starts[(starts > 0) & (starts < len(values))] - 1
    rises[cuts] = True
    return bool(rises.all())


def _has_counts(counts: Counts) -> bool:
    """Whether there is a large count wherever the bytes have none, and nowhere else."""
    large = ints(counts.large)
    return np.array_equal(np.flatnonzero(ints(counts.bytes) == 0), ints(counts.many)) and bool(
        len(large) == len(counts.many) and (large > LARGEST).all()
    )


def _has_positions(field: Field, starts: Ints) -> bool:
    counts, places, positions = ints(field.counts), ints(field.places), ints(field.positions)
    if len(counts) != len(field.docs) or not divides(places, len(field.terms), len(positions)):
        return False
    ends = np.append(0, np.cumsum(counts))
    if not len(field.terms):
        return True
    return bool((counts > 0).all() and (ends[starts] == places).all()) and _ascends(positions, ends)


def _has_forms(field: Field) -> bool:
    forms, starts = ints(field.forms), ints(field.stem_starts)
    every_term_once = len(forms) == len(field.terms) and bool((np.sort(forms) == np.arange(len(forms))).all())
    return every_term_once and _is_dictionary(field.stems) and divides(starts, len(field.stems), len(forms))


def _column_problems(segment: SegmentFile) -> Iterator[str]:
    articles = len(segment)
    words = ints(segment.body_words).sum() + TITLE_WEIGHT * ints(segment.title_words).sum()
    if int(words) != segment.words:
        yield "another number of words than the articles have"
    first, last = ints(segment.first_day), ints(segment.last_day)
    dated = (first >= 1) & (first <= last) & (last <= date.max.toordinal())
    if not (dated | ((first == NO_DATE) & (last == NO_DATE))).all():
        yield "days that do not exist"
    ids = ints(segment.field("id").docs)
    if len(ids) != articles or not (np.sort(ids) == np.arange(articles)).all():
        yield "articles without an id"
    elif not (ids[ints(segment.id_ordinals).clip(max=max(articles - 1, 0))] == np.arange(articles)).all():
        yield "ids of other articles"
    firsts, starts = ints(segment.section("blocks.first")), ints(segment.section("blocks.start"))
    blocks = len(firsts) - 1
    if not (divides(firsts, blocks, articles) and divides(starts, blocks, len(segment.section("stored")))):
        yield "stored articles out of range"
