"""Marks are true, and the sentences shown are the ones that say most."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis import words
from searchkit.article import Article
from searchkit.query.nodes import (
    And,
    AtLeast,
    DateRange,
    Everything,
    FieldMatch,
    Fuzzy,
    Most,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Same,
    Term,
    Wildcard,
    Word,
)
from searchkit.query.occurrences import occurrences
from searchkit.snippets import Snippet, make, title_marks


def article(*paragraphs: str, title: str = "Untitled") -> Article:
    return Article("a", title, paragraphs)


def shown(found: Article, tree: Query, **options: int) -> list[str]:
    """The snippets, each as `number text` with « » around marks."""
    return [f"{s.paragraph} {drawn(s)}" for s in make(found, tree, **options)]


def drawn(snippet: Snippet) -> str:
    text = snippet.text
    for start, end in reversed(snippet.marks):
        text = f"{text[:start]}«{text[start:end]}»{text[end:]}"
    return text


WAR = "The state of war between neighbours is not a war of states. War powers are another matter."


@pytest.mark.parametrize(
    ("tree", "text", "marked"),
    [
        (Phrase("state of war"), WAR, "The «state of war» between neighbours is not a war of states."),
        (Word("war"), "Wars and war’s end, but not warm.", "«Wars» and «war’s» end, but not warm."),
        (Word("sanctions"), "To sanction Iran.", "To «sanction» Iran."),
        (Phrase("sanctions"), "To sanction is not sanctions.", "To sanction is not «sanctions»."),
        (Word("F-35"), "An F-35 and an F 16 and 35 more.", "An «F-35» and an F 16 and 35 more."),
        (Word("go-go"), "A go-go bar, and go.", "A «go-go» bar, and go."),
        (Word("U.N."), "The UN and the U.N. agree.", "The «UN» and the «U.N.» agree."),
        (Word("erdogan"), "Erdoğan spoke.", "«Erdoğan» spoke."),
        (
            Phrase("to be or not to be"),
            "“To be, or not to be”, he said.",
            "“«To be, or not to be»”, he said.",
        ),
        (Prefix("sanction"), "Sanctioning sanctions.", "«Sanctioning» «sanctions»."),
        (Wildcard("*tion"), "A nation in motion.", "A «nation» in «motion»."),
        (Fuzzy("hezbolah"), "Hezbollah said.", "«Hezbollah» said."),
        (Near("putin assad", 3), "Assad met Mr Putin; Putin left.", "«Assad» met Mr «Putin»; Putin left."),
        (
            Same((Word("irgc"), Phrase("revolutionary guards"))),
            "The Revolutionary Guards (IRGC) denied it.",
            "The «Revolutionary Guards» («IRGC») denied it.",
        ),
        (And((Word("war"), Phrase("state of war"))), "A state of war is war.", "A «state of war» is «war»."),
        (Or((Phrase("a b"), Phrase("b c"))), "Then a b c.", "Then «a b» c."),
        (AtLeast(2, Word("oil")), "Oil for oil.", "«Oil» for «oil»."),
        (Most((Word("oil"), Word("gas")), 1), "Gas only.", "«Gas» only."),
        (Word("北京"), "他们在北京会面。", "他们在«北京»会面。"),
    ],
)
def test_marks(tree: Query, text: str, marked: str) -> None:
    assert shown(article(text), tree) == [f"0 {marked}"]


@pytest.mark.parametrize(
    "tree",
    [
        FieldMatch("author", Word("oil")),
        FieldMatch("name", Phrase("oil")),
        FieldMatch("title", Word("oil")),
        Not(Word("oil")),
        DateRange(None, None),
        Everything(),
    ],
)
def test_what_is_not_looked_for_in_the_text_marks_nothing(tree: Query) -> None:
    found = article("First of all, gas. Then oil.", "Oil again.")
    assert shown(found, tree) == ["0 First of all, gas."]


def test_the_title_is_marked_and_comes_first() -> None:
    found = article("Oil fell.", "Talks went on.", title="Oil and talks")
    assert shown(found, And((Word("oil"), Word("talk")))) == [
        "-1 «Oil» and «talks»",
        "0 «Oil» fell.",
        "1 «Talks» went on.",
    ]
    assert shown(found, FieldMatch("title", Word("oil"))) == ["-1 «Oil» and talks", "0 Oil fell."]
    assert title_marks(found, Word("gas")) == ()
    assert shown(found, Word("talks"), count=0) == ["-1 Oil and «talks»"]


def test_the_best_sentences_are_shown_in_reading_order() -> None:
    found = article(
        "Oil once. Oil twice, oil again.",
        "Nothing here.",
        "Oil and gas. Rain.",
        "Gas and coal meet oil. Oil.",
    )
    tree = Or((Word("oil"), Word("gas"), Word("coal")))
    assert shown(found, tree, count=1) == ["3 «Gas» and «coal» meet «oil»."]
    assert shown(found, tree, count=2) == ["2 «Oil» and «gas».", "3 «Gas» and «coal» meet «oil»."]
    assert shown(found, tree, count=3) == [
        "0 «Oil» twice, «oil» again.",
        "2 «Oil» and «gas».",
        "3 «Gas» and «coal» meet «oil».",
    ]


def test_every_term_is_shown_before_any_is_shown_again() -> None:
    found = article("Oil and gas. More oil and gas. Oil, gas, oil, gas.", "Only coal.")
    assert shown(found, Or((Word("oil"), Word("gas"), Word("coal"))), count=2) == [
        "0 «Oil», «gas», «oil», «gas».",
        "1 Only «coal».",
    ]


def test_a_sentence_stop_inside_a_phrase_does_not_part_it() -> None:
    found = article("He met Bros. Grimm in Kassel. Then he left.")
    assert shown(found, Phrase("kassel then")) == ["0 He met Bros. Grimm in «Kassel. Then» he left."]


@pytest.mark.parametrize(
    ("width", "marked"),
    [
        (200, "One two three four five six seven eight «nine» ten eleven twelve thirteen fourteen."),
        (40, "…six seven eight «nine» ten eleven…"),
        (18, "…eight «nine» ten…"),
        (3, "…«nine»…"),
    ],
)
def test_long_sentences_are_cut_between_words(width: int, marked: str) -> None:
    found = article("One two three four five six seven eight nine ten eleven twelve thirteen fourteen.")
    assert shown(found, Word("nine"), width=width) == [f"0 {marked}"]


def test_a_long_sentence_keeps_the_part_with_most_terms() -> None:
    filler = "words " * 20
    found = article(f"Oil {filler}oil oil {filler}oil and gas {filler}end.")
    assert shown(found, Or((Word("oil"), Word("gas"))), width=30) == ["0 …words «oil» and «gas» words…"]


def test_text_without_spaces_is_cut_too() -> None:
    found = article("中" * 50 + "北京" + "国" * 50)
    (text,) = shown(found, Word("北京"), width=20)
    assert text == f"0 …{'中' * 8}«北京»{'国' * 8}…"


def test_an_article_without_text_has_no_snippets() -> None:
    assert make(article(), Word("oil")) == ()


WORDS = st.sampled_from(
    [
        "war",
        "wars",
        "of",
        "state",
        "the",
        "U.S.",
        "Mr.",
        "Bolton’s",
        "end",
        "Iran-led",
        "3.5",
        "F-35",
        "naïve",
        "北京",
    ]
)
STOPS = st.sampled_from(["", "", "", ".", ". “", ",", "?”", " –"])
PARAGRAPHS = st.lists(
    st.lists(st.tuples(WORDS, STOPS), min_size=1, max_size=30).map(
        lambda run: " ".join(w + s for w, s in run)
    ),
    min_size=1,
    max_size=4,
)
PHRASES = st.lists(WORDS, min_size=1, max_size=3).map(lambda run: Phrase(" ".join(run)))
TERMS: st.SearchStrategy[Term] = st.one_of(
    WORDS.map(Word),
    PHRASES,
    st.sampled_from([Prefix("wa"), Wildcard("*a*"), Fuzzy("wart"), Near("war state", 2), Near("of the", 0)]),
    st.lists(st.one_of(WORDS.map(Word), PHRASES), min_size=2, max_size=3).map(lambda some: Same(tuple(some))),
)


@given(PARAGRAPHS, st.lists(TERMS, min_size=1, max_size=3), st.integers(1, 80), st.integers(1, 5))
def test_every_mark_is_true(paragraphs: list[str], terms: list[Term], width: int, count: int) -> None:
    tree: Query = Or(tuple(terms)) if len(terms) > 1 else terms[0]
    found = article(*paragraphs, title=paragraphs[0])
    snippets = make(found, tree, count=count, width=width)
    bodies = [s for s in snippets if s.field == "body"]
    assert 0 < len(bodies) <= count
    assert bodies == sorted(bodies, key=lambda s: s.paragraph)
    for snippet in snippets:
        origin = found.title if snippet.field == "title" else paragraphs[snippet.paragraph]
        assert snippet.text.strip("…") in origin
        longest = max((end - start for start, end in snippet.marks), default=0)
        assert snippet.field == "title" or len(snippet.text) <= max(width, longest + 2)
        free = 0
        for start, end in snippet.marks:
            assert free <= start < end <= len(snippet.text)
            free = end
            assert any(matches(term, snippet.text[start:end]) for term in terms)
    evident = any(occurrences(term, words(p)) for term in terms for p in paragraphs)
    assert evident == any(s.marks for s in bodies)


def matches(term: Term, marked: str) -> bool:
    if isinstance(term, Near):
        return words(marked)[0] in words(term.text)
    return bool(occurrences(term, words(marked)))
