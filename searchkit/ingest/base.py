"""What passes between the steps of reading: files, bytes still to be read, and what was skipped."""

from __future__ import annotations

import gzip
import io
import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from searchkit.article import Article, Author, DateSpan, Evidence, digest_of

from .fields import mapped_fields

MAX_ARTICLE = 50_000_000  # bytes of text in one article
GZIP_MAGIC = b"\x1f\x8b"
MAX_SECONDS = 10.0  # for one article
MAX_EXPORT = 200_000_000  # bytes of a file that holds many articles and has to be read whole


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that gave no article. `reason` is one short clause ("empty file")."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read. `name` is its path below the folder it was found in, with slashes, printable."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read.

    `field_map` maps a field of an article to the field of an export that holds it, dots leading inwards
    ({"text": "fields.bodyText"}); `source` is given to articles that name none; `today` is the day
    after which a date counts as future (None: the day of reading); `why` says whether it is wanted where values
    came from, which takes a while to put together. Raises UsageError for a field that articles do not have.
    """

    field_map: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    today: date | None = None
    why: bool = True

    def __post_init__(self) -> None:
        mapped_fields(self.field_map)


class ReadError(Exception):
    """A file that cannot be read; the message is the reason, one short clause."""


class TooSlow(BaseException):  # no Exception: it has to pass through whatever handles those
    """An article takes more than MAX_SECONDS; raised by the watchdog at any point."""


class TooLargeError(ReadError):
    """More text than one article can have."""

    def __init__(self, limit: int = MAX_ARTICLE) -> None:
        super().__init__(f"over {limit // 1_000_000} MB of text")


class MissingExtraError(ReadError):
    """A library is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs: pip install 'searchkit[{extra}]'")


@dataclass(frozen=True, slots=True)
class Run:
    """Some bytes of a file: `length` of them from `start`, with the CRC-32 they had when the run was cut."""

    start: int
    length: int
    check: int

    def read(self, file: Path) -> bytes | None:
        """The bytes; None if they are others by now. Raises OSError."""
        with file.open("rb") as stream:
            stream.seek(self.start)
            data = stream.read(self.length)
        return data if zlib.crc32(data) == self.check else None


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes to read: a file on disk, a member of an archive, or a run of lines of an export.

    `name` is printable and tells a person which bytes these are ("news.zip/a.html"); ids are made from it.
    `path` is the name of the file on disk they came from. The bytes are in `data`, or else in `file`, and
    either may be gzipped; with a `run` they are only those of `file` that it tells, taken as they are.
    `charset` and `url` are what the container says of them, `kind` the format where it is known already,
    `first_line` the number of their first line.
    """

    name: str
    path: str
    data: bytes = b""
    file: Path | None = None
    run: Run | None = None
    charset: str = ""
    url: str = ""
    kind: str = ""
    first_line: int = 1

    def open(self) -> BinaryIO:
        """The bytes as a stream, unpacked if they are gzipped.

        Raises OSError, and ReadError if the file has changed since the run was cut.
        """
        if self.file is not None and self.run:
            data = self.run.read(self.file)
            if data is None:
                raise ReadError(f"changed while it was read, from line {self.first_line}")
            return io.BytesIO(data)
        raw: BinaryIO = io.BytesIO(self.data) if self.file is None else self.file.open("rb")
        packed = raw.read(len(GZIP_MAGIC)) == GZIP_MAGIC
        raw.seek(0)
        if not packed:
            return raw
        if self.file is None:
            return cast(BinaryIO, gzip.GzipFile(fileobj=raw))
        raw.close()
        return cast(BinaryIO, gzip.open(self.file))

    def head(self, size: int) -> bytes:
        """The first `size` bytes. Raises as `read`."""
        with self.open() as stream:
            return stream.read(size)

    def read(self, limit: int = MAX_ARTICLE) -> bytes:
        """All bytes.

        Raises TooLargeError past `limit` bytes, and OSError, EOFError or zlib.error if they cannot be read.
        """
        data = self.head(limit + 1)
        if len(data) > limit:
            raise TooLargeError(limit)
        return data

    def part(self, name: str, data: bytes, *, kind: str = "", charset: str = "", url: str = "") -> Blob:
        """Something inside this blob."""
        return Blob(f"{self.name}/{printable(name)}", self.path, data, kind=kind, charset=charset, url=url)


def why(error: BaseException) -> str:
    """The reason of a Skipped, from what was raised."""
    match error:
        case ReadError():
            return str(error)
        case TooSlow():
            return f"takes over {MAX_SECONDS:.0f} s to read"
        case RecursionError():
            return "nested too deeply"
        case MemoryError():
            return "needs too much memory"
        case EOFError() | zlib.error() | gzip.BadGzipFile():
            return "damaged gzip data"
        case OSError():
            return f"cannot be read ({error.strerror or type(error).__name__})"
    return f"cannot be read ({type(error).__name__}: {printable(str(error), 80)})"


class Reader(Protocol):
    """What each module of `formats` is: a container yields what it holds as blobs, to be read in turn.

    Raising ReadError, OSError or ValueError means that nothing more can be read.
    """

    def read(self, blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:
        """The articles in the blob."""
        ...


_SUFFIXES = re.compile(
    r"(?:\.(?:html?|xhtml|shtml|mht|mhtml|eml|txt|text|asc|md|markdown|mdown|json|jsonl|ndjson|csv|tsv|tab|epub|pdf|docx"
    r"|warc|xml|rss|atom|rdf|gz|zip))+$",
    re.IGNORECASE,
)


def article_id(name: str) -> str:
    """The id of the only article of a file: its name without extensions and white space."""
    return "_".join((_SUFFIXES.sub("", name) or name).split())


def printable(text: str, limit: int = 1000) -> str:
    """The text on one line, with a visible sign for every odd byte and without control characters."""
    if text.isascii() and text.isprintable():
        return text[:limit]
    return unicodedata.normalize("NFC", "".join(map(_shown, text[:limit])))


def _shown(char: str) -> str:
    if "\udc80" <= char <= "\udcff":  # how Python holds a byte of a file name that is not UTF-8
        return f"\\x{ord(char) - 0xDC00:02x}"
    category = unicodedata.category(char)
    return " " if category in ("Cc", "Cf", "Zl", "Zp") else "\ufffd" if category == "Cs" else char


def make_article(
    blob: Blob,
    options: ReadOptions,
    *,
    title: str,
    paragraphs: tuple[str, ...],
    identity: str = "",
    authors: tuple[Author, ...] = (),
    published: DateSpan | None = None,
    source: str = "",
    url: str = "",
    language: str = "",
    topics: tuple[str, ...] = (),
    evidence: tuple[Evidence, ...] = (),
) -> Article:
    """The article of a blob, with path and digest."""
    source, url = source or options.source, url or blob.url
    digest = digest_of(title, paragraphs, authors, published, source, url, language, topics)
    return Article(
        identity or article_id(blob.name),
        title,
        paragraphs,
        authors,
        published,
        source,
        url,
        language,
        topics,
        path=blob.path,
        digest=digest,
        evidence=evidence,
    )
