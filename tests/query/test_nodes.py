"""Nodes behave as frozen dataclasses with slots do."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import pytest

from searchkit.query.nodes import And, Everything, Fuzzy, Near, Not, Phrase, Query, Word


def test_equal_are_nodes_of_one_kind_with_equal_fields() -> None:
    assert Fuzzy("a") == Fuzzy("a", 1) == Fuzzy(text="a", edits=1) != Fuzzy("a", 2)
    assert Everything() == Everything()
    assert Word("a") != Phrase("a")
    assert Not(Word("a")) != Word("a")


def test_equal_nodes_have_one_place_in_a_set() -> None:
    assert len({And((Word("a"), Word("b"))), And((Word("a"), Word("b"))), Word("a"), Phrase("a")}) == 3


def test_fields_are_matched_in_their_order() -> None:
    match Near("a b", 3):
        case Near(text, slop):
            assert (text, slop) == ("a b", 3)


def test_the_printed_form_makes_the_node_again() -> None:
    tree = And((Fuzzy("a"), Not(Phrase("b 'c'"))))
    assert repr(tree) == """And(clauses=(Fuzzy(text='a', edits=1), Not(clause=Phrase(text="b 'c'"))))"""


@pytest.mark.parametrize("change", [lambda n: setattr(n, "text", "b"), lambda n: delattr(n, "text")])
def test_nodes_cannot_be_changed(change: Callable[[Query], None]) -> None:
    node = Word("a")
    with pytest.raises(AttributeError, match="text of a Word"):
        change(node)
    with pytest.raises(AttributeError):
        node.other = 1  # type: ignore[attr-defined]
    assert node == Word("a")
    assert not hasattr(node, "__dict__")


def test_copies_and_pickles_are_equal() -> None:
    tree = And((Fuzzy("a", 2), Everything()))
    assert copy.deepcopy(tree) == pickle.loads(pickle.dumps(tree)) == tree  # noqa: S301  our own


@pytest.mark.parametrize(
    "make",
    [
        Word,
        lambda: Word("a", "b"),
        lambda: Word("a", text="b"),
        lambda: Word(word="a"),
        lambda: Fuzzy(edits=1),
    ],
)
def test_a_node_takes_its_fields_and_no_others(make: Callable[[], Query]) -> None:
    with pytest.raises(TypeError, match="takes text"):
        make()
