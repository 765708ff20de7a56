"""Which format some bytes are in: by what they hold first, by the name's extension second."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from .base import ReadError
from .charset import decode, is_binary

HEAD = 4096  # bytes looked at

_BY_SUFFIX = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "csv", ".tab": "csv",
    ".mht": "mhtml", ".mhtml": "mhtml", ".eml": "eml",
    ".rss": "feed", ".atom": "feed", ".rdf": "feed",
}  # fmt: skip
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|h1|p|table|link|script)[\s/>]",
    re.IGNORECASE,
)
_FEED = re.compile(r"<(?:rss|feed|(?:\w+:)?RDF|channel)[\s>]", re.IGNORECASE)
_JSON = re.compile(r'\{\s*["}]|\[\s*[\[{\]]')
_JSON_BRACKET = re.compile(r"[\[{][ \t\r]*\n")
_JSON_LINES = re.compile(r"\{.*\}[ \t\r]*\n\s*\{")
_HEADER_LINE = re.compile(r"[A-Za-z][A-Za-z0-9-]*:[ \t]|[ \t]+\S")
_HEADER_NAME = re.compile(r"^([A-Za-z-]+):", re.MULTILINE)
_ONLY_IN_MAIL = {"mime-version", "received", "message-id"}
_IN_ANY_MAIL = {"from", "subject", "date"}
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[\w-]+[ \t]*:|#)|\+\+\+[ \t]*\r?\n[\w-]+[ \t]*=")


def sniff(head: bytes, name: str) -> str:
    """The format, named as its module in `formats`, of data whose first HEAD bytes, unpacked, are `head`.

    Raises ReadError for data that holds no text.
    """
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"WARC/"):
        return "warc"
    if is_binary(head):
        raise ReadError("binary data")
    text = decode(head).lstrip("\ufeff \t\r\n")
    if not text and len(head) < HEAD:
        raise ReadError("only white space" if head else "empty file")
    return _of_text(text, _BY_SUFFIX.get(suffix(name), "text"))


def suffix(name: str) -> str:
    """The last extension of a name, in lower case, after taking off `.gz`."""
    path = PurePosixPath(name.lower())
    return PurePosixPath(path.stem).suffix if path.suffix == ".gz" else path.suffix


def _of_text(text: str, by_name: str) -> str:
    if text.startswith("<") and _FEED.search(text[:1024]):
        return "feed"
    if _JSON.match(text):
        lines = by_name == "jsonl" and not _JSON_BRACKET.match(text)
        return "jsonl" if lines or _JSON_LINES.match(text) else "json"
    if by_name in ("text", "html", "feed") and text.startswith("<"):
        if _MARKUP.search(text):
            return "html"
        if text.startswith("<?xml"):
            raise ReadError("XML that is neither a page nor a feed")
    if by_name in ("text", "mhtml", "eml") and _is_mail(text):
        return "mhtml" if by_name == "mhtml" or "multipart/related" in text else "eml"
    if by_name == "text" and _FRONT_MATTER.match(text):
        return "markdown"
    if by_name in ("mhtml", "eml", "feed") or (by_name == "html" and not _MARKUP.search(text)):
        return "text"
    return by_name


def _is_mail(text: str) -> bool:
    """Whether the first lines are all headers, some of them known ones."""
    headers, _, _ = text.replace("\r\n", "\n").partition("\n\n")
    lines = headers.split("\n")[:-1]  # the last may be cut off
    names = {name.lower() for name in _HEADER_NAME.findall(headers)}
    return bool(names & _ONLY_IN_MAIL or names >= _IN_ANY_MAIL) and all(map(_HEADER_LINE.match, lines))
