"""The words of a run with their classes, as every rule sees them."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.names.tokens import Token

# What a likely name looks like to the rules: sure in upper case, likely in lower case.
PERSON, ORGANISATION, PLACE = "P", "O", "L"
UNKNOWN, WEAK = "?", "w"  # WEAK: a name only if the article shows the same word as one elsewhere

Span = tuple[int, int, str]
"""A likely name: its first word, the word after its last, and what it looks like."""


@dataclass(frozen=True, slots=True)
class RunWords:
    """The words of a run; `marks` are their classes in the gazetteer."""

    tokens: list[Token]
    marks: list[int]
    run: str

    def text(self, first: int, last: int) -> str:
        """The words from `first` up to, not including, `last` as printed."""
        return self.run[self.tokens[first].start : self.tokens[last - 1].end]

    def word(self, at: int) -> str:
        """One word."""
        return self.tokens[at].text

    def next_capital(self, at: int, stop: int) -> int:
        """The first capitalised word at or after `at`; `stop` if there is none before it."""
        while at < stop and not is_capital(self.word(at)):
            at += 1
        return at


def is_capital(word: str) -> bool:
    """Whether a word has a capital at its start or close to it: "Bolton", "al-Assad", "d'Estaing"."""
    return word[0].isupper() or any(c.isupper() for c in word[1:4])
