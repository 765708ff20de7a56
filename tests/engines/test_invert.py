"""The postings of a field are those that counting by hand gives."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from searchkit.analysis import POSITION_GAP, words
from searchkit.engines.whoosh.invert import RunField
from searchkit.engines.whoosh.terms import Terms
from searchkit.engines.whoosh.vocabulary import Vocabulary

ARTICLES = st.lists(
    st.lists(
        st.text("ab cdé0.'", max_size=12) | st.sampled_from(["state of war", "statement", "statements"])
    ),
    max_size=6,
)


def by_hand(articles: list[list[str]]) -> dict[str, dict[int, list[int]]]:
    """Word -> article -> positions."""
    found: defaultdict[str, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for doc, texts in enumerate(articles):
        position = 0
        for text in texts:
            for word in words(text):
                found[word][doc].append(position)
                position += 1
            position += POSITION_GAP
    return {word: dict(docs) for word, docs in found.items()}


def cut_out(terms: Terms) -> list[str]:
    return [terms.text[start:end].tobytes().decode() for start, end in pairwise(terms.offsets)]


@pytest.mark.parametrize("key_bits", [63, 1])
@given(lots=st.lists(ARTICLES, min_size=1, max_size=3))
@example(lots=[[]])
@example(
    lots=[
        [["internationally internationales"]],
        [["internationale international"], [], ["zz internationals"]],
    ]
)
@settings(max_examples=60, deadline=None)
def test_the_postings_of_articles(lots: list[list[list[str]]], key_bits: int) -> None:
    vocabulary = Vocabulary()
    for articles in lots:
        field = RunField(vocabulary)
        for doc, texts in enumerate(articles):
            field.add(doc, texts)
        postings, lengths = field.invert(len(articles), key_bits)
        assert postings.counts is not None
        assert postings.places is not None
        assert postings.positions is not None
        found: dict[str, dict[int, list[int]]] = {}
        terms = cut_out(postings.terms)
        for number, term in enumerate(terms):
            positions = iter(
                postings.positions[postings.places[number] : postings.places[number + 1]].tolist()
            )
            entries = range(postings.starts[number], postings.starts[number + 1])
            found[term] = {
                int(postings.docs[at]): [next(positions) for _ in range(postings.counts[at])]
                for at in entries
            }
            assert next(positions, None) is None
        assert found == by_hand(articles)
        assert terms == sorted(terms)
        assert lengths.tolist() == [sum(len(words(text)) for text in texts) for texts in articles]


def test_many_words_that_begin_alike_are_in_order() -> None:
    vocabulary = Vocabulary()
    field = RunField(vocabulary)
    made = [f"{start}{number}" for number in range(300) for start in ("beginning", "é" * 9, "京", "x")]
    field.add(0, [" ".join(made)])
    assert cut_out(field.invert(1)[0].terms) == sorted(set(words(" ".join(made))))
