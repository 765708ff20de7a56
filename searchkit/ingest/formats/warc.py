"""A web archive (the extra `warc`): its pages one by one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from searchkit.article import Article
from searchkit.ingest.base import MAX_ARTICLE, Blob, MissingExtraError, ReadError, ReadOptions, Skipped
from searchkit.ingest.charset import is_binary

if TYPE_CHECKING:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.recordloader import ArcWarcRecord

_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
}
_OK = "200"


def read(blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:  # noqa: ARG001  a Reader
    """The pages that were answered with success or stored as they are, each with its address."""
    records, damage = _library()
    try:
        for record in _records(blob, records, damage):
            media, _, parameters = _content_type(record).lower().partition(";")
            if media.strip() not in _KINDS:
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            data = record.content_stream().read(MAX_ARTICLE + 1)
            if _is_cut(record):
                raise ReadError("damaged web archive: it ends within a page")
            kind = "" if is_binary(data) else _KINDS[media.strip()]
            charset = parameters.partition("charset=")[2].strip(" \"'")
            yield blob.part(url, data, kind=kind, charset=charset, url=url)
    except damage as error:
        raise ReadError("damaged web archive") from error


def _library() -> tuple[type[ArchiveIterator], type[Exception]]:
    """What iterates over records, and what it raises for damage."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise MissingExtraError("WARC", "warc") from error
    return ArchiveIterator, ArchiveLoadFailed


def _records(blob: Blob, records: type[ArchiveIterator], damage: type[Exception]) -> Iterator[ArcWarcRecord]:
    """The records. Each is gzipped by itself, so that damage loses only what comes after it, or all together."""
    count = 0
    try:
        with io.BytesIO(blob.data) if blob.file is None else blob.file.open("rb") as stored:
            for record in records(stored):
                yield record
                count += 1
        return
    except damage as error:
        if "non-chunked gzip" not in str(error):
            raise
    with blob.open() as stream:
        yield from islice(records(stream), count, None)


def _content_type(record: ArcWarcRecord) -> str:
    """The media type of the page in a record; empty for any other record."""
    if record.rec_type == "resource":
        headers = record.rec_headers
    elif record.rec_type == "response" and record.http_headers is not None:
        headers = record.http_headers if record.http_headers.get_statuscode() == _OK else None
    else:
        return ""
    return (headers.get_header("Content-Type") or "") if headers else ""


def _is_cut(record: ArcWarcRecord) -> bool:
    """Whether the file ends before the record does."""
    return record.raw_stream.limit > 0 and not record.raw_stream.read(1)
