"""The sketches of a segment's articles, by which copies are found (`searchkit.copies`).

copies.words      u32 n: words in the text of each article
copies.starts     u32 n+1: the hashes of article i are starts[i]:starts[i+1]
copies.hashes     u32: ascending within an article
"""

from __future__ import annotations

from collections.abc import Set

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
    return Sketches(lengths.astype(np.uint32), starts.astype(np.int64), hashes.astype(np.uint32))


def kept_sketches(segment: SegmentFile, deleted: Set[int]) -> tuple[list[int], Sketches]:
    """The articles of a segment that are not deleted, and their sketches."""
    kept = np.ones(len(segment), bool)
    kept[list(deleted)] = False
    docs = np.flatnonzero(kept)
    return docs.tolist(), picked_sketches(segment, docs)


def picked_sketches(segment: SegmentFile, docs: npt.NDArray[np.int64]) -> Sketches:
    """The sketches of some articles, ascending."""
    wanted = np.zeros(len(segment), bool)
    wanted[docs] = True
    return read_sketches(segment).taken(wanted)
