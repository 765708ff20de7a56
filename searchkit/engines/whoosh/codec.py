"""Our segments, for stock Whoosh: `whoosh.index.open_dir` on a generation reads them while searchkit is installed.

Only reading is offered. Searchkit's own engine uses the same segments directly, without matchers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from searchkit.engines.whoosh.fields import TEXT_FIELDS
from searchkit.engines.whoosh.library import LeafMatcher, ReadTooFar, TermInfo, TermNotFound, codec_base
from searchkit.engines.whoosh.segment import EXTENSION, SegmentFile


class ArticleSegment(codec_base.Segment):  # type: ignore[misc]  # Whoosh has no types
    """A `contents.SegmentEntry` as Whoosh knows it; what is pickled into the table of contents."""

    def __init__(self, indexname: str, segid: str, articles: int, deleted: set[int]) -> None:
        super().__init__(indexname)
        self.segid = segid
        self.articles = articles
        self.deleted = deleted

    @property
    def file_name(self) -> str:
        """The file of this segment."""
        return str(self.make_filename(EXTENSION))

    def codec(self) -> ArticleCodec:
        """See whoosh.codec.base."""
        return ArticleCodec()

    def should_assemble(self) -> bool:
        """It is one file already."""
        return False

    def doc_count_all(self) -> int:
        """Deleted articles included."""
        return self.articles

    def deleted_count(self) -> int:
        """How many are deleted."""
        return len(self.deleted)

    def deleted_docs(self) -> set[int]:
        """Which are deleted."""
        return self.deleted

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is deleted."""
        return docnum in self.deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark an article as deleted, or not."""
        (self.deleted.add if delete else self.deleted.discard)(docnum)


class ArticleCodec(codec_base.Codec):  # type: ignore[misc]  # Whoosh has no types
    """Reads `ArticleSegment`s."""

    def terms_reader(self, storage: Any, segment: ArticleSegment) -> TermsReader:
        """See whoosh.codec.base."""
        return TermsReader(_open(storage, segment))

    def per_document_reader(self, storage: Any, segment: ArticleSegment) -> PerDocumentReader:
        """See whoosh.codec.base."""
        return PerDocumentReader(_open(storage, segment), segment)


def _open(storage: Any, segment: ArticleSegment) -> SegmentFile:
    return SegmentFile(Path(storage.folder) / segment.file_name)


class TermsReader(codec_base.TermsReader):  # type: ignore[misc]  # Whoosh has no types
    """The terms and postings of a segment."""

    def __init__(self, segment: SegmentFile) -> None:
        self._segment = segment

    def _ordinal(self, field: str, text: bytes) -> int:
        return self._segment.field(field).terms.find(text.decode("utf-8", "surrogatepass"))

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._ordinal(*term) >= 0

    def indexed_field_names(self) -> list[str]:
        """Fields that have terms."""
        names = (
            name.removesuffix(".terms") for name in self._segment.section_names() if name.endswith(".terms")
        )
        return sorted(name for name in names if len(self._segment.field(name).terms))

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every (field, term), sorted."""
        for field in self.indexed_field_names():
            yield from self.terms_from(field, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Terms of one field from `prefix` on."""
        terms = self._segment.field(fieldname).terms
        for ordinal in range(terms.lower_bound(prefix), len(terms)):
            yield fieldname, terms.bytes_at(ordinal)

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """Every term with its statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """Terms of one field from `prefix` on, with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> Any:
        """Whoosh's TermInfo of a term. Raises TermNotFound."""
        docs, counts = self._postings(fieldname, text)
        lengths = self._segment.section(f"words.{fieldname}").all() if fieldname in TEXT_FIELDS else ()
        known = [lengths[doc] for doc in docs] if len(lengths) else [1]
        bounds = {"minlength": min(known), "maxlength": max(known), "minid": docs[0], "maxid": docs[-1]}
        return TermInfo(weight=sum(counts), df=len(docs), maxweight=max(counts), **bounds)

    def _postings(self, fieldname: str, text: bytes) -> tuple[list[int], list[int]]:
        ordinal = self._ordinal(fieldname, text)
        if ordinal < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        field = self._segment.field(fieldname)
        start, end = field.postings(ordinal)
        docs = field.docs.slice(start, end).tolist()
        return docs, field.counts.slice(start, end).tolist() if len(field.counts) else [1] * len(docs)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> PostingMatcher:
        """Whoosh's cursor over the postings of a term. Raises TermNotFound."""
        docs, counts = self._postings(fieldname, text)
        field = self._segment.field(fieldname)
        positions: list[int] = []
        if len(field.places):
            positions = field.positions.slice(*field.place(self._ordinal(fieldname, text))).tolist()
        return PostingMatcher(docs, counts, positions, format_, scorer, (fieldname, text))

    def close(self) -> None:
        """Let go of the file."""
        self._segment.close()


class PostingMatcher(LeafMatcher):  # type: ignore[misc]  # Whoosh has no types
    """A cursor over lists of articles, counts and positions."""

    def __init__(
        self,
        docs: list[int],
        counts: list[int],
        positions: list[int],
        format_: Any,
        scorer: Any,
        term: tuple[str, bytes],
    ) -> None:
        self._docs, self._counts, self._positions = docs, counts, positions
        self.format, self.scorer, self._term = format_, scorer, term
        self._at = 0

    def copy(self) -> PostingMatcher:
        """The same cursor at the same place."""
        twin = PostingMatcher(self._docs, self._counts, self._positions, self.format, self.scorer, self._term)
        twin._at = self._at
        return twin

    def is_active(self) -> bool:
        """Whether it stands on a posting."""
        return self._at < len(self._docs)

    def id(self) -> int:
        """The article. Stock AndNot asks an exhausted cursor as well; it gets the last one."""
        return self._docs[min(self._at, len(self._docs) - 1)]

    def next(self) -> bool:
        """One posting on."""
        self._at += 1
        return False

    def skip_to(self, id: int) -> None:  # noqa: A002  Whoosh's signature
        """On to the first posting at or after an article."""
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._docs, id, self._at)

    def all_ids(self) -> Iterator[int]:
        """The articles that are left."""
        return iter(self._docs[self._at :])

    def weight(self) -> float:
        """Occurrences in this article."""
        return float(self._counts[self._at])

    def value_as(self, astype: str) -> Any:
        """The positions, or the count."""
        if astype == "positions":
            start = sum(self._counts[: self._at])
            return self._positions[start : start + self._counts[self._at]]
        return self._counts[self._at]

    def spans(self) -> list[Any]:
        """The positions as Whoosh's spans."""
        from whoosh.query.spans import Span

        return [Span(position) for position in self.value_as("positions")]

    def supports(self, astype: str) -> bool:
        """What `value_as` can give."""
        return astype in ("positions", "frequency")

    def supports_block_quality(self) -> bool:
        """Never: stock Whoosh's block skipping returns wrong top tens."""
        return False


