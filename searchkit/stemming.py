"""A folded word -> its stem: Snowball English (Porter2), behind a short list of exceptions."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

import Stemmer

_SNOWBALL = Stemmer.Stemmer("english", 0)  # no cache of its own: `stem` has one


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem that all forms of a word share; words of other alphabets, and numbers, are their own stem."""
    if not (word.isascii() and word.isalpha()):
        return word
    return cast(str, _SNOWBALL.stemWord(word))
