"""Which articles are copies of one another: republished, trimmed, corrected or under another headline.

An article is known by a sketch of its text: of the hashes of all runs of GRAM letters and digits, those that
are smallest (bottom-k sketches: Broder 1997; Cohen & Kaplan 2007). The share of the smaller sketch found in
the other estimates how much of the shorter text stands in the longer one. Copies are gathered into stories
by star clustering (Aslam, Pelekhov & Rus 2004): every member is a copy of the story's centre, so that a chain
of small changes does not join articles that have nothing in common.
"""

from __future__ import annotations

import hashlib
import math
import re
import string
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchkit.article import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRAM = 16  # letters and digits, about three words: white space, case and punctuation do not count
RATE = 20  # of so many hashes one is kept …
FEWEST, MOST = 100, 1000  # … but at least and at most so many of an article
COPIED = 0.55  # the share of the shorter text that stands in the longer one, in copies
EVENLY = 0.3  # the same in each of its parts: a text reworded throughout, not news with the old background
PARTS = 5
COPIED_LATER = 0.65  # the same when the days are others: monthly reports repeat their wording
SAME_DAYS = 5
MIN_SIZE = 0.3  # of the longer one: a brief is no copy of the survey that contains it
MIN_LETTERS = 300  # in a text that is known by parts; a shorter one must be the same, title and all
_CANDIDATE = 6  # hashes two articles must share to be compared
_ALL_PAIRS = 24  # articles that share a hash; of more, each is paired with the first and the one before it

