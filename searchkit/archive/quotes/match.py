"""Where the words of a quotation stand in a text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from searchkit.analysis import STOP_WORDS
from searchkit.archive.quotes.units import ANYWHERE, Place, Unit, runs

_STOP_WORD = 0.25  # what a word counts that nearly every text has; others count 1
_SKIPPED = 0.01  # what a word costs that stands where the quotation has a gap: nearer is better
_SLACK = 4  # words looked at on both sides of where a quotation seems to stand
_MOST_CELLS = 2_000_000  # of the table that compares two texts word by word

Kind = Literal["same", "gone", "new", "gap"]


class Change(NamedTuple):
    """A word of the quotation that is the `same` in the text or `gone` there, one that is `new` in the text, or a gap.

    `unit` is the number of a unit of the quotation, `place` of a word of the text; -1 for none.
    """

    kind: Kind
    unit: int
    place: int


class Near(NamedTuple):
    """How a quotation lies on a text: `start:end` in words of it; `likeness` is 1 for the same words."""

    start: int
    end: int
    likeness: float
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Source:
    """A text to look in: where each of its words stands, in order, and by word."""

    places: Sequence[Place]

    @cached_property
    def keys(self) -> list[str]:
        """The words in order."""
        return [place.key for place in self.places]

    @cached_property
    def where(self) -> Mapping[str, Sequence[int]]:
        """Each word and the numbers of the words that are it."""
        found = defaultdict(list)
        for at, key in enumerate(self.keys):
            found[key].append(at)
        return dict(found)


def exact(quotation: Sequence[Unit], source: Source) -> tuple[int, int] | None:
    """Where the quotation stands word for word, `start:end` in words; None if it does not.

    Each run of words must begin behind the run before, and within the reach of the gap between them.
    """
    reaches = iter([ANYWHERE, *_reaches(quotation)])
    chains: list[tuple[int, int]] = []  # where what was found so far ends, and where it starts
    for number, run in enumerate(runs(quotation)):
        reach = next(reaches)
        longer = []
        ends = [end for end, _ in chains]
        for start in _occurrences([unit.key for unit in run], source):
            before = bisect_right(ends, start) - 1
            if not number:
                longer.append((start + len(run), start))
            elif before >= 0 and start - ends[before] <= reach:
                longer.append((start + len(run), chains[before][1]))
        chains = longer
    return (chains[0][1], chains[0][0]) if chains else None


def _reaches(quotation: Sequence[Unit]) -> list[int]:
    """The reach of each gap; of several in a row, all together."""
    found: list[int] = []
    for unit, before in zip(quotation[1:], quotation, strict=False):
        if not unit.key:
            if before.key:
                found.append(0)
            found[-1] += unit.reach
    return found


def _occurrences(run: list[str], source: Source) -> list[int]:
    rarest = min(range(len(run)), key=lambda at: len(source.where.get(run[at], ())))
    starts = (at - rarest for at in source.where.get(run[rarest], ()))
    return [start for start in starts if start >= 0 and source.keys[start : start + len(run)] == run]


def near(quotation: Sequence[Unit], source: Source) -> Near | None:
    """The best way to lay the quotation on a stretch of the text; None if they share no word."""
    first, last = _stretch(quotation, source)
    if first >= last or len(quotation) * (last - first) > _MOST_CELLS:
        return None
    keys = [place.key for place in source.places[first:last]]
    changes = _aligned(quotation, keys, first)
    inside = [change.place for change in changes if change.place >= 0]
    if not inside:
        return None
    return Near(inside[0], inside[-1] + 1, _likeness(quotation, source, changes), changes)


def _stretch(quotation: Sequence[Unit], source: Source) -> tuple[int, int]:
    """The words of the text, first to last, with the most of the quotation; all that shares some for an ellipsis."""
    wanted = Counter(unit.key for unit in quotation if unit.key)
    shared = sorted((at, key) for key in wanted for at in source.where.get(key, ()))
    if not shared:
        return 0, 0
    slack = _SLACK + len(quotation) // 4
    bounds = (shared[0][0], shared[-1][0])
    if all(unit.reach < ANYWHERE for unit in quotation):
        bounds = _densest(shared, wanted, len(quotation) + slack + sum(unit.reach for unit in quotation))
    return max(0, bounds[0] - slack), min(len(source.places), bounds[1] + 1 + slack)


def _densest(shared: Sequence[tuple[int, str]], wanted: Counter[str], length: int) -> tuple[int, int]:
    """The first and last shared word of the stretch, at most `length` words, that has the most of the wanted."""
    inside: Counter[str] = Counter()
    worth = most = 0.0
    best, left = (shared[0][0], shared[0][0]), 0
    for at, key in shared:
        inside[key] += 1
        worth += _weight(key) if inside[key] <= wanted[key] else 0
        while at - shared[left][0] >= length:
            gone = shared[left][1]
            worth -= _weight(gone) if inside[gone] <= wanted[gone] else 0
            inside[gone] -= 1
            left += 1
        if worth > most:
            most, best = worth, (shared[left][0], at)
    return best


_SAME, _OTHER, _GONE, _NEW = range(4)
_Row = tuple[list[float], bytearray]


def _aligned(quotation: Sequence[Unit], keys: Sequence[str], first: int) -> tuple[Change, ...]:
    """The cheapest way to make the quotation of a stretch of the text, which starts at its word `first`.

    Edit distance over words, free at both ends of the text (Sellers, "The theory and computation of evolutionary
    distances", 1980); words of the text that lie in a gap cost next to nothing.
    """
    steps: list[bytearray] = []
    costs = [0.0] * (len(keys) + 1)
    for unit in quotation:
        costs, step = _word_row(costs, unit.key, keys) if unit.key else _gap_row(costs)
        steps.append(step)
    end = min(range(len(costs)), key=lambda j: (costs[j], -j))  # rather another last word than none
    return tuple(_traced(quotation, steps, end, first))


def _word_row(before: Sequence[float], word: str, keys: Sequence[str]) -> _Row:
    row, step = [before[0] + 1], bytearray([_GONE])
    for j, key in enumerate(keys):
        cost, way = (before[j], _SAME) if key == word else (before[j] + 1, _OTHER)
        if before[j + 1] + 1 < cost:
            cost, way = before[j + 1] + 1, _GONE
        if row[j] + 1 < cost:
            cost, way = row[j] + 1, _NEW
        row.append(cost)
        step.append(way)
    return row, step


def _gap_row(before: Sequence[float]) -> _Row:
    row, step = [before[0]], bytearray([_GONE])
    for j in range(1, len(before)):
        skipped = row[j - 1] + _SKIPPED
        row.append(min(before[j], skipped))
        step.append(_NEW if skipped < before[j] else _GONE)
    return row, step


def _traced(quotation: Sequence[Unit], steps: Sequence[bytearray], j: int, first: int) -> list[Change]:
    """The steps, followed back from the end of the quotation, in reading order."""
    found: list[Change] = []
    i = len(steps)
    while i:
        way = steps[i - 1][j]
        unit, place = i - 1, first + j - 1
        if not quotation[unit].key:
            found += [Change("gap", unit, -1)] if way == _GONE else []
        elif way == _SAME:
            found.append(Change("same", unit, place))
        else:  # read backwards, so that what is gone stands before what is new
            found += [Change("new", -1, place)] if way != _GONE else []
            found += [Change("gone", unit, -1)] if way != _NEW else []
        i -= way != _NEW
        j -= way != _GONE
    return found[::-1]


def _likeness(quotation: Sequence[Unit], source: Source, changes: Sequence[Change]) -> float:
    """Twice the weight of the words that are the same, over that of all words of both (Dice's coefficient).

    Words of the quotation before the first and behind the last of those count twice: in the text others stand there.
    """
    kept = [at for at, change in enumerate(changes) if change.kind == "same"]
    if not kept:
        return 0.0
    same = sum(_weight(quotation[changes[at].unit].key) for at in kept)
    other = 0.0
    for at, change in enumerate(changes):
        inside = kept[0] < at < kept[-1]
        if change.kind == "gone":
            other += _weight(quotation[change.unit].key) * (1 if inside else 2)
        elif change.kind == "new" and inside:
            other += _weight(source.places[change.place].key)
    return 2 * same / (2 * same + other)


def _weight(key: str) -> float:
    return _STOP_WORD if key in STOP_WORDS else 1.0
