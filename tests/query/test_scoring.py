"""What of a query scores, and what loses its meaning when punctuation is lost."""

from __future__ import annotations

import pytest

from searchkit.query import parse, show
from searchkit.query.scoring import scoring
from searchkit.query.simplify import drop_stop_words, join_any, relaxations

TERMS = """
iran war Iran                 => iran*2 war            | iran*2 war
elections election            => elections*2           | elections election
"state of war" war            => "state of war" war    | war
war title:war                 => war title:war         | war title:war
war OR peace                  => war peace             | war peace
war -peace author:bolton      => war                   | war
u s policy                    => same:(us "u s") policy | us policy
j f k OR war                  => same:(jfk "j f k") war | jfk war
u OR s                        => u s                   | u s
model s                       => model "model s"       | model
student s t test              => student same:(st "s t") test | student st test
vitamin d deficiency          => vitamin same:("vitamin d" "d deficiency") deficiency | vitamin deficiency
c                             => c                     | c
5 g                           => 5 "5 g"               | 5
same:(tss "time sharing") time sharing => tss time sharing | tss time sharing
same:(tss "time sharing") time => same:(tss "time sharing") time | tss time
most:1 (u s war)              => same:(us "u s") war   | us war
same:(irgc "the guards") war  => same:(irgc "the guards") war | irgc war
"""


@pytest.mark.parametrize("row", TERMS.strip().splitlines())
def test_terms_and_exact_forms(row: str) -> None:
    line, rest = row.split("=>")
    expected_terms, expected_exact = (part.strip() for part in rest.split("|"))
    what = scoring(parse(line.strip()))

    def said(text: str, field: str, times: int) -> str:
        return (f"{field}:" if field else "") + text + (f"*{times}" if times > 1 else "")

    assert " ".join(said(show(t.term), t.field, t.qtf) for t in what.terms) == expected_terms
    assert " ".join(said(e.word, e.field, e.qtf) for e in what.exact) == expected_exact


@pytest.mark.parametrize(
    ("line", "kept", "dropped"),
    [
        ("don t worry", "worry", ["don", "t"]),
        ("I m interested", "interested", ["I", "m"]),
        ("what s new", "new", ["what", "s"]),
        ("we ll vote", "ll vote", ["we"]),
        ("vitamin d", "vitamin d", []),
        ("t test don t", "t test", ["don", "t"]),
        ("most:2 (don t vote)", "vote", ["don", "t"]),
        ("don t", "don t", []),
    ],
)
def test_contractions_without_apostrophe_are_stop_words(line: str, kept: str, dropped: list[str]) -> None:
    tree, words = drop_stop_words(parse(line))
    assert (show(tree), list(words)) == (kept, dropped)


@pytest.mark.parametrize(
    ("line", "canonical"),
    [
        ("北京大学", "most:1 (北京 京大 大学)"),
        ("北京", "北京"),
        ("北京 大学", "most:1 (北京 大学)"),
        ("iPhone手机销量", "most:1 (iPhone 手机 机销 销量)"),
        ('"北京大学"', '"北京大学"'),
        ("北京大学 -上海", "most:1 (北京 京大 大学) -上海"),
        ("author:北京大学", "author:北京大学"),
    ],
)
def test_any_part_of_a_run_of_characters(line: str, canonical: str) -> None:
    assert show(join_any(parse(line))) == canonical


@pytest.mark.parametrize("size", [2, 3, 19, 20, 57, 300])
def test_relaxations_reach_one_in_few_steps(size: int) -> None:
    steps = [k for _, k, n in relaxations(parse(" ".join(f"w{i}" for i in range(size)))) if n == size]
    assert steps[0] == size - 1
    assert steps[-1] == 1
    assert steps == sorted(set(steps), reverse=True)
    assert len(steps) <= 21
