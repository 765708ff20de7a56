"""Which articles are copies of one another: republished, trimmed, corrected or under another headline.

`sketches` keeps a few hashes of every article, `candidates` finds the pairs that share some, `compare` looks at
the two texts, and `stories` gathers the copies into groups.
"""

from searchkit.copies.candidates import candidates
from searchkit.copies.compare import Text, are_copies, read, shared
from searchkit.copies.sketch import Sketches, Words, sketches, word_hash
from searchkit.copies.stories import stories

__all__ = [
    "Sketches",
    "Text",
    "Words",
    "are_copies",
    "candidates",
    "read",
    "shared",
    "sketches",
    "stories",
    "word_hash",
]
