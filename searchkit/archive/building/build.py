"""Rebuild and update: walk, read in worker processes, write, publish."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from searchkit.archive.building.gather import Gathered
from searchkit.archive.building.learnt import Learnt
from searchkit.archive.building.processes import little_garbage, many_files
from searchkit.archive.building.removed import LeftOut, Place, Removed, read_removed, removed_file
from searchkit.archive.building.report import Counts, Progress, Report
from searchkit.archive.building.sources import (
    FILE_NAME,
    Sources,
    absolute,
    file_digests,
    file_size,
    uniquely_named,
)
from searchkit.archive.building.stories import find_copies
from searchkit.archive.building.workers import (
    Done,
    Known,
    Task,
    Workers,
    batch_bytes,
    batches,
    get_ready,
    is_numbered,
)
from searchkit.archive.keeping.userfiles import no_articles
from searchkit.engines.whoosh.generations import Generation, storage_errors
from searchkit.engines.whoosh.writer import IndexWriter, Row, Stored
from searchkit.errors import IngestError, UsageError
from searchkit.ingest import ReadOptions, Skipped, SourceFile, plan, walk

Paths = Sequence[Path | str] | Path | str


def rebuild(
    paths: Paths,
    index: Path | str,
    *,
    names: bool = True,
    workers: int | None = None,
    wait: float = 10.0,
    field_map: Mapping[str, str] | None = None,
    source: str = "",
    progress: Callable[[Progress], None] | None = None,
) -> Report:
    """Build an index of all articles below `paths`; the old one answers until the new one is finished.

    Args:
        paths: files and folders.
        index: the folder of the index, made if need be.
        names: recognise people, organisations and places.
        workers: processes that read; by default one for each processor, at most 8.
        wait: seconds to wait for another writer.
        field_map: fields of exports that hold title, text and so on, as `{"title": "headline"}`.
        source: for articles that name none.
        progress: called now and then.

    Raises:
        IngestError: a path does not exist.
        IndexLockedError: another process is writing.
        StorageError: the index cannot be written; the old one is untouched.
    """
    sources = Sources(absolute(paths), {}, field_map or {}, source, names)
    return _Build(Path(index), sources, workers, wait, progress or _silent).run(update=False)


def update(
    paths: Paths = (),
    index: Path | str = "index",
    *,
    names: bool | None = None,
    workers: int | None = None,
    wait: float = 10.0,
    field_map: Mapping[str, str] | None = None,
    source: str = "",
    progress: Callable[[Progress], None] | None = None,
) -> Report:
    """Bring an index up to date: new and changed articles in, those that are gone out.

    Looks at the paths the index was built from, and at `paths` besides. Arguments and errors are those of
    `rebuild`; what is not given is as it was when the index was built. Without an index it is a rebuild.

    What counts is content, never time stamps. Articles go when their file is gone or says something else; those of
    a file or folder that is there but cannot be read now stay as they were, and it is reported as skipped.
    """
    sources = Sources(absolute(paths), {}, field_map or {}, source, True if names is None else names)
    build = _Build(Path(index), sources, workers, wait, progress or _silent)
    build.keep_names = names is None
    return build.run(update=True)


def leave_out(index: Path | str, *, wait: float = 10.0) -> Report:
    """Take out of an index what `removed.txt` lists, without a look at any file. Errors are those of `rebuild`."""
    build = _Build(Path(index), Sources(), None, wait, _silent)
    build.keep_names = True
    return build.prune()


def _silent(_: Progress) -> None:
    pass


class _Build:
    """One rebuild or update."""

    keep_names = False

    def __init__(
        self,
        index: Path,
        sources: Sources,
        workers: int | None,
        wait: float,
        progress: Callable[[Progress], None],
    ) -> None:
        self._index = index
        self._sources = sources
        self._workers = workers
        self._wait = wait
        self._progress = progress
        self._counts = Counts()
        self._numbered: dict[tuple[str, str], list[str]] = {}
        """(path, id wanted) -> ids with a number, as the live generation has them."""
        self._clashes: list[tuple[int, int, str, Row, Learnt]] = []
        self._before: Mapping[str, str] = {}
        self._gathered = Gathered(index)
        self._left_out = LeftOut(Removed())
        self._dropped: list[tuple[int, int, str]] = []
        self._as_before = True
        """Whether articles would be read as when the index was built."""

    def run(self, *, update: bool) -> Report:
        start = time.monotonic()
        with (
            little_garbage(),
            many_files(),
            IndexWriter(self._index, update=update, wait=self._wait) as writer,
        ):
            stored = self._take_over(writer)
            self._leave_out(writer, stored)
            if not self._sources.roots:
                raise UsageError(
                    "There is nothing to index.", "Name files or folders: searchkit rebuild PATH…"
                )
            files = list(uniquely_named(self._walk()))
            digests = file_digests(files) if update else file_digests(files, meanwhile=get_ready)
            changed = list(self._changed(files, digests, stored))
            self._left_out.forget(_read_now(changed, digests), digests)
            self._keep_unreadable(files, digests, stored)
            self._drop_missing(writer, digests, stored)
            total = sum(file_size(file) for file in changed) or 1
            known = _by_digest(stored) if self._as_before else {}
            with Workers(known, self._workers) as workers:
                for done in workers.read(self._tasks(changed, total, writer.folder)):
                    self._take(writer, done, stored)
                    self._tell(min(1.0, self._counts.size / total), "reading")
                self._drop_unread(writer, changed, stored)
                self._settle(writer)
                self._tell(1.0, "writing")
                generation = self._commit(writer, workers, digests)
        left_out = len(self._left_out.places())
        return self._counts.report(generation, self._index, left_out, time.monotonic() - start)

    def prune(self) -> Report:
        """Only take out what is removed."""
        start = time.monotonic()
        with IndexWriter(self._index, update=True, wait=self._wait) as writer:
            self._leave_out(writer, self._take_over(writer))
            with Workers({}, 1) as workers:
                generation = self._commit(writer, workers, self._before)
        left_out = len(self._left_out.places())
        return self._counts.report(generation, self._index, left_out, time.monotonic() - start)

    def _walk(self) -> Iterator[SourceFile | Skipped]:
        """The files below the roots. Raises IngestError if a root is missing or cannot be listed."""
        for root in self._sources.roots:
            if root.is_dir() and not os.access(root, os.R_OK | os.X_OK):
                raise IngestError(f"The folder {root} cannot be listed.", "Check its permissions.")
        return walk(self._sources.roots, without=no_articles(self._index))

    def _commit(self, writer: IndexWriter, workers: Workers, digests: Mapping[str, str]) -> Generation:
        """Publish what has changed; if nothing has, the live generation stays."""
        live = writer.generation
        if live is not None and not self._counts.has_changes:
            extras = self._extras(writer, digests)
            if all(live.find(name) == data for name, data in extras.items()):
                return live
        with workers.merging(writer.merges()):
            extras = self._extras(writer, digests)
            with storage_errors(self._index):
                copies = find_copies(writer)
        return writer.commit(self._facts(), extras, copies)

    def _take_over(self, writer: IndexWriter) -> dict[str, dict[str, Stored]]:
        """Start from what the live generation was built from and holds."""
        stored = writer.stored()
        before: tuple[Place, ...] = ()
        if writer.generation is not None:
            self._gathered.take_over(writer.generation)
            old = Sources.load(writer.generation.read(FILE_NAME))
            before = old.left_out
            new = self._sources
            roots = tuple(dict.fromkeys((*old.roots, *new.roots)))
            field_map = new.field_map or old.field_map
            names = old.names if self.keep_names else new.names
            if (dict(field_map), new.source or old.source, names) == (
                dict(old.field_map),
                old.source,
                old.names,
            ):
                self._before = old.digests
            else:
                self._as_before = False
            self._sources = Sources(roots, {}, field_map, new.source or old.source, names)
        for path, articles in stored.items():
            for article_id in articles:
                wanted, _, number = article_id.rpartition("-")
                if number.isdecimal():
                    self._numbered.setdefault((path, wanted), []).append(article_id)
        self._left_out = LeftOut(read_removed(removed_file(self._index)), before)
        return stored

    def _leave_out(self, writer: IndexWriter, stored: Mapping[str, dict[str, Stored]]) -> None:
        """Take out articles that the user has removed since."""
        for path, articles in stored.items():
            for article_id in [each for each in articles if self._left_out.takes(each, path, each)]:
                writer.delete(article_id, articles.pop(article_id))
                self._counts.removed += 1

    def _keep_unreadable(
        self,
        files: Iterable[SourceFile | Skipped],
        digests: dict[str, str],
        stored: dict[str, dict[str, Stored]],
    ) -> None:
        """Keep what is known of files that are there but cannot be read now; the reader reports them."""
        for file in files:
            if isinstance(file, SourceFile):
                names = [file.name] if not digests[file.name] else []
            else:  # maybe a folder
                names = [name for name in stored if name == file.path or name.startswith(f"{file.path}/")]
            for name in names:
                digests[name] = self._before.get(name, "")
                self._counts.unchanged += len(stored.pop(name, {}))

    def _changed(
        self,
        files: Iterable[SourceFile | Skipped],
        digests: Mapping[str, str],
        stored: Mapping[str, Mapping[str, Stored]],
    ) -> Iterator[SourceFile | Skipped]:
        lacking, wanted = self._left_out.files(), self._left_out.wanted_files()
        for item in files:
            name = item.name if isinstance(item, SourceFile) else item.path
            known = name in stored or name in lacking
            if known and digests.get(name) and digests[name] == self._before.get(name) and name not in wanted:
                self._counts.unchanged += len(stored.get(name, ()))
            else:
                yield item

    def _drop_missing(
        self, writer: IndexWriter, digests: Mapping[str, str], stored: Mapping[str, Mapping[str, Stored]]
    ) -> None:
        for name, articles in stored.items():
            if name not in digests:
                for article_id, where in articles.items():
                    writer.delete(article_id, where)
                    self._counts.removed += 1

    def _tasks(self, files: Sequence[SourceFile | Skipped], size: int, folder: Path) -> Iterator[Task]:
        options = ReadOptions(dict(self._sources.field_map), self._sources.source, why=False)
        names = self._sources.names
        most = batch_bytes(size, names=names)
        for number, units in enumerate(batches(plan(files, options, most), size, most)):
            yield Task(units, folder / f"batch-{number:06d}", names)

    def _take(self, writer: IndexWriter, done: Done, stored: dict[str, dict[str, Stored]]) -> None:
        counts = self._counts
        counts.skipped += done.skipped
        counts.text += done.text
        counts.size += done.size
        for path, article_id in done.unchanged:
            if stored[path].pop(article_id, None):
                counts.unchanged += 1
        if done.prepared is None:
            return
        rows = done.prepared.rows
        replaced = [self._replace(writer, row, stored.get(row.path, {})) for row in rows]
        batch, ids = writer.add(done.prepared)
        for doc, (row, article_id) in enumerate(zip(rows, ids, strict=True)):
            if self._left_out.takes(article_id, row.path, row.id):
                self._drop(batch, doc, article_id, replaced=replaced[doc])
            elif article_id == row.id:
                self._gathered.add(article_id, done.learnt[doc])
            else:
                self._clashes.append((batch, doc, article_id, row, done.learnt[doc]))

    def _drop(self, batch: int, doc: int, article_id: str, *, replaced: bool) -> None:
        """Leave a removed article out; its id stays taken until all others have theirs."""
        self._dropped.append((batch, doc, article_id))
        if replaced:
            self._counts.changed -= 1
            self._counts.removed += 1
        else:
            self._counts.added -= 1

    def _replace(self, writer: IndexWriter, row: Row, old: dict[str, Stored]) -> bool:
        """Make room for an article that has changed; False if it is new."""
        for article_id in (row.id, *self._numbered.get((row.path, row.id), ())):
            if article_id in old:
                writer.delete(article_id, old.pop(article_id))
                self._counts.changed += 1
                return True
        self._counts.added += 1
        return False

    def _settle(self, writer: IndexWriter) -> None:
        """Decide about articles whose id was taken, now that all that had to go is gone."""
        held = self._held(writer)
        for batch, doc, given, row, learnt in self._clashes:
            same = held.setdefault((row.path, row.digest), [])
            if any(is_numbered(article_id, row.id) for article_id in same):
                writer.drop(batch, doc, given)
                self._counts.doubled += 1
                self._counts.added -= 1
                continue
            taken = row.id in writer.ids
            if taken:
                self._counts.renamed.append((row.path, row.id, given))
            else:
                writer.rename(batch, doc, given, row.id)
            article_id = given if taken else row.id
            same.append(article_id)
            self._gathered.add(article_id, learnt)
        for batch, doc, article_id in self._dropped:
            writer.drop(batch, doc, article_id)

    def _held(self, writer: IndexWriter) -> dict[tuple[str, str], list[str]]:
        """The articles whose ids are those that clash, with a number or not: path and digest -> ids."""
        held: dict[tuple[str, str], list[str]] = {}
        others = {(batch, doc) for batch, doc, *_ in (*self._clashes, *self._dropped)}
        wanted = {row.id for _, _, _, row, _ in self._clashes}
        for place, row in writer.rows() if wanted else ():
            if place not in others and not wanted.isdisjoint((row.id, row.id.rpartition("-")[0])):
                held.setdefault((row.path, row.digest), []).append(row.id)
        return held

    def _drop_unread(
        self,
        writer: IndexWriter,
        files: Iterable[SourceFile | Skipped],
        stored: Mapping[str, Mapping[str, Stored]],
    ) -> None:
        """Articles of changed files that their files have no more."""
        for file in files:
            name = file.name if isinstance(file, SourceFile) else ""
            for article_id, where in stored.get(name, {}).items():
                writer.delete(article_id, where)
                self._counts.removed += 1

    def _tell(self, share: float, stage: str) -> None:
        done = self._counts.added + self._counts.changed
        total = max(done, round(done / share)) if share else None
        self._progress(Progress(done, total, len(self._counts.skipped), stage))

    def _facts(self) -> dict[str, object]:
        return {
            "built_from": [
                str(root).encode("utf-8", "backslashreplace").decode() for root in self._sources.roots
            ],
            "names": self._sources.names,
        }

    def _extras(self, writer: IndexWriter, digests: Mapping[str, str]) -> dict[str, bytes]:
        """The small files beside the segments."""
        gathered = self._gathered.files(writer, changed=self._counts.has_changes)
        return {FILE_NAME: self._final(digests).dump(), **gathered}

    def _final(self, digests: Mapping[str, str]) -> Sources:
        s = self._sources
        return Sources(s.roots, digests, s.field_map, s.source, s.names, self._left_out.places())


def _read_now(files: Iterable[SourceFile | Skipped], digests: Mapping[str, str]) -> set[str]:
    """The names of those files that can be read."""
    return {file.name for file in files if isinstance(file, SourceFile) and digests[file.name]}


def _by_digest(stored: Mapping[str, Mapping[str, Stored]]) -> Known:
    known: dict[str, dict[str, list[str]]] = {}
    for path, articles in stored.items():
        for article_id, where in articles.items():
            known.setdefault(path, {}).setdefault(where.digest, []).append(article_id)
    return known
