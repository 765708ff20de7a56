"""Queries that ask for less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.query import And, Most, Not, Or, Query, Word, parse, show
from searchkit.query.simplify import drop_stop_words, join_any, relaxations

STOPS = """
the state of war               => state war                  | the of
the war                        => war                        | the
The, war OF                    => war                        | The, OF
the the war                    => war                        | the
to be or not to be             => to be or not to be         |
the                            => the                        |
"to be" the war                => "to be" war                | the
the "of"                       => "of"                       | the
war -the                       => war -the                   |
the -war                       => the -war                   |
the author:bolton              => the author:bolton          |
the since:2018                 => the since:2018             |
the war author:the since:2018  => war author:the since:2018  | the
the title:war                  => title:war                  | the
title:(the war)                => title:(the war)            |
title:the war                  => title:the war              |
the OR war                     => the OR war                 |
the (of OR war)                => of OR war                  | the
(the OR of) a war              => (the OR of) war            | a
(the state) of (the war)       => state war                  | the of
(of the) war                   => war                        | of the
atleast:2 the war              => atleast:2 the war          |
same:(us the) the war          => same:(us the) war          | the
most:3 (the state war peace)   => most:2 (state war peace)   | the
most:1 (the state war)         => most:1 (state war)         | the
most:2 (the war)               => war                        | the
most:2 (the of) war            => war                        | the of
the sanction*                  => sanction*                  | the
to-be the                      => to-be                      | the
the *                          => the *                      |
don't war                      => war                        | don't
"""


def stop_rows() -> list[tuple[str, str, list[str]]]:
    found = []
    for row in STOPS.strip().splitlines():
        line, rest = row.split("=>")
        canonical, dropped = rest.split("|")
        found.append((line.strip(), canonical.strip(), dropped.split()))
    return found


@pytest.mark.parametrize(("line", "canonical", "dropped"), stop_rows())
def test_stop_words_go_while_other_text_is_left(line: str, canonical: str, dropped: list[str]) -> None:
    tree, words = drop_stop_words(parse(line))
    assert (show(tree), list(words)) == (canonical, dropped)


@pytest.mark.parametrize(
    ("line", "canonical"),
    [
        ("iran war", "most:1 (iran war)"),
        ("iran", "iran"),
        ("iran since:2018", "iran since:2018"),
        ("iran OR war", "iran OR war"),
        (
            'iran author:bolton "state of war" -iraq since:2018 title:peace',
            'most:1 (iran "state of war" title:peace) author:bolton -iraq since:2018',
        ),
        ("iran (war OR peace) lang:en", "most:1 (iran (war OR peace)) lang:en"),
        ("* iran war", "most:1 (iran war) *"),
    ],
)
def test_any_of_the_words_but_every_filter(line: str, canonical: str) -> None:
    assert show(join_any(parse(line))) == canonical


def test_relaxations_ask_for_one_clause_fewer_each_time() -> None:
    steps = [
        (show(tree), k, n) for tree, k, n in relaxations(parse('iran "state of war" peace author:bolton'))
    ]
    assert steps == [
        ('most:2 (iran "state of war" peace) author:bolton', 2, 3),
        ('most:1 (iran "state of war" peace) author:bolton', 1, 3),
    ]


@pytest.mark.parametrize("line", ["iran", "iran since:2018", "iran OR war", "most:2 (a b c)", "-iran war"])
def test_what_has_fewer_than_two_text_clauses_cannot_be_relaxed(line: str) -> None:
    assert list(relaxations(parse(line))) == []


VOCABULARY = ("the", "of", "war", "peace", "iran")


def matches(tree: Query, text: frozenset[str]) -> bool:
    match tree:
        case Word(word):
            return word in text
        case And(clauses):
            return all(matches(clause, text) for clause in clauses)
        case Or(clauses):
            return any(matches(clause, text) for clause in clauses)
        case Most(clauses, minimum):
            return sum(matches(clause, text) for clause in clauses) >= minimum
        case Not(clause):
            return not matches(clause, text)
        case _:
            raise AssertionError(tree)


def trees(*, most: bool) -> st.SearchStrategy[Query]:
    def combined(clause: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
        several = st.lists(clause, min_size=2, max_size=4).map(tuple)
        kinds: list[st.SearchStrategy[Query]] = [
            st.builds(And, several),
            st.builds(Or, several),
            st.builds(Not, clause),
        ]
        if most:
            kinds.append(
                several.flatmap(lambda them: st.builds(Most, st.just(them), st.integers(1, len(them))))
            )
        return st.one_of(kinds)

    return st.recursive(st.builds(Word, st.sampled_from(VOCABULARY)), combined, max_leaves=10)


@given(trees(most=True), st.frozensets(st.sampled_from(VOCABULARY)))
def test_whatever_matched_all_matches_any_and_most(tree: Query, text: frozenset[str]) -> None:
    easier = [join_any(tree), *(step for step, _, _ in relaxations(tree))]
    if matches(tree, text):
        assert all(matches(query, text) for query in easier)


@given(trees(most=False), st.frozensets(st.sampled_from(VOCABULARY)))
def test_whatever_matched_matches_without_stop_words(tree: Query, text: frozenset[str]) -> None:
    if matches(tree, text):
        assert matches(drop_stop_words(tree)[0], text)
