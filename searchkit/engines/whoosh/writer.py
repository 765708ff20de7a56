"""Rebuild and update, from the engine's side: batches made in worker processes, one commit at the end."""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from searchkit.analysis import ANALYSIS_VERSION
from searchkit.article import Article
from searchkit.engines.whoosh.codec import ArticleSegment
from searchkit.engines.whoosh.contents import INDEX_NAME, write_contents
from searchkit.engines.whoosh.generations import (
    Generation,
    clean,
    has_index,
    publish,
    storage_errors,
    sync,
)
from searchkit.engines.whoosh.lock import WriteLock
from searchkit.engines.whoosh.opening import open_generation
from searchkit.engines.whoosh.segment import EXTENSION, SegmentFile

_LARGEST = 100_000_000
"""Words (weighted) a segment is grown to by merging."""

_MERGE_FACTOR = 2
_DELETED_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Row:
    """What the parent needs to know of an article in a batch."""

    id: str
    digest: str
    path: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch of articles, inverted and written to a file of its own by a worker process."""

    path: Path
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """An article of the live generation."""

    segment: int
    doc: int
    digest: str


Place = tuple[int, int]
"""An article while an index is written: which segment or batch, and which article there."""


@dataclass
class _Part:
    """A segment that goes into the next generation."""

    file: SegmentFile
    deleted: set[int] = field(default_factory=set)
    renamed: dict[int, str] = field(default_factory=dict)
    info: ArticleSegment | None = None  # None while it is a batch

    @property
    def kept(self) -> int:
        return len(self.file) - len(self.deleted)


def prepare(articles: Iterable[Article], path: Path) -> Prepared:
    """Invert articles (with digests) into a batch file; runs in a worker process."""
    from searchkit.engines.whoosh.write import BatchWriter

    batch = BatchWriter()
    rows = []
    for article in articles:
        batch.add(article)
        rows.append(Row(article.id, article.digest, article.path))
    with storage_errors(path.parent.parent):
        batch.write(path)
    return Prepared(path, tuple(rows))


class IndexWriter:
    """The one writer of an index; everything it does shows at once, with `commit`, or not at all.

    With `update`, the articles of the live generation stay unless deleted. Raises IndexLockedError,
    StorageError, and what `open_generation` raises.
    """

    def __init__(self, index: Path, *, update: bool = False, wait: float = 10.0) -> None:
        self._index = index
        self._update = update
        self._wait = wait
        self._parts: list[_Part] = []
        self._ids: set[str] = set()
        self.generation: Generation | None = None

    def __enter__(self) -> IndexWriter:
        with storage_errors(self._index):
            _make_folder(self._index)
            self._lock = WriteLock(self._index)
            self._lock.acquire(self._wait)
        try:
            with storage_errors(self._index):
                clean(self._index)
                self.folder = Path(tempfile.mkdtemp(prefix="building-", dir=self._index))
                self.folder.chmod(0o755)
            if self._update and has_index(self._index):
                self._open_base()
        except BaseException:
            self._abandon()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._abandon()

    def _abandon(self) -> None:
        for part in self._parts:
            part.file.close()
        with contextlib.suppress(OSError):  # the next writer tries again
            clean(self._index)
        self._lock.release()

    def _open_base(self) -> None:
        self.generation, segments = open_generation(self._index)
        for info, file in segments:
            self._parts.append(_Part(file, set(info.deleted), info=info))

    def stored(self) -> dict[str, dict[str, Stored]]:
        """The articles of the live generation: path -> id -> where."""
        found: dict[str, dict[str, Stored]] = {}
        for number, part in enumerate(self._parts):
            if part.info is None:
                continue
            for path, doc in _values(part.file, "path"):
                if doc not in part.deleted:
                    article = Stored(number, doc, part.file.digest(doc))
                    article_id = part.file.article_id(doc)
                    self._ids.add(article_id)
                    found.setdefault(path, {})[article_id] = article
        return found

    @property
    def ids(self) -> Set[str]:
        """The ids that the articles of the next generation have."""
        return self._ids

    def values(self, field: str) -> Iterator[tuple[str, Place]]:
        """Every value of a keyword field in the next generation, and an article that has it."""
        for number, part in enumerate(self._parts):
            for value, doc in _values(part.file, field):
                if doc not in part.deleted:
                    yield value, (number, doc)

    def article(self, place: Place, article_id: str) -> Article:
        """An article of the next generation, under an id of the caller's."""
        number, doc = place
        return self._parts[number].file.article(doc, article_id)

    def delete(self, article_id: str, where: Stored) -> None:
        """Leave an article of the live generation out of the next."""
        self._parts[where.segment].deleted.add(where.doc)
        self._ids.discard(article_id)

    def add(self, prepared: Prepared) -> tuple[int, list[str]]:
        """Take in a batch; returns its number, and the ids its articles have in the index, made unique."""
        with storage_errors(self._index):
            part = _Part(SegmentFile(prepared.path))
        ids = []
        for row in prepared.rows:
            unique = self._unique(row.id)
            self._ids.add(unique)
            ids.append(unique)
        part.renamed.update(enumerate(ids))
        self._parts.append(part)
        return len(self._parts) - 1, ids

    def drop(self, batch: int, doc: int, article_id: str) -> None:
        """Leave an article of a batch out of the index."""
        self._parts[batch].deleted.add(doc)
        self._ids.discard(article_id)

    def rename(self, batch: int, doc: int, before: str, after: str) -> None:
        """Give an article of a batch another id, which must be free."""
        self._parts[batch].renamed[doc] = after
        self._ids.discard(before)
        self._ids.add(after)

    def _unique(self, article_id: str) -> str:
        if article_id not in self._ids:
            return article_id
        number = 2
        while f"{article_id}-{number}" in self._ids:
            number += 1
        return f"{article_id}-{number}"

    def commit(self, facts: Mapping[str, Any], extras: Mapping[str, bytes]) -> Generation:
        """Merge, verify and publish. `facts` go into the manifest, `extras` are small files beside the segments."""
        with storage_errors(self._index):
            segments = [self._finish(group) for group in _groups(self._parts)]
            write_contents(self.folder, segments)
            for name, data in extras.items():
                (self.folder / name).write_bytes(data)
            files = {}
            for path in sorted(self.folder.iterdir()):
                if path.name.startswith("batch-"):
                    path.unlink()
                elif path.suffix == EXTENSION:
                    files[path.name] = self._verified(path)
                else:
                    data = path.read_bytes()
                    files[path.name] = [len(data), zlib.crc32(data)]
            manifest = {
                "format": 1,
                "engine": "whoosh 2.7.4, codec of searchkit: stock Whoosh reads it while searchkit is installed",
                "analysis": ANALYSIS_VERSION,
                "articles": sum(segment.doc_count() for segment in segments),
                "made": datetime.now(UTC).isoformat(timespec="seconds"),
                "python": platform.python_version(),
                **facts,
                "files": files,
            }
            generation = publish(self._index, self.folder, manifest)
            clean(self._index)
        return generation

    def _verified(self, path: Path) -> list[int]:
        file = SegmentFile(path)
        file.check()
        fingerprint = file.fingerprint
        file.close()
        return [path.stat().st_size, fingerprint]

    def _finish(self, group: Sequence[_Part]) -> ArticleSegment:
        from searchkit.engines.whoosh.merge import Source, merge

        if len(group) == 1 and group[0].info is not None:
            return self._keep(group[0], group[0].info)
        info = ArticleSegment(INDEX_NAME, 0)
        sources = [Source(part.file, frozenset(part.deleted), part.renamed) for part in group]
        info.articles = merge(sources, self.folder / info.file_name)
        return info

    def _keep(self, part: _Part, info: ArticleSegment) -> ArticleSegment:
        target = self.folder / info.file_name
        try:
            os.link(part.file.path, target)
        except OSError:  # a file system without hard links
            shutil.copyfile(part.file.path, target)
        info.deleted = part.deleted
        return info


