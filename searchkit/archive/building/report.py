"""What is counted while an index is made, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from searchkit.engines.whoosh.generations import Generation
from searchkit.ingest import Skipped

_MOST_RENAMED = 5


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rebuild or update is: articles read, about how many there are (None: not known yet), skipped."""

    done: int
    total: int | None
    skipped: int
    stage: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a rebuild or update did; `text_bytes` is the text of the articles read."""

    articles: int
    added: int
    changed: int
    removed: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]
    seconds: float
    text_bytes: int
    index_bytes: int
    generation: int
    index: Path


@dataclass
class Counts:
    """Counts of articles, the bytes of `text` in them and the `size` of the files read.

    `renamed` are articles whose id was taken: path, id wanted, id given. `doubled` counts records of one file
    that were the same article under the same id.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    text: int = 0
    size: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    renamed: list[tuple[str, str, str]] = field(default_factory=list)
    doubled: int = 0

    @property
    def has_changes(self) -> bool:
        """Whether the next generation has other articles than the live one."""
        return bool(self.added or self.changed or self.removed)

    def report(self, generation: Generation, index: Path, left_out: int, seconds: float) -> Report:
        """What was done; `left_out` counts the articles that the user has removed."""
        manifest = generation.manifest
        return Report(
            manifest["articles"],
            self.added,
            self.changed,
            self.removed,
            self.unchanged,
            tuple(self.skipped),
            tuple(self._notes(left_out)),
            seconds,
            self.text,
            sum(entry[0] for entry in manifest["files"].values()),
            generation.number,
            index,
        )

    def _notes(self, left_out: int) -> Iterator[str]:
        if left_out:
            yield f"{left_out:,} {'article' if left_out == 1 else 'articles'} left out, as removed.txt says"
        if self.doubled:
            yield f"{self.doubled} records of one file were the same article under the same id and were taken once"
        for path, wanted, given in self.renamed[:_MOST_RENAMED]:
            yield f"the id {wanted} was taken: the article of that id in {path} is {given}"
        if len(self.renamed) > _MOST_RENAMED:
            yield f"{len(self.renamed) - _MOST_RENAMED} more ids were taken and got a number"
