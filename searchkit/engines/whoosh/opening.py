"""The live generation with all its segments open: where readers, writers and `check` begin."""

from __future__ import annotations

from pathlib import Path

from searchkit.analysis import ANALYSIS_VERSION
from searchkit.engines.whoosh.contents import FILE_NAME, SegmentEntry, read_contents
from searchkit.engines.whoosh.generations import Generation, damaged, generation_at, missing, read_pointer
from searchkit.engines.whoosh.segment import SegmentFile
from searchkit.errors import IndexDamagedError, IndexVersionError

Segments = list[tuple[SegmentEntry, SegmentFile]]
"""What the table of contents says of each segment, and its file."""


def open_generation(index: Path) -> tuple[Generation, Segments]:
    """The live generation and its segments; later commits do not disturb them.

    Raises NoIndexError, IndexVersionError, IndexDamagedError.
    """
    pointer = read_pointer(index)
    while True:
        try:
            generation = generation_at(index, *pointer)
            return generation, _open_segments(generation)
        except (FileNotFoundError, IndexDamagedError) as error:
            before, pointer = pointer, read_pointer(index)
            if pointer != before:  # it was replaced, and its files removed, while we opened it
                continue
            if isinstance(error, FileNotFoundError):
                raise damaged(missing(error)) from error
            raise


def _open_segments(generation: Generation) -> Segments:
    analysis = generation.manifest.get("analysis")
    if analysis != ANALYSIS_VERSION:
        raise IndexVersionError(
            f"The index was built when words were read differently"
            f" (analysis {str(analysis)[:20]}, now {ANALYSIS_VERSION}).",
            "Build the index again: searchkit rebuild",
        )
    segments = []
    for info in read_contents(generation.read(FILE_NAME)):
        entry = generation.files.get(info.file_name)
        if entry is None:
            raise damaged(f"{FILE_NAME} names a segment that the manifest does not")
        segment = SegmentFile(generation.path / info.file_name, *entry)
        if len(segment) != info.articles:
            raise segment.damaged("has another number of articles than the table of contents says")
        segments.append((info, segment))
    return segments