def _make_folder(path: Path) -> None:
    """Make a folder and those above it, on the disk itself."""
    missing = [each for each in (path, *path.parents) if not each.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for each in missing:
        sync(each.parent)


def _values(segment: SegmentFile, name: str) -> Iterator[tuple[str, int]]:
    """Every (value, article) of a keyword field."""
    values = segment.field(name)
    starts = values.starts.all().tolist()
    docs = values.docs.all().tolist()
    for ordinal, value in enumerate(values.terms.texts()):
        for doc in docs[starts[ordinal] : starts[ordinal + 1]]:
            yield value, doc


def _groups(parts: Sequence[_Part]) -> list[list[_Part]]:
    """Which segments become one: all new batches, and old ones while they are not much larger than what joins them.

    So a segment is rewritten only a logarithmic number of times, and there are never many.
    """
    new = [part for part in parts if part.info is None and part.kept]
    old = sorted((part for part in parts if part.info is not None and part.kept), key=lambda part: part.kept)
    size = sum(part.kept for part in new)
    joined: list[_Part] = []
    while old and (old[0].kept <= _MERGE_FACTOR * size or _worn(old[0])):
        size += old[0].kept
        joined.append(old.pop(0))
    worn = [part for part in old if _worn(part)]
    kept = [[part] for part in old if not _worn(part)]
    together = _limited([p for p in parts if p in joined or p in new])
    return [*kept, *([part] for part in worn), *together]


def _worn(part: _Part) -> bool:
    return len(part.deleted) > _DELETED_SHARE * len(part.file)


def _limited(parts: Sequence[_Part]) -> list[list[_Part]]:
    groups: list[list[_Part]] = []
    words = 0
    for part in parts:
        if not groups or words + part.file.words > _LARGEST:
            groups.append([])
            words = 0
        groups[-1].append(part)
        words += part.file.words
    return groups
