"""Units of reading become batches that are worth a file each, and small enough that all processes end together."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.archive.building.workers import batches
from searchkit.ingest import ReadOptions, Unit

MB = 1_000_000


def cut(sizes: Sequence[int]) -> list[list[int]]:
    """The sizes of the units of every batch."""
    units = [Unit((), ReadOptions(), size) for size in sizes]
    return [[unit.size for unit in batch] for batch in batches(units, sum(sizes), 5 * MB)]


def test_batches_are_large_first_and_small_at_the_end() -> None:
    found = [sum(batch) for batch in cut([MB] * 40)]
    assert sum(found) == 40 * MB
    assert found == sorted(found, reverse=True)
    assert (found[0], found[-1]) == (5 * MB, MB)


def test_a_unit_is_never_cut_and_none_is_lost() -> None:
    assert cut([20 * MB, 10, 10, 20 * MB]) == [[20 * MB], [10, 10], [20 * MB]]
    assert cut([]) == []


def test_what_is_little_is_one_batch() -> None:
    assert cut([100_000] * 10) == [[100_000] * 10]
