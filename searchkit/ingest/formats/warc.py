"""A web archive (the extra `warc`): its pages one by one."""

from __future__ import annotations

from collections.abc import Iterator

from searchkit.article import Article
from searchkit.ingest.base import MAX_ARTICLE, Blob, MissingExtraError, ReadError, ReadOptions, Skipped
from searchkit.ingest.charset import is_binary

_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
}
_OK = "200"


def read(blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:  # noqa: ARG001  a Reader
    """The pages that were answered with success, each with its address."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise MissingExtraError("WARC", "warc") from error

    with blob.open() as stream:
        try:
            for record in ArchiveIterator(stream):
                headers = record.http_headers
                if record.rec_type != "response" or headers is None or headers.get_statuscode() != _OK:
                    continue
                media, _, parameters = (headers.get_header("Content-Type") or "").lower().partition(";")
                if media.strip() not in _KINDS:
                    continue
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                data = record.content_stream().read(MAX_ARTICLE + 1)
                kind = "" if is_binary(data) else _KINDS[media.strip()]
                charset = parameters.partition("charset=")[2].strip(" \"'")
                yield blob.part(url, data, kind=kind, charset=charset, url=url)
        except ArchiveLoadFailed as error:
            raise ReadError("damaged web archive") from error
