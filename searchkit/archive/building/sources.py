"""Which files an index was built from, and what changed since: by content, never by time stamps."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from searchkit.archive.building.removed import Place
from searchkit.compact_json import compact_json
from searchkit.ingest import Skipped, SourceFile

FILE_NAME = "sources.json"


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


def file_digest(path: Path) -> str:
    """A digest of a file's bytes; empty if it cannot be read, which its reader will report."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def absolute(paths: Sequence[Path | str] | Path | str) -> tuple[Path, ...]:
    """Paths as given, made absolute without resolving links."""
    several = [paths] if isinstance(paths, str | Path) else paths
    return tuple(Path(os.path.abspath(path)) for path in several)  # noqa: PTH100  resolve() would follow links
