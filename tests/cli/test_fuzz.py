"""Whatever is typed as a query is answered or found fault with, and `explain` accounts for every word of it.

SEARCHKIT_FUZZ=10000 tries more lines than a test run does.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from searchkit.analysis import words
from tests.cli.archives import write
from tests.cli.conftest import Run

LINES = int(os.environ.get("SEARCHKIT_FUZZ", "200"))
BATCHES = 10
WORDS = (
    "iran", "Iran’s", "sanctions", "oil", "war", "the", "of", "not", "or", "guards", "IRGC", "nuclear deal", "zebra",
    "quux", "F-35", "U.N.", "al-Qaeda", "O'Neill", "C++", "AT&T", "3.5%", "#hashtag", "12:30", "Erdoğan", "erdogan",
    "北京", "石油", "Тегеран", "ایران", "café", "cafe\u0301", "naïve", "1,000", "2018", "x" * 200, "état",
    "ﬁne", "İzmir",
)  # fmt: skip
BEFORE = (
    "", "", "", "-", "(", "((", '"', "“", "«", "'", "NOT ", "AND ", "OR ", "title:", "author:", "name:", "org:", "id:",
    "source:", "topic:", "lang:", "foo:", "atleast:2 ", "most:2 (", "same:(", "since:2018 ", "date:..2019 ", "--", "+",
    "title:(", 'author:"', "date:", "before:", "\x1b[31m", "\u202e", "~", "*", "?",
)  # fmt: skip
AFTER = (
    "", "", "", "*", "?", "~", "~2", "~9", '"', "”", ")", "))", '"~5', " OR", " AND", ":", "::", "^2", "\\", "/",
    "\x00", "\u0301", ".", "…", ",", "’s", "**", " -", "\ud800",
)  # fmt: skip
SYNTAX = {"and", "or", "not", "date", "since", "before", "atleast", "most", "same"}
"""Words that may be no words: what an operator or a filter is called by is told in another way."""

GLUE = (" ", " ", " ", "  ", "", "\t", "\u00a0", "\n", "-", ",")


def line(dice: random.Random) -> str:
    """A line that is a query, or nearly."""
    chosen = [dice.choice(WORDS) for _ in range(dice.randint(1, 6))]
    parts = [dice.choice(BEFORE) + word + dice.choice(AFTER) + dice.choice(GLUE) for word in chosen]
    return "".join(parts)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_word_of_a_query_is_lost(run: Run, tmp_path: Path, batch: int) -> None:
    write(tmp_path)
    assert run("rebuild", "-q", "--no-names").code == 0
    dice = random.Random(batch)  # noqa: S311  a test's dice
    for _ in range(LINES // BATCHES):
        text = line(dice)
        ran = run("explain", "--", text)  # an exception would come through
        if ran.code == 2:
            assert ran.out == ""
            assert ran.err.startswith(("Query error: ", "searchkit: ")), text
            continue
        assert ran.code in (0, 1), text
        told = " ".join(words(ran.out + ran.err))
        for word in {word for word in words(text) if word.isalpha()} - SYNTAX:
            assert word in told, (text, word, ran.out, ran.err)
