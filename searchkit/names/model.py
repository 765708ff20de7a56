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

Scores = tuple[float, float, float, float]


class Model:
    """Feature weights for person, organisation, place and none."""

    def __init__(self, features: list[str], scale: float, weights: array[int]) -> None:
        self._at = dict(zip(features, range(0, 4 * len(features), 4), strict=True))
        self._unit = scale / 127
        self._weights = weights

    def score(self, features: Iterable[str]) -> Scores:
        """The sums of the weights of the features for person, organisation, place and none."""
        person = organisation = place = none = 0
        weights = self._weights
        for feature in features:
            at = self._at.get(feature)
            if at is not None:
                person += weights[at]
                organisation += weights[at + 1]
                place += weights[at + 2]
                none += weights[at + 3]
        unit = self._unit
        return person * unit, organisation * unit, place * unit, none * unit


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
