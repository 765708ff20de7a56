"""Which articles are copies of one another: republished, trimmed, corrected or under another headline.

`sketch` keeps a few hashes of every article, `candidates` finds the pairs that share some, `compare` looks at
the two texts, and `stories` gathers the copies into groups.
"""

from searchkit.copies.candidates import candidates
from searchkit.copies.compare import Text, are_copies, read, shared
from searchkit.copies.sketch import Sketches, sketch
from searchkit.copies.stories import stories

__all__ = ["Sketches", "Text", "are_copies", "candidates", "read", "shared", "sketch", "stories"]
