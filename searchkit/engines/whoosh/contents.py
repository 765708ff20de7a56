"""Whoosh's table of contents: written as Whoosh writes it, read without running anything in it."""

from __future__ import annotations

import io
from pathlib import Path

from searchkit.engines.whoosh.codec import ArticleSegment
from searchkit.engines.whoosh.library import FileStorage, StructFile, load, whoosh_index
from searchkit.errors import IndexDamagedError

INDEX_NAME = "MAIN"
FILE_NAME = f"_{INDEX_NAME}_1.toc"
_BYTE_ORDER_CHECK = -12345


def write_contents(folder: Path, segments: list[ArticleSegment]) -> None:
    """Write the table of contents of a generation."""
    from searchkit.engines.whoosh.schema import article_schema

    whoosh_index.TOC(article_schema(), segments, 1).write(FileStorage(str(folder)), INDEX_NAME)


def read_contents(data: bytes) -> list[ArticleSegment]:
    """The segments of a generation. Raises IndexDamagedError for anything but a table of ours."""
    stream = StructFile(io.BytesIO(data), name=FILE_NAME)
    try:
        for _ in ("int", "long", "float"):
            stream.read_varint()
        if stream.read_int() != _BYTE_ORDER_CHECK:
            raise _damaged("has another byte order")
        stream.read_int()  # version of Whoosh's format
        for _ in ("major", "minor", "build"):
            stream.read_varint()
        stream.skip_string()  # the schema, which only stock Whoosh needs
        stream.read_int()  # generation
        stream.read_int()  # unused
    except IndexDamagedError:
        raise
    except Exception as error:  # whatever Whoosh makes of a truncated or crafted file
        raise _damaged(f"cannot be read ({error})") from error
    segments = load(stream.file.read(), FILE_NAME)
    if not isinstance(segments, list):
        raise _damaged("does not list segments")
    for segment in segments:
        _validate(segment)
    return segments


def _validate(segment: object) -> None:
    if not isinstance(segment, ArticleSegment):
        raise _damaged("lists something that is not a segment")
    facts = vars(segment)
    articles, deleted, name = facts.get("articles"), facts.get("deleted"), facts.get("segid")
    if not (isinstance(articles, int) and isinstance(deleted, set) and facts.get("indexname") == INDEX_NAME):
        raise _damaged("has a segment without its facts")
    if not all(isinstance(doc, int) and 0 <= doc < articles for doc in deleted):
        raise _damaged("deletes articles that do not exist")
    if not (isinstance(name, str) and name.isascii() and name.isalnum()):
        raise _damaged("has a segment with a strange name")


def _damaged(what: str) -> IndexDamagedError:
    return IndexDamagedError(
        f"The index is damaged: {FILE_NAME} {what}.", "Build the index again: searchkit rebuild"
    )
