"""Sentences end where a reader would say so. In the examples | stands between two sentences."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.snippets.sentences import sentences


@pytest.mark.parametrize(
    "marked",
    [
        "One sentence.",
        "No stop at the end",
        "The talks failed. |Both sides blamed each other.",
        "Will it hold? |Nobody knows! |We shall see.",
        "The U.S. president met Mr. Smith and Gen. Lee.",
        "He came back to the U.S. |The talks went on.",
        "U.S. President Donald J. Trump met Sen. John McCain.",
        "Acme Inc. bought Widget Co. |It paid 3.5 million.",
        "Inflation rose 3.5 percent. |It had been 2.1.",
        "They met on Aug. 30 and Sept. 2. |The deal came later.",
        "See No. 5 and fig. 2. |They differ.",
        "He said no. |Then he left.",
        "At 5 a.m. the guns fell silent.",
        "“We will not bend.” |The minister left.",
        '"Are you sure?" he asked. |(She was.) |They went on.',
        "‘Never,’ he said. |“Ever?” |‘No.’",
        "The deal (signed in 2015.) was dead.",
        "It went on… |Nothing happened... |Then it did.",
        "In 2018. |And in 2019.",
        "1. The first point. |It matters.",
        "これは文です。|次の文です！|終わり",
        "هل انتهت الحرب؟ |نعم انتهت.",
        "A sentence.No space is no end.",
        "Visit example.com. |Then write.",
        "  Space around.   |Is not part.  ",
        "",
    ],
)
def test_where_sentences_end(marked: str) -> None:
    text = marked.replace("|", "")
    assert [text[start:end] for start, end in sentences(text)] == [
        part.strip() for part in marked.split("|") if part.strip()
    ]


@given(st.text(alphabet='aB.!?…"”’) \n。U1', max_size=60))
def test_nothing_but_space_is_left_out(text: str) -> None:
    spans = sentences(text)
    end = 0
    for start, stop in spans:
        assert not text[end:start].strip()
        assert start < stop
        end = stop
    assert not text[end:].strip()


@pytest.mark.parametrize(
    "text", ["." * 99_000, "a." * 100_000, '"”' * 100_000, "A. " * 60_000, " " * 200_000]
)
def test_odd_text_takes_no_longer_than_plain(text: str) -> None:
    start = time.process_time()
    sentences(text)
    assert time.process_time() - start < 2
