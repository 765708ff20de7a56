"""A linear model over string features: multinomial logistic regression with weights of one byte each.

File format of the weights, gzipped: the features sorted and one a line, an empty line, the largest weight as
a decimal number on a line, then four signed bytes a feature (person, organisation, place, none), each a 127th
of the largest weight.
"""

from __future__ import annotations

import gzip
from array import array
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import repeat

Scores = tuple[float, float, float, float]

_LANE = 16
_MASK = (1 << _LANE) - 1
_COUNT = 1 << 4 * _LANE
_RAISED = 128
_ZEROS = repeat(0)


class Model:
    """Feature weights for person, organisation, place and none."""

    def __init__(self, features: list[str], scale: float, weights: array[int]) -> None:
        # All four weights of a feature, raised above zero, and a 1 to count it by, in one integer: so that one
        # addition adds them all. Up to 256 features fit.
        raised = [byte - 256 * (byte > 127) + _RAISED for byte in range(256)]  # of a signed byte
        person, organisation, place, none = (
            [weight << lane * _LANE for weight in raised] for lane in range(4)
        )
        rows = weights.tobytes()
        packed = [
            _COUNT | person[a] | organisation[b] | place[c] | none[d]
            for a, b, c, d in zip(*(rows[i::4] for i in range(4)), strict=True)
        ]
        self._packed = dict(zip(features, packed, strict=True))
        self._unit = scale / 127

    def score(self, features: Iterable[str]) -> Scores:
        """The sums of the weights of the features, at most 256, for person, organisation, place and none."""
        total = sum(map(self._packed.get, features, _ZEROS))
        raised = (total >> 4 * _LANE) * _RAISED
        unit = self._unit
        return (
            ((total & _MASK) - raised) * unit,
            ((total >> _LANE & _MASK) - raised) * unit,
            ((total >> 2 * _LANE & _MASK) - raised) * unit,
            ((total >> 3 * _LANE & _MASK) - raised) * unit,
        )


def pack(weights: Mapping[str, Scores]) -> bytes:
    """The file `unpack` reads. Features hold no line ends."""
    features = sorted(weights)
    scale = max((abs(w) for row in weights.values() for w in row), default=1.0)
    rows = array("b", (round(w / scale * 127) for feature in features for w in weights[feature]))
    head = "\n".join(features) + f"\n\n{scale:.6f}\n"
    return gzip.compress(head.encode() + rows.tobytes(), 9, mtime=0)


def unpack(data: bytes) -> Model:
    """The model in a file written by `pack`."""
    head, _, rest = gzip.decompress(data).partition(b"\n\n")
    scale, _, rows = rest.partition(b"\n")
    weights = array("b")
    weights.frombytes(rows)
    return Model(head.decode().split("\n"), float(scale), weights)


@cache
def default() -> Model:
    """The model that ships with the package, read when first asked for."""
    return unpack((resources.files("searchkit.names") / "data" / "weights.bin.gz").read_bytes())
