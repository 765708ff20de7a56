"""Whether two long forms of one acronym mean the same although their words differ a little."""

from __future__ import annotations

from collections.abc import Sequence

_COMPANY = frozenset([
    "inc", "ltd", "limit", "plc", "co", "compani", "corp", "corpor", "llc", "ag", "sa", "nv", "hold", "group",
])  # fmt: skip
# What derivation leaves behind the common part of two stems: tax | taxat, china | chines, valu | valuat.
_ENDINGS = frozenset([
    "", "a", "al", "an", "ari", "at", "ation", "er", "es", "ia", "ian", "ic", "ion", "ist", "ment", "or", "ori",
])  # fmt: skip
_LEAST_COMMON = 3
_LEAST_MISTYPED = 7


def same_meaning(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the folded stems of one long form are among those of the other, in any order.

    Stems match that differ by derivation ("tax", "taxation") or by one letter, that are written apart ("inter
    bank") or as initials ("U.N."); words such as "Corp" and "Company" do not count.
    """
    first, second = _plain(a), _plain(b)
    first, second = _aligned(first, second), _aligned(second, first)
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < 2:
        return shorter == longer or (len(a) > 1 and len(b) > 1 and "".join(first) == "".join(second))
    left = list(longer)
    for exact in (True, False):
        rest = []
        for word in shorter:
            match = next(
                (other for other in left if word == other or (not exact and _alike(word, other))), None
            )
            if match is None:
                rest.append(word)
            else:
                left.remove(match)
        shorter = rest
    return not shorter


def _plain(words: Sequence[str]) -> list[str]:
    joined = [word.replace("-", "") for word in words]
    return [word for word in joined if word not in _COMPANY] or joined


def _aligned(words: list[str], other: list[str]) -> list[str]:
    """Neighbours that `other` writes as one word, or as initials, put together as it does."""
    found: list[str] = []
    i = 0
    while i < len(words):
        pair = words[i : i + 2]
        forms = {"".join(pair), "".join(word[0] for word in pair)} if len(pair) > 1 else set()
        one = next((word for word in other if word in forms), None)
        found.append(one or words[i])
        i += 2 if one else 1
    return found


def _alike(a: str, b: str) -> bool:
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if common < _LEAST_COMMON:
        return False
    if a[common:] in _ENDINGS and b[common:] in _ENDINGS:
        return common > _LEAST_COMMON or common == min(len(a), len(b))
    return min(len(a), len(b)) >= _LEAST_MISTYPED and _one_letter_apart(a, b, common)


def _one_letter_apart(a: str, b: str, common: int) -> bool:
    """Whether one letter added, dropped or changed after the common beginning makes them equal."""
    return a[common + 1 :] in (b[common:], b[common + 1 :]) or a[common:] == b[common + 1 :]
