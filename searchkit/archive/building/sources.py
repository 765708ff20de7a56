"""Which files an index was built from, and what changed since: by content, never by time stamps."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from searchkit.archive.building.removed import Place
from searchkit.compact_json import compact_json
from searchkit.ingest import Skipped, SourceFile

FILE_NAME = "sources.json"
_LARGE = 2_000_000  # bytes: to hash so many takes longer than to have a thread do it
_THREADS = 4
_BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class Sources:
    """What an index was built from: the paths given, and a digest of every file below them, by its name.

    `left_out` are the articles of these files that the index does not have, as the user has removed them: id, file.
    """

    roots: tuple[Path, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    field_map: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    names: bool = True
    left_out: tuple[Place, ...] = ()

    def dump(self) -> bytes:
        """As kept beside the segments."""
        facts = {
            "roots": [os.fspath(root) for root in self.roots],
            "field_map": dict(self.field_map),
            "source": self.source,
            "names": self.names,
            "digests": dict(self.digests),
            "left_out": [list(place) for place in self.left_out],
        }
        return compact_json(facts)

    @classmethod
    def load(cls, data: bytes) -> Sources:
        """What `dump` wrote."""
        facts = json.loads(data)
        roots = tuple(Path(root) for root in facts["roots"])
        left_out = tuple((article_id, path) for article_id, path in facts.get("left_out", ()))
        return cls(roots, facts["digests"], facts["field_map"], facts["source"], facts["names"], left_out)


def uniquely_named(files: Iterable[SourceFile | Skipped]) -> Iterator[SourceFile | Skipped]:
    """The same files; those of one name in different folders given get that of their folder before it."""
    seen: set[str] = set()
    for file in files:
        if isinstance(file, Skipped):
            yield file
            continue
        name, folder = file.name, file.path.parent
        while name in seen and folder != folder.parent:
            name = f"{folder.name}/{name}"
            folder = folder.parent
        seen.add(name)
        yield replace(file, name=name)


def file_digests(
    files: Iterable[SourceFile | Skipped], meanwhile: Callable[[], None] = lambda: None
) -> dict[str, str]:
    """A digest of the bytes of every file, by its name; empty if it cannot be read, which its reader will report.

    `meanwhile` is done beside the digests of large files.
    """
    from concurrent.futures import ThreadPoolExecutor  # `status` needs this module, and no digest

    found = [file for file in files if isinstance(file, SourceFile)]
    stop = Event()
    with ThreadPoolExecutor(_THREADS) as threads:
        try:
            large = {
                file.name: threads.submit(_digest, file.path, stop)
                for file in found
                if file_size(file) >= _LARGE
            }
            if large:
                meanwhile()
            return {
                file.name: large[file.name].result() if file.name in large else _digest(file.path, stop)
                for file in found
            }
        except BaseException:
            stop.set()  # whoever interrupts this does not wait for the rest
            raise


def file_size(file: SourceFile | Skipped) -> int:
    """In bytes; 0 if there is nothing to read."""
    try:
        return file.path.stat().st_size if isinstance(file, SourceFile) else 0
    except OSError:
        return 0


def _digest(path: Path, stop: Event) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb", buffering=0) as file:
            while not stop.is_set() and (block := file.read(_BLOCK)):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()


def absolute(paths: Sequence[Path | str] | Path | str) -> tuple[Path, ...]:
    """Paths as given, made absolute without resolving links."""
    several = [paths] if isinstance(paths, str | Path) else paths
    return tuple(Path(os.path.abspath(path)) for path in several)  # noqa: PTH100  resolve() would follow links
