"""The model's verdict on the candidates of one article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from searchkit.names import features, model
from searchkit.names import gazetteer as gaz
from searchkit.names.gazetteer import flags
from searchkit.names.model import Model, Scores
from searchkit.names.propose import Candidate

_ARTICLES = frozenset(["al-", "el-"])
_CACHE_LIMIT = 200_000
_SIDES: dict[str, Callable[..., list[str]]] = {
    "<": features.left,
    "<<": features.further_left,
    ">": features.right,
    ">>": features.further_right,
    "<>": features.both,
}
_KIN = 3.0  # how much a longer name of the article says for the short form of it
_POOLED = 0.5  # how much the other mentions of a text in the article count


class Company(NamedTuple):
    """The other mentions of a text in its article; the arguments of `features.company`."""

    looks: str
    ends: str
    starts: str
    mentions: int


def company_of(found: Sequence[Candidate]) -> dict[str, Company]:
    """Text of a candidate -> what its other mentions in the article show."""
    looks: dict[str, set[str]] = defaultdict(set)
    count: dict[str, int] = defaultdict(int)
    for candidate in found:
        looks[candidate.text].add(candidate.look)
        count[candidate.text] += 1
    ends: dict[str, set[str]] = defaultdict(set)
    starts: dict[str, set[str]] = defaultdict(set)
    for text, kinds in looks.items():
        space = text.find(" ")
        if space < 0:
            continue
        last = text[text.rindex(" ") + 1 :]
        ends[last] |= kinds
        if last[:3].lower() in _ARTICLES:
            ends[last[3:]] |= kinds
        while space > 0:
            starts[text[:space]] |= kinds
            space = text.find(" ", space + 1)
    return {
        text: Company(_sorted(kinds), _sorted(ends.get(text)), _sorted(starts.get(text)), min(count[text], 4))
        for text, kinds in looks.items()
    }


def _sorted(looks: set[str] | None) -> str:
    return "".join(looks if len(looks) == 1 else sorted(looks)) if looks else ""


class Judge:
    """Scores candidates with one model, remembering what repeats from article to article."""

    def __init__(self, weights: Model) -> None:
        self._model = weights
        self._inside: dict[tuple[str, str], tuple[str, Scores]] = {}
        self._together: dict[Company, Scores] = {}
        self._beside: dict[tuple[str, ...], Scores] = {}

    def scores(self, found: Sequence[Candidate]) -> list[Scores]:
        """One score a kind for each candidate; the mentions of a text in the article lean on each other."""
        own = [self._score(candidate) for candidate in found]
        total: dict[str, Scores] = {}
        count: dict[str, int] = {}
        for candidate, score in zip(found, own, strict=True):
            text = candidate.text
            if text in total:
                total[text] = _add(total[text], score)
                count[text] += 1
            else:
                total[text], count[text] = score, 1
        shared = {text: self._company(text, company) for text, company in company_of(found).items()}
        for text, mentions in count.items():
            if mentions > 1:
                shared[text] = _add(shared[text], _times(total[text], _POOLED / mentions))
        return [
            _add(score if count[candidate.text] == 1 else _times(score, 1 - _POOLED), shared[candidate.text])
            for candidate, score in zip(found, own, strict=True)
        ]

    def _score(self, candidate: Candidate) -> Scores:
        _, _, _, text, look, left, left2, right, right2 = candidate
        letters, score = self._inside.get((text, look)) or self._from_inside(text, look)
        known = self._beside.get
        side = self._from_side
        key: tuple[str, ...] = ("<", letters, look, left)
        a = known(key) or side(key)
        b = known(key := ("<<", left, left2)) or side(key)
        c = known(key := (">", letters, look, right)) or side(key)
        d = known(key := (">>", right, right2)) or side(key)
        e = known(key := ("<>", left, right)) or side(key)
        return (
            score[0] + a[0] + b[0] + c[0] + d[0] + e[0],
            score[1] + a[1] + b[1] + c[1] + d[1] + e[1],
            score[2] + a[2] + b[2] + c[2] + d[2] + e[2],
            score[3] + a[3] + b[3] + c[3] + d[3] + e[3],
        )

    def _company(self, text: str, company: Company) -> Scores:
        known = self._together.get(company)
        if known is None:
            known = self._together[company] = self._model.score(features.company(*company))
        if "P" in company.ends or "p" in company.ends:
            known = _add(known, (_KIN, 0.0, 0.0, 0.0))
        elif "O" in company.starts and not flags(text) & gaz.SURE_PLACE:
            known = _add(known, (0.0, _KIN, 0.0, 0.0))
        return known

    def _from_inside(self, text: str, look: str) -> tuple[str, Scores]:
        if len(self._inside) >= _CACHE_LIMIT:
            self._inside.clear()
        score = self._model.score(features.inside(text, look))
        known = self._inside[text, look] = features.group(text), score
        return known

    def _from_side(self, key: tuple[str, ...]) -> Scores:
        if len(self._beside) >= _CACHE_LIMIT:
            self._beside.clear()
        known = self._beside[key] = self._model.score(_SIDES[key[0]](*key[1:]))
        return known


def default() -> Judge:
    """A judge with the weights that ship."""
    return Judge(model.default())


def _add(a: Scores, b: Scores) -> Scores:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]


def _times(a: Scores, factor: float) -> Scores:
    return a[0] * factor, a[1] * factor, a[2] * factor, a[3] * factor