_LOWER = bytes.maketrans(string.ascii_uppercase.encode(), string.ascii_lowercase.encode())
_DROPPED = bytes(c for c in range(128) if not chr(c).isalnum())
_FOREIGN_MARKS = re.compile(r"[^\x00-\x7f\w]+")
_BASE = 0x01000193
_WORD = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of an article to find its copies, about 900 bytes.

    `digest` is of the whole text; `hashes` are the smallest hashes of its runs of letters (32 bits each,
    sorted, all those below `bound`) and `parts` says where in the text each stands (0 to PARTS - 1); `length`
    counts letters and digits; `day` is the proleptic ordinal of the first day of the date, 0 if undated.
    """

    digest: bytes
    hashes: bytes
    parts: bytes
    bound: int
    length: int
    day: int


def signature(article: Article) -> Signature:
    """The signature of an article's text; its title counts only if the text is short."""
    import numpy as np

    letters = _letters(article.text)
    whole = letters if len(letters) >= MIN_LETTERS else _letters(article.title) + b" " + letters
    grams = _hashes(letters)
    size = min(max(len(grams) // RATE, FEWEST), MOST)
    smallest = np.argsort(grams)
    kept, first = np.unique(grams[smallest[:size]], return_index=True)
    return Signature(
        hashlib.blake2b(whole, digest_size=8).digest(),
        kept.tobytes(),
        (smallest[first] * PARTS // max(len(grams), 1)).astype(np.uint8).tobytes(),
        int(grams[smallest[size]]) if size < len(grams) else _WORD + 1,
        len(letters),
        article.published.first.toordinal() if article.published else 0,
    )


def stories(signatures: Sequence[tuple[str, Signature]]) -> dict[str, str]:
    """For the id of every article that has copies, the id of the one that stands for the story.

    That is the earliest dated one, or else the longest. Articles without copies are left out.
    """
    exact: dict[bytes, list[int]] = defaultdict(list)
    for at, (_, each) in enumerate(signatures):
        exact[each.digest].append(at)
    singles = [same[0] for same in exact.values()]  # one for all with the very same text
    texts = [signatures[at][1] for at in singles]
    out: dict[str, str] = {}
    for star in _stars(texts, _copies(texts)):
        members = [signatures[at] for single in star for at in exact[texts[single].digest]]
        if len(members) > 1:
            standing = min(members, key=_precedence)[0]
            out |= dict.fromkeys((identity for identity, _ in members), standing)
    return out


def shared(a: Signature, b: Signature) -> tuple[float, float]:
    """Estimates of the share of the shorter text that stands in the longer one, 0 to 1.

    The share of the whole of it, and that of the part of it of which least is found.
    """
    import numpy as np

    shorter, longer = sorted((a, b), key=lambda each: each.length)
    bound = min(a.bound, b.bound)
    wanted = _sketch(shorter) < bound
    found = np.isin(_sketch(shorter)[wanted], _sketch(longer))
    parts = np.frombuffer(shorter.parts, np.uint8)[wanted]
    in_parts = np.bincount(parts, weights=found, minlength=PARTS) / np.bincount(parts, minlength=PARTS).clip(
        1
    )
    return float(found.mean()) if len(found) else 0.0, float(in_parts.min())


def _precedence(member: tuple[str, Signature]) -> tuple[float, int, str]:
    identity, each = member
    return each.day or math.inf, -each.length, identity


def _are_copies(a: Signature, b: Signature) -> bool:
    shorter, longer = sorted((a.length, b.length))
    if shorter < max(MIN_LETTERS, MIN_SIZE * longer):
        return False
    later = a.day and b.day and abs(a.day - b.day) > SAME_DAYS
    share, least = shared(a, b)
    return share >= COPIED_LATER if later else share >= COPIED or least >= EVENLY


def _stars(texts: Sequence[Signature], pairs: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """All texts, in groups of a centre and its copies; those with most copies, then the longest, first."""
    copies: list[list[int]] = [[] for _ in texts]
    for a, b in pairs:
        copies[a].append(b)
        copies[b].append(a)
    free = [True] * len(texts)
    for centre in sorted(range(len(texts)), key=lambda at: (-len(copies[at]), -texts[at].length)):
        if free[centre]:
            star = [centre, *(at for at in copies[centre] if free[at])]
            for at in star:
                free[at] = False
            yield star


def _copies(texts: Sequence[Signature]) -> list[tuple[int, int]]:
    """The pairs of texts that are copies of each other."""
    import numpy as np

    sketches = [_sketch(each) for each in texts]
    if not sketches:
        return []
    hashes = np.concatenate(sketches)
    owners = np.repeat(np.arange(len(texts)), [len(sketch) for sketch in sketches])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.diff(hashes, prepend=hashes[:1] ^ np.uint32(1)))
    counts = np.diff(starts, append=len(hashes))
    codes = [np.empty(0, np.int64)]
    for count in range(2, _ALL_PAIRS + 1):
        groups = owners[starts[counts == count][:, None] + np.arange(count)]
        left, right = np.triu_indices(count, 1)
        codes.append((groups[:, left] * len(texts) + groups[:, right]).ravel())
    for start, count in zip(starts[counts > _ALL_PAIRS], counts[counts > _ALL_PAIRS], strict=True):
        group = owners[start : start + count]
        codes += [group[0] * len(texts) + group[1:], group[:-1] * len(texts) + group[1:]]
    found, shared = np.unique(np.concatenate(codes), return_counts=True)
    candidates = (divmod(int(code), len(texts)) for code in found[shared >= _CANDIDATE])
    return [(a, b) for a, b in candidates if _are_copies(texts[a], texts[b])]


def _sketch(each: Signature) -> NDArray[np.uint32]:
    import numpy as np

    return np.frombuffer(each.hashes, np.uint32)


def _letters(text: str) -> bytes:
    """The letters and digits of a text, without case, in UTF-8."""
    if not text.isascii():
        text = _FOREIGN_MARKS.sub("", text.casefold())
    return text.encode("utf-8", "replace").translate(_LOWER, _DROPPED)


def _hashes(letters: bytes) -> NDArray[np.uint32]:
    """A hash of every run of GRAM letters: a polynomial modulo 2^32, mixed as in MurmurHash3."""
    import numpy as np

    if len(letters) < GRAM:
        return np.empty(0, np.uint32)
    values = np.frombuffer(letters, np.uint8).astype(np.uint32)
    width, factor = 1, _BASE
    while width < GRAM:
        values = values[:-width] * np.uint32(factor) + values[width:]
        width, factor = 2 * width, factor * factor & _WORD
    values ^= values >> np.uint32(16)
    values *= np.uint32(0x85EBCA6B)
    values ^= values >> np.uint32(13)
    values *= np.uint32(0xC2B2AE35)
    values ^= values >> np.uint32(16)
    return values
