"""What one article says about two forms of a name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """One sentence of an article that gives two forms of a name.

    `short` is the acronym or the other name, `long` the name it stands for, both as printed; `start:end` is
    the sentence (code points) in `paragraph`; `acronym` tells whether the letters of `short` come from `long`.
    """

    short: str
    long: str
    paragraph: int
    start: int
    end: int
    acronym: bool
