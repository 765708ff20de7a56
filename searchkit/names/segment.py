"""The likely names of a run of capitalised words.

Everything here depends on the run alone, so `segments` remembers its answers: news repeats itself.
"""

from __future__ import annotations

from typing import NamedTuple

from searchkit.names.gazetteer import flags
from searchkit.names.rules.chunks import chunks
from searchkit.names.rules.split import names_of_chunk
from searchkit.names.rules.words import RunWords, is_capital
from searchkit.names.tokens import run_tokens

_CACHE_LIMIT = 100_000
_cache: dict[tuple[str, bool], tuple[Segment, ...]] = {}


class Segment(NamedTuple):
    """A likely name inside a run.

    `start` and `end` count code points from the start of the run; `left` and `right` are the two words beside
    it inside the run, nearest first, shorter where the run ends; `look` is a letter of `rules.words`.
    """

    text: str
    start: int
    end: int
    left: tuple[str, ...]
    right: tuple[str, ...]
    look: str


def segments(run: str, initial: bool) -> tuple[Segment, ...]:
    """The likely names of one run.

    Args:
        run: capitalised words as `tokens.runs` finds them.
        initial: the run begins a sentence, so its first word may be capitalised for that alone.
    """
    key = (run, initial)
    known = _cache.get(key)
    if known is None:
        if len(_cache) >= _CACHE_LIMIT:
            _cache.clear()
        known = _cache[key] = _segments(run, initial)
    return known


def _segments(run: str, initial: bool) -> tuple[Segment, ...]:
    tokens = run_tokens(run)
    words = RunWords(tokens, [flags(token.text) for token in tokens], run)
    found = []
    for first, last in chunks(words):
        for first_word, after, look in names_of_chunk(words, first, last, initial and first == 0):
            a, b = _trim(words, first_word, after)
            if a < b:
                left = tuple(words.word(i) for i in range(a - 1, max(-1, a - 3), -1))
                right = tuple(words.word(i) for i in range(b, min(len(tokens), b + 2)))
                found.append(Segment(words.text(a, b), tokens[a].start, tokens[b - 1].end, left, right, look))
    return tuple(found)


def _trim(words: RunWords, a: int, b: int) -> tuple[int, int]:
    """Drop small words and marks at both ends, and a bare initial at the end of a sentence."""
    while a < b and not is_capital(words.word(a)):
        a += 1
    while b > a and (not is_capital(words.word(b - 1)) or words.word(b - 1) in {"The", "A", "An"}):
        b -= 1
    return a, b
