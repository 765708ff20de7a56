"""The sketches of a segment's articles, by which copies are found (`searchkit.copies`).

copies.words      u32 n: words in the text of each article
copies.starts     u32 n+1: the hashes of article i are starts[i]:starts[i+1]
copies.hashes     u32: ascending within an article
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from searchkit.copies import Sketches
from searchkit.engines.whoosh.pages import PageWriter, Type
from searchkit.engines.whoosh.segment import SegmentFile

_U32: Type = "I"


def write_sketches(out: PageWriter, sketches: Sketches) -> None:
    """All three sections."""
    for name, values in (
        ("words", sketches.lengths),
        ("starts", sketches.starts),
        ("hashes", sketches.hashes),
    ):
        out.add(f"copies.{name}", values.astype("<u4").tobytes(), _U32)


def read_sketches(segment: SegmentFile) -> Sketches:
    """The sketches of all articles, deleted ones too. Raises IndexDamagedError."""
    lengths, starts, hashes = (
        np.asarray(segment.section(f"copies.{name}").all()) for name in ("words", "starts", "hashes")
    )
    divided = len(starts) == len(segment) + 1 and starts[0] == 0 and starts[-1] == len(hashes)
    if len(lengths) != len(segment) or not divided or (np.diff(starts.astype(np.int64)) < 0).any():
        raise segment.damaged("has sketches of other articles")
    return Sketches(
        lengths.astype(np.uint32, copy=False), starts.astype(np.int64), hashes.astype(np.uint32, copy=False)
    )


class KeptSketches:
    """The sketches of some articles of several segments, ascending: read anew each time they are gone through.

    The memory of a segment is given back as soon as the next one is asked for.
    """

    def __init__(self, segments: Iterable[tuple[SegmentFile, Sequence[int]]]) -> None:
        self._segments = list(segments)

    def __iter__(self) -> Iterator[Sketches]:
        for segment, docs in self._segments:
            whole = len(docs) == len(segment)
            yield read_sketches(segment) if whole else picked_sketches(segment, np.array(docs, np.int64))
            segment.release()


def picked_sketches(segment: SegmentFile, docs: npt.NDArray[np.int64]) -> Sketches:
    """The sketches of some articles, ascending."""
    wanted = np.zeros(len(segment), bool)
    wanted[docs] = True
    return read_sketches(segment).taken(wanted)
