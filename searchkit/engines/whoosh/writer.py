"""Rebuild and update, from the engine's side: batches made in worker processes, one commit at the end."""

from __future__ import annotations

import contextlib
import os
import platform
import secrets
import shutil
import tempfile
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from searchkit.analysis import ANALYSIS_VERSION
from searchkit.article import Article
from searchkit.copies import Sketches
from searchkit.engines.whoosh.contents import SegmentEntry, write_contents
from searchkit.engines.whoosh.generations import (
    FORMAT,
    Generation,
    clean,
    has_index,
    publish,
    storage_errors,
    sync,
)
from searchkit.engines.whoosh.lock import WriteLock
from searchkit.engines.whoosh.opening import open_generation
from searchkit.engines.whoosh.parts import Merge, Part, grouped, merge_of, stays
from searchkit.engines.whoosh.places import Copies, Place, Places
from searchkit.engines.whoosh.segment import EXTENSION, SegmentFile, blamed
from searchkit.engines.whoosh.stories import PAIRS, STORIES, dump_keys, load_pairs


class Row(NamedTuple):
    """What the parent needs to know of an article in a batch."""

    id: str
    digest: str
    path: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch of articles, inverted and written to a file of its own by a worker process."""

    path: Path
    ids: list[str]
    digests: list[str]
    paths: list[str]

    @property
    def rows(self) -> list[Row]:
        """The articles, in order; kept by columns, because bare texts come quickly from another process."""
        return list(map(Row, self.ids, self.digests, self.paths))


@dataclass(frozen=True, slots=True)
class Stored:
    """An article of the live generation."""

    segment: int
    doc: int
    digest: str


_NO_COPIES = Copies()


def prepare(articles: Iterable[Article], path: Path) -> Prepared:
    """Invert articles (with digests) into a batch file; runs in a worker process."""
    from searchkit.engines.whoosh.write import BatchWriter

    batch = BatchWriter()
    prepared = Prepared(path, [], [], [])
    for article in articles:
        batch.add(article)
        prepared.ids.append(article.id)
        prepared.digests.append(article.digest)
        prepared.paths.append(article.path)
    with storage_errors(path.parent.parent):
        batch.write(path)
    return prepared


class IndexWriter:
    """The one writer of an index; everything it does shows at once, with `commit`, or not at all.

    With `update`, the articles of the live generation stay unless deleted. Raises IndexLockedError,
    StorageError, and what `open_generation` raises.
    """

    def __init__(self, index: Path, *, update: bool = False, wait: float = 10.0) -> None:
        self._index = index
        self._update = update
        self._wait = wait
        self._parts: list[Part] = []
        self._groups: list[list[Part]] = []
        self._entries: list[SegmentEntry] = []
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
            self._parts.append(Part(file, set(info.deleted), info=info))

    def stored(self) -> dict[str, dict[str, Stored]]:
        """The articles of the live generation: path -> id -> where."""
        found: dict[str, dict[str, Stored]] = {}
        for (number, doc), row in self.rows():
            if self._parts[number].info is not None:
                self._ids.add(row.id)
                found.setdefault(row.path, {})[row.id] = Stored(number, doc, row.digest)
        return found

    def rows(self) -> Iterator[tuple[Place, Row]]:
        """The articles of the next generation, in no order."""
        for number, part in enumerate(self._parts):
            with blamed([part.file] if part.info else []):
                ids, digests = part.file.ids(), part.file.digests()
                for path, doc in _values(part.file, "path"):
                    if doc not in part.deleted:
                        yield (number, doc), Row(part.renamed.get(doc) or ids[doc], digests[doc], path)

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

    def text(self, place: Place) -> tuple[str, str]:
        """The title of an article of the next generation, and its paragraphs end to end."""
        number, doc = place
        return self._parts[number].file.text(doc)

    def release(self) -> None:
        """Give back the memory of what has been read."""
        for part in self._parts:
            part.file.release()

    def places(self) -> Places:
        """The articles of the next generation."""
        return Places(part.living for part in self._parts)

    def sketches(self) -> Iterable[Sketches]:
        """The sketches of the articles of the next generation in the order of `places`, segment by segment."""
        from searchkit.engines.whoosh.sketches import KeptSketches

        return KeptSketches((part.file, part.living) for part in self._parts)

    def pairs_before(self) -> set[tuple[Place, Place]]:
        """The articles of the live generation that are copies of each other."""
        if self.generation is None:
            return set()
        places = Places(range(len(part.file)) for part in self._parts if part.info)
        pairs = load_pairs(self.generation.find(PAIRS), len(places))
        return {(places[a], places[b]) for a, b in pairs}

    def is_new(self, place: Place) -> bool:
        """Whether an article is not in the live generation."""
        return self._parts[place[0]].info is None

    def first_day(self, place: Place) -> int:
        """The first day of an article's date, as `date.toordinal`; 0 without one."""
        number, doc = place
        return self._parts[number].file.first_day[doc]

    def words(self, place: Place) -> int:
        """How many words the text of an article has."""
        number, doc = place
        return self._parts[number].file.body_words[doc]

    def id_of(self, place: Place) -> str:
        """The id an article has in the next generation."""
        number, doc = place
        part = self._parts[number]
        return part.renamed.get(doc) or part.file.article_id(doc)

    def delete(self, article_id: str, where: Stored) -> None:
        """Leave an article of the live generation out of the next."""
        self._parts[where.segment].deleted.add(where.doc)
        self._ids.discard(article_id)

    def add(self, prepared: Prepared) -> tuple[int, list[str]]:
        """Take in a batch; returns its number, and the ids its articles have in the index, made unique."""
        with storage_errors(self._index):
            part = Part(SegmentFile(prepared.path, trusted=True))
        ids = []
        for doc, wanted in enumerate(prepared.ids):
            unique = self._unique(wanted)
            self._ids.add(unique)
            ids.append(unique)
            if unique != wanted:
                part.renamed[doc] = unique
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

    def merges(self) -> list[Merge]:
        """What has to be merged before `commit`, by whichever process; from here on nothing may change any more."""
        self._groups = grouped(self._parts)
        self._entries = [_entry(group) for group in self._groups]
        return [
            merge_of(group, self.folder / entry.file_name)
            for group, entry in zip(self._groups, self._entries, strict=True)
            if not stays(group)
        ]

    def commit(
        self, facts: Mapping[str, Any], extras: Mapping[str, bytes], copies: Copies = _NO_COPIES
    ) -> Generation:
        """Verify what was merged and publish it; merges here unless `merges` was asked for and has been carried out.

        `facts` go into the manifest, `extras` are small files beside the segments.
        """
        if not self._groups:
            for merge in self.merges():
                merge.carry_out()
        with storage_errors(self._index):
            self._link_old()
            write_contents(self.folder, self._entries)
            keys = self._keys({place for group in (*copies.stories, *copies.pairs) for place in group})
            for name, groups_of_places in ((STORIES, copies.stories), (PAIRS, copies.pairs)):
                data = dump_keys([[keys[place] for place in group] for group in groups_of_places])
                (self.folder / name).write_bytes(data)
            for name, data in extras.items():
                (self.folder / name).write_bytes(data)
            manifest = {
                "format": FORMAT,
                "engine": "whoosh 2.7.4, codec of searchkit: stock Whoosh reads it while searchkit is installed",
                "analysis": ANALYSIS_VERSION,
                "articles": sum(entry.living for entry in self._entries),
                "made": datetime.now(UTC).isoformat(timespec="seconds"),
                "python": platform.python_version(),
                **facts,
                "files": self._files(),
            }
            generation = publish(self._index, self.folder, manifest)
            clean(self._index)
        return generation

    def _link_old(self) -> None:
        """Take over segments that stay as they are, if they still are as they were written."""
        for group, entry in zip(self._groups, self._entries, strict=True):
            if stays(group):
                group[0].file.check()
                target = self.folder / entry.file_name
                try:
                    os.link(group[0].file.path, target)
                except OSError:  # a file system without hard links
                    shutil.copyfile(group[0].file.path, target)

    def _keys(self, places: Iterable[Place]) -> dict[Place, int]:
        """The keys of some articles in the next generation."""
        numbers = {id(part): number for number, part in enumerate(self._parts)}
        starts: dict[int, tuple[int, Sequence[int]]] = {}
        base = 0
        for group in self._groups:
            for part in group:
                gone = [] if stays(group) else sorted(part.deleted)
                starts[numbers[id(part)]] = base, gone
                base += len(part.file) - len(gone)
        return {
            (number, doc): starts[number][0] + doc - bisect_left(starts[number][1], doc)
            for number, doc in places
        }

    def _files(self) -> dict[str, list[int]]:
        """Size and checksum of every file of the generation; batches go away."""
        files = {}
        for path in sorted(self.folder.iterdir()):
            if path.name.startswith("batch-"):
                path.unlink()
            elif path.suffix == EXTENSION:
                segment = SegmentFile(path)
                files[path.name] = [path.stat().st_size, segment.fingerprint]
                segment.close()
            else:
                files[path.name] = _checksum(path)
        return files


def _checksum(path: Path) -> list[int]:
    """Size and CRC-32 of a file."""
    size = checksum = 0
    with path.open("rb") as file:
        while data := file.read(1 << 20):
            size += len(data)
            checksum = zlib.crc32(data, checksum)
    return [size, checksum]


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


def _entry(group: Sequence[Part]) -> SegmentEntry:
    """What the table of contents will say of a group."""
    if (info := group[0].info) and stays(group):
        return info._replace(deleted=frozenset(group[0].deleted))
    return SegmentEntry(secrets.token_hex(8), sum(part.kept for part in group))
