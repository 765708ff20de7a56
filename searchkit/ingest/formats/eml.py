"""A mail message: newsletters and articles sent by mail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime

from searchkit.article import Article, DateSpan, Evidence
from searchkit.dates import parse_printed
from searchkit.ingest.base import Blob, ReadError, ReadOptions, Skipped, make_article
from searchkit.ingest.bylines import clean_authors
from searchkit.ingest.charset import decode
from searchkit.ingest.clean import clean_text, paragraphs
from searchkit.ingest.companions import wanted
from searchkit.ingest.page import read_page


def read(blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:
    """The message as an article, then its attachments."""
    message = message_from_bytes(blob.read(), _class=EmailMessage, policy=policy.default)
    body = _paragraphs(message, options)
    attached = [part for part in message.iter_attachments() if wanted(part.get_filename(""), frozenset())]
    if not body and not attached:
        raise ReadError("no text in it")
    if body:
        title = " ".join(clean_text(str(message.get("Subject", ""))).split())
        published = _sent(str(message.get("Date", "")))
        sender = parseaddr(str(message.get("From", "")))[0]
        yield make_article(
            blob,
            options,
            title=title,
            paragraphs=body,
            authors=clean_authors((sender,)) if sender else (),
            published=published,
            evidence=(Evidence("title", title, "mail Subject"), Evidence("authors", sender, "mail From")),
        )
    for part in attached:
        yield blob.part(part.get_filename("attachment"), content(part), charset=part.get_content_charset(""))


def content(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _paragraphs(message: EmailMessage, options: ReadOptions) -> tuple[str, ...]:
    """The text of the HTML body, or else of the plain one."""
    for kind in ("html", "plain"):
        part = message.get_body((kind,))
        if part is None:
            continue
        text = decode(content(part), declared=part.get_content_charset(""), html=kind == "html")
        found = (
            read_page(text, today=options.today).paragraphs
            if kind == "html"
            else paragraphs(clean_text(text))
        )
        if found:
            return found
    return ()


def _sent(printed: str) -> DateSpan | None:
    try:
        day = parsedate_to_datetime(printed).date()
    except ValueError:
        span = parse_printed(printed)
        return span and replace(span, origin="mail Date")
    return DateSpan(day, day, printed, "mail Date")
