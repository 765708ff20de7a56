"""Whoosh's table of contents: written as Whoosh writes it, read without running anything in it.

Layout, big-endian: sizes of numbers and Whoosh's versions (always the same bytes), a varint and as many bytes of
schema, which only stock Whoosh needs, i32 generation, i32 unused, and a pickled list of segments.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from searchkit.engines.whoosh.segment import EXTENSION
from searchkit.engines.whoosh.unpickle import UnpickleError, segment_facts
from searchkit.errors import IndexDamagedError

INDEX_NAME = "MAIN"
FILE_NAME = f"_{INDEX_NAME}_1.toc"
MAX_ARTICLES = (1 << 32) - 1
_HEADER = bytes((4, 8, 4)) + struct.pack(">ii", -12345, -111) + bytes((2, 7, 4))
_MAX_VARINT = 5  # bytes


class SegmentEntry(NamedTuple):
    """What the table says of a segment: its id, how many articles, which of them are deleted."""

    id: str
    articles: int
    deleted: frozenset[int] = frozenset()

    @property
    def file_name(self) -> str:
        """The file of this segment."""
        return f"{INDEX_NAME}_{self.id}{EXTENSION}"

    @property
    def living(self) -> int:
        """How many articles are not deleted."""
        return self.articles - len(self.deleted)


def write_contents(folder: Path, segments: Iterable[SegmentEntry]) -> None:
    """Write the table of contents of a generation."""
    from searchkit.engines.whoosh.codec import ArticleSegment
    from searchkit.engines.whoosh.library import FileStorage, whoosh_index
    from searchkit.engines.whoosh.schema import article_schema

    ours = [ArticleSegment(INDEX_NAME, each.id, each.articles, set(each.deleted)) for each in segments]
    whoosh_index.TOC(article_schema(), ours, 1).write(FileStorage(str(folder)), INDEX_NAME)


def read_contents(data: bytes) -> list[SegmentEntry]:
    """The segments of a generation. Raises IndexDamagedError for anything but a table of ours."""
    if not data.startswith(_HEADER):
        raise _damaged("does not begin as Whoosh's table of contents does")
    try:
        segments = [_segment(facts) for facts in segment_facts(data[_after_schema(data) :])]
    except UnpickleError as error:
        raise _damaged(str(error)) from error
    if len({segment.id for segment in segments}) < len(segments):
        raise _damaged("names a segment twice")
    return segments


def _after_schema(data: bytes) -> int:
    size = 0
    for number, byte in enumerate(data[len(_HEADER) : len(_HEADER) + _MAX_VARINT]):
        size |= (byte & 0x7F) << 7 * number
        if byte < 0x80:
            return len(_HEADER) + number + 1 + size + 8
    raise _damaged("is cut short")


def _segment(facts: dict[str, Any]) -> SegmentEntry:
    articles, deleted, name = facts.get("articles"), facts.get("deleted"), facts.get("segid")
    if not (type(articles) is int and 0 <= articles <= MAX_ARTICLES and facts.get("indexname") == INDEX_NAME):
        raise _damaged("has a segment without its facts")
    if not (type(deleted) is set and (not deleted or 0 <= min(deleted) <= max(deleted) < articles)):
        raise _damaged("deletes articles that do not exist")
    if not (type(name) is str and name.isascii() and name.isalnum()):
        raise _damaged("has a segment with a strange name")
    return SegmentEntry(name, articles, frozenset(deleted))


def _damaged(what: str) -> IndexDamagedError:
    return IndexDamagedError(
        f"The index is damaged: {FILE_NAME} {what}.", "Build the index again: searchkit rebuild"
    )
