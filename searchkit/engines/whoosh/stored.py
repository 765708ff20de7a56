"""Articles as a segment stores them: packed, several to a compressed frame.

A packed article is u32 length and that much JSON (all facts, the lengths of the paragraphs, the names by
their places), then the paragraphs end to end in UTF-8. A frame is zstd over u32 length and packed article,
again and again.
"""

from __future__ import annotations

import json
import struct
import threading
from collections.abc import Iterable
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from searchkit.article import Article, Author, DateSpan, Name, NameKind
from searchkit.compact_json import compact_json

if TYPE_CHECKING:
    from zstandard import ZstdDecompressor

_LENGTH = struct.Struct("<I")
_KINDS: tuple[NameKind, ...] = ("person", "organisation", "place")
_BLOCK_LIMIT = 1 << 28
_own = threading.local()


def decompress(frame: memoryview) -> bytes:
    """One frame of stored articles. Raises ValueError for anything else, before memory is set aside for it."""
    import zstandard

    try:
        if zstandard.frame_content_size(frame) > _BLOCK_LIMIT:
            raise ValueError("a frame is too large")
        return _decompressor().decompress(frame, max_output_size=_BLOCK_LIMIT)
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error


def _decompressor() -> ZstdDecompressor:
    """One for each thread: to make one takes as long as to unpack a frame."""
    import zstandard

    found: ZstdDecompressor | None = getattr(_own, "decompressor", None)
    if found is None:
        found = _own.decompressor = zstandard.ZstdDecompressor()
    return found


def pack_article(article: Article) -> bytes:
    """An article without what the segment keeps elsewhere (id and digest): u32 length, JSON, text end to end."""
    published = article.published
    facts = [
        article.title,
        [len(paragraph) for paragraph in article.paragraphs],
        [[a.name, a.printed, a.role, a.affiliation] for a in article.authors],
        [published.first.toordinal(), published.last.toordinal(), published.printed, published.origin]
        if published
        else None,
        article.source,
        article.url,
        article.language,
        article.topics,
        [_pack_name(name, article.paragraphs) for name in article.names],
        article.path,
    ]
    head = compact_json(facts)
    return _LENGTH.pack(len(head)) + head + "".join(article.paragraphs).encode("utf-8", "surrogatepass")


def _pack_name(name: Name, paragraphs: tuple[str, ...]) -> list[Any]:
    """A name without its text where the paragraph says it, and without a canonical form that is the same."""
    places = [_KINDS.index(name.kind), name.paragraph, name.start, name.end]
    as_printed = paragraphs[name.paragraph : name.paragraph + 1] or ("",)
    text = "" if as_printed[0][name.start : name.end] == name.text else name.text
    if text:
        return [*places, name.canonical, text]
    return places if name.canonical == name.text else [*places, name.canonical]


def _unpack_name(
    paragraphs: tuple[str, ...],
    kind: int,
    paragraph: int,
    start: int,
    end: int,
    canonical: str | None = None,
    text: str = "",
) -> Name:
    text = text or paragraphs[paragraph][start:end]
    return Name(text, _KINDS[kind], paragraph, start, end, text if canonical is None else canonical)


def unpack_article(article_id: str, digest: str, data: bytes) -> Article:
    """The article `pack_article` packed."""
    (size,) = _LENGTH.unpack_from(data)
    facts = json.loads(data[_LENGTH.size : _LENGTH.size + size])
    title, lengths, authors, published, source, url, language, topics, names, path = facts
    text = data[_LENGTH.size + size :].decode("utf-8", "surrogatepass")
    ends = list(accumulate(lengths))
    paragraphs = tuple(text[end - length : end] for end, length in zip(ends, lengths, strict=True))
    if sum(lengths) != len(text) or min(lengths, default=0) < 0:
        raise ValueError("the paragraphs are not as long as the text")
    article = Article(
        id=article_id,
        title=title,
        paragraphs=paragraphs,
        authors=tuple(Author(*author) for author in authors),
        published=_span(*published) if published else None,
        source=source,
        url=url,
        language=language,
        topics=tuple(topics),
        names=tuple(_unpack_name(paragraphs, *name) for name in names),
        path=path,
        digest=digest,
    )
    _check_types(article)
    return article


def unpack_text(data: bytes) -> tuple[str, str]:
    """Only the title of a packed article, and its paragraphs end to end."""
    (size,) = _LENGTH.unpack_from(data)
    title, *_ = json.loads(data[_LENGTH.size : _LENGTH.size + size])
    return f"{title}", data[_LENGTH.size + size :].decode("utf-8", "surrogatepass")


def _check_types(article: Article) -> None:
    """Raises TypeError or IndexError for an article that only looks like one."""
    texts = [article.title, article.source, article.url, article.language, article.path, *article.topics]
    for author in article.authors:
        texts += author.name, author.printed, author.role, author.affiliation
    if article.published:
        texts += article.published.printed, article.published.origin
    for name in article.names:
        texts += name.text, name.canonical
        if not (0 <= name.paragraph < len(article.paragraphs) and 0 <= name.start <= name.end):
            raise IndexError("a name stands outside the text")
    "".join(texts)


def split_frame(data: bytes) -> list[bytes]:
    """The packed articles of a frame; each stands behind its length."""
    found = []
    at = 0
    while at < len(data):
        (size,) = _LENGTH.unpack_from(data, at)
        at += _LENGTH.size
        found.append(data[at : at + size])
        at += size
    return found


def join_frame(packed: Iterable[bytes]) -> bytes:
    """What `split_frame` splits."""
    return b"".join(part for article in packed for part in (_LENGTH.pack(len(article)), article))


def _span(first: int, last: int, printed: str, origin: str) -> DateSpan:
    return DateSpan(date.fromordinal(first), date.fromordinal(last), printed, origin)
