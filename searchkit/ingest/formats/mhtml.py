"""A web page saved in one file with its pictures (MHTML, RFC 2557): the page is read on as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy

from searchkit.article import Article
from searchkit.ingest.base import Blob, ReadError, ReadOptions, Skipped
from searchkit.ingest.formats.eml import content


def read(blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:  # noqa: ARG001  a Reader
    """The page, with its address."""
    message = message_from_bytes(blob.read(), policy=policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            url = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
            charset = part.get_content_charset("")
            yield replace(
                blob, data=content(part), file=None, kind="html", charset=charset, url=str(url).strip()
            )
            return
    raise ReadError("no page in it")
