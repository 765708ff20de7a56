"""`check`: whether an index is as it was written, and what to do if not."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from searchkit.engines.whoosh.check import check_index


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check looked at and found; `problems` name files, and are empty for a sound index."""

    index: Path
    generation: int
    files: int
    bytes: int
    segments: int
    articles: int
    compared: int
    problems: tuple[str, ...]
    seconds: float

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(index: Path | str, *, deep: bool = False) -> CheckReport:
    """Check every checksum, count and offset of an index, and the postings of some articles against their text.

    Args:
        index: the folder of the index.
        deep: compare all articles; takes about as long as a rebuild without names.

    Raises:
        NoIndexError: there is none.
    """
    start = time.monotonic()
    found = check_index(Path(index), deep=deep)
    seconds = time.monotonic() - start
    return CheckReport(
        Path(index),
        found.generation,
        found.files,
        found.size,
        found.segments,
        found.articles,
        found.compared,
        found.problems,
        seconds,
    )