class PerDocumentReader(codec_base.PerDocumentReader):  # type: ignore[misc]  # Whoosh has no types
    """Lengths, deletions and stored fields of a segment."""

    def __init__(self, segment: SegmentFile, info: ArticleSegment) -> None:
        self._segment, self._info = segment, info

    def doc_count(self) -> int:
        """Articles that are not deleted."""
        return int(self._info.doc_count())

    def doc_count_all(self) -> int:
        """Deleted articles included."""
        return len(self._segment)

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return bool(self._info.deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is deleted."""
        return self._info.is_deleted(docnum)

    def deleted_docs(self) -> set[int]:
        """Which are deleted."""
        return self._info.deleted

    def _lengths(self, fieldname: str) -> Any:
        return self._segment.section(f"words.{fieldname}").all() if fieldname in TEXT_FIELDS else ()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Words in a field of an article."""
        lengths = self._lengths(fieldname)
        return int(lengths[docnum]) if len(lengths) else default

    def field_length(self, fieldname: str) -> int:
        """Words in a field of all articles."""
        return sum(self._lengths(fieldname))

    def min_field_length(self, fieldname: str) -> int:
        """The shortest field."""
        return min(self._lengths(fieldname), default=0)

    def max_field_length(self, fieldname: str) -> int:
        """The longest field."""
        return max(self._lengths(fieldname), default=0)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The stored fields of an article."""
        article = self._segment.article(docnum)
        return {
            "id": article.id,
            "title": article.title,
            "body": article.text,
            "authors": [author.name for author in article.authors],
            "date": article.published.iso if article.published else None,
            "url": article.url,
        }

    def close(self) -> None:
        """Let go of the file."""
        self._segment.close()
