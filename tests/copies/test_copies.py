"""Copies are joined into stories and other articles on the same matter are not.

The labelled set is made from the sample archive: every article is edited as papers edit agency stories
(trimmed, another headline, a corrected paragraph, reworded, a new lead), by up to 30 %, and is followed up by
a new article that repeats the background of the old one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit import copies
from searchkit.analysis import words
from searchkit.article import Article, DateSpan
from searchkit.engines.whoosh.segment import SegmentFile
from searchkit.engines.whoosh.sketches import read_sketches
from searchkit.engines.whoosh.writer import prepare
from searchkit.ingest import ReadOptions, plan, read, walk

CORPUS = Path(__file__).parents[2] / "corpus"
DAY = date(2018, 8, 30)
COPIES_IN_CORPUS = {"suez-refloated", "texts/wto-appellate-copy"}

FILLER = [
    "A spokesman for the ministry declined to comment when he was reached by telephone late in the evening.",
    "Analysts had expected something of the kind for weeks, although few of them had said so in public.",
    "The weather in the capital was mild for the season, and the cafes along the river were full until late.",
    "Two people with knowledge of the matter asked not to be named because they might not speak about it.",
    "Newspapers on both sides of the border gave the affair their front pages and called for calm.",
    "Earlier attempts had come to nothing, for reasons on which the participants have never agreed.",
    "Shares in the companies concerned hardly moved, which brokers put down to the holiday alone.",
    "The committee will meet again in the second week of next month, behind closed doors as ever.",
    "Schoolchildren waved paper flags at the motorcade, which had left the airport forty minutes late.",
    "Whether the money will be found this year is a question that nobody in the building would answer.",
    "An older generation remembers how the last promise of this sort was kept, and is not surprised.",
    "The report runs to three hundred pages, most of them tables, in an edition of five hundred copies.",
]


def article(identity: str, sentences: list[list[str]], day: date = DAY, title: str = "A headline") -> Article:
    paragraphs = tuple(" ".join(paragraph) for paragraph in sentences if paragraph)
    return Article(identity, title, paragraphs, published=DateSpan(day, day))


def sketch(articles: Iterable[Article]) -> copies.Sketches:
    """The sketches of articles, word by word."""
    every = list(articles)
    texts = [[word for paragraph in each.paragraphs for word in words(paragraph)] for each in every]
    return copies.sketches(hashed([words(each.title) for each in every]), hashed(texts))


def hashed(texts: list[list[str]]) -> copies.Words:
    hashes = [copies.word_hash(word) for text in texts for word in text]
    return copies.Words(np.array(hashes, np.uint32), np.array([len(text) for text in texts], np.int64))


def story_of(*articles: Article) -> dict[str, str]:
    """The id of every article that has copies, and that of the article that stands for its story."""
    texts = [copies.read(each) for each in articles]
    pairs = [
        (a, b) for a, b in copies.candidates([sketch(articles)]) if copies.are_copies(texts[a], texts[b])
    ]
    order = sorted(
        range(len(articles)),
        key=lambda at: (texts[at].day or 1 << 30, -len(texts[at].letters), articles[at].id),
    )
    place = {at: number for number, at in enumerate(order)}
    return {
        articles[at].id: articles[min(story, key=place.__getitem__)].id
        for story in copies.stories(pairs, place)
        for at in story
    }


def sentences_of(base: Article) -> list[list[str]]:
    return [re.split(r"(?<=[.!?]) ", paragraph) for paragraph in base.paragraphs]


Edit = Callable[[list[list[str]], random.Random], list[list[str]]]


def trimmed(text: list[list[str]], _rng: random.Random) -> list[list[str]]:
    left = 0.7 * sum(len(paragraph) for paragraph in text)
    kept = []
    for paragraph in text:
        kept.append(paragraph[: round(left)])
        left -= len(kept[-1])
    return kept


def thinned(text: list[list[str]], rng: random.Random) -> list[list[str]]:
    return [[sentence for sentence in paragraph if rng.random() > 0.3] for paragraph in text]


def corrected(text: list[list[str]], rng: random.Random) -> list[list[str]]:
    """The paragraph nearest to a fifth of the text rewritten."""
    total = sum(len(p) for p in text)
    at = min(range(len(text)), key=lambda n: abs(len(text[n]) - total / 5))
    return [*text[:at], rng.sample(FILLER, max(1, len(text[at]))), *text[at + 1 :]]


def new_lead(text: list[list[str]], rng: random.Random) -> list[list[str]]:
    cut = thinned(text, rng)[1:]
    return [rng.sample(FILLER, 2), *(cut if sum(map(len, cut)) > 0.6 * sum(map(len, text)) else text[1:])]


def exchanged(sentence: str, share: float, rng: random.Random) -> str:
    words = " ".join(FILLER).split()
    return " ".join(rng.choice(words) if rng.random() < share else word for word in sentence.split())


def reworded(text: list[list[str]], rng: random.Random) -> list[list[str]]:
    """One word in seven another one."""
    return [[exchanged(sentence, 1 / 7, rng) for sentence in paragraph] for paragraph in text]


def reset(text: list[list[str]], _rng: random.Random) -> list[list[str]]:
    """Other quotes and dashes, capitals in the lead, paragraphs run together, an agency's line at the end."""
    plain = str.maketrans("“”‘’–—", "\"\"''--")
    flat = [sentence.translate(plain) for paragraph in text for sentence in paragraph]
    return [
        [flat[0].upper(), *flat[1:6]],
        flat[6:],
        ["(Reporting by our own correspondents; editing by the night desk)"],
    ]


def mixed(text: list[list[str]], rng: random.Random) -> list[list[str]]:
    """A tenth of the sentences gone, a tenth exchanged, a word in thirty another one."""
    out: list[list[str]] = []
    for paragraph in text:
        out.append([])
        for sentence in paragraph:
            chance = rng.random()
            if chance < 0.1:
                continue
            kept = rng.choice(FILLER) if chance < 0.2 else sentence
            out[-1].append(exchanged(kept, 1 / 30, rng))
    return out


EDITS: list[Edit] = [trimmed, thinned, corrected, new_lead, reworded, reset, mixed]


def follow_up(text: list[list[str]], news: list[str]) -> list[list[str]]:
    """News that repeat up to 30 % of the old article as background."""
    background: list[list[str]] = []
    total = sum(len(sentence) for paragraph in text for sentence in paragraph)
    for paragraph in reversed(text):
        if sum(len(s) for p in [*background, paragraph] for s in p) <= 0.3 * total:
            background.append(paragraph)
    return [news[:4], news[4:9], *background, news[9:]]


def market_report(rng: random.Random, news: list[str]) -> list[list[str]]:
    """What an agency writes every evening: the same sentences with other figures, and some news."""
    move, share = rng.choice([("rose", "higher"), ("fell", "lower")]), rng.randint(2, 90) / 100
    return [
        [
            f"Shares {move[0]} on the harbour exchange on {rng.choice(['oil', 'banks', 'trade'])}. {news[0]}",
            news[1],
        ],
        [f"The broad index of the exchange {move[0]} {share} percent to close at {rng.randint(4000, 6000)}."],
        [
            f"The index of shipping companies ended {move[1]} by {rng.randint(2, 90) / 100} percent.",
            *news[2:4],
        ],
        [f"Volume was {rng.randint(50, 99) / 10} million, against 6.8 million a day in the last year."],
        [
            "Advancing stocks outnumbered declining ones by about three to two on the harbour exchange.",
            *news[4:6],
        ],
    ]


@pytest.fixture(scope="module")
def bases() -> list[Article]:
    units = plan(walk([CORPUS]), ReadOptions())
    articles = [item for unit in units for item in read(unit) if isinstance(item, Article)]
    own = [a for a in articles if a.id not in COPIES_IN_CORPUS and 200 <= len(a.text.split()) <= 900]
    assert len(own) >= 25
    return own


def test_labelled_copies_are_joined_and_nothing_else(bases: list[Article]) -> None:
    archive: list[Article] = []
    labelled: list[tuple[str, str]] = []
    others = list(combinations([base.id for base in bases], 2))

    def add(each: Article) -> str:
        archive.append(each)
        return each.id

    def news(number: int, count: int, place: int) -> list[str]:
        """Sentences no two of which stand together anywhere else."""
        texts = [sentences_of(bases[(number + n) % len(bases)]) for n in range(1, count + 1)]
        return [text[number % len(text)][place] for text in texts]

    for number, base in enumerate(bases):
        text = sentences_of(base)
        add(article(base.id, text))
        for edit in EDITS:
            rng = random.Random(f"{base.id} {edit.__name__}")  # noqa: S311  the same edits every time
            day = DAY + timedelta(rng.randint(0, 3))
            edited = article(f"{base.id} {edit.__name__}", edit(text, rng), day, "Another headline")
            labelled.append((base.id, add(edited)))
        after = article(f"after-{base.id}", follow_up(text, news(number, 16, 0)), DAY + timedelta(1))
        others.append((base.id, add(after)))
    for number in range(12):
        report = market_report(random.Random(number), news(3 * number, 6, -1))  # noqa: S311  the same every time
        add(article(f"report-{number}", report, DAY + timedelta(number)))
    others += combinations([f"report-{number}" for number in range(12)], 2)

    story = story_of(*archive)
    joined = [(a, b) for a, b in labelled if a in story and story[a] == story.get(b)]
    strangers = {one: standing for one, standing in story.items() if one.split()[0] != standing.split()[0]}
    assert strangers == {}
    assert not [(a, b) for a, b in others if a in story and story[a] == story.get(b)]
    assert len(labelled) >= 40
    assert len(others) >= 40
    assert len(joined) >= 0.95 * len(labelled), sorted(set(labelled) - set(joined))


TEXT = [FILLER[:4], FILLER[4:8], FILLER[8:]]


def test_the_earliest_stands_for_a_story_and_among_undated_the_longest() -> None:
    late, early = article("a", TEXT, DAY), article("b", TEXT[:2], DAY - timedelta(2))
    undated = replace(article("c", [*TEXT, ["More."]]), published=None)
    assert set(story_of(late, early, undated).values()) == {"b"}
    shorter = replace(article("d", TEXT[:2]), published=None)
    assert set(story_of(shorter, undated).values()) == {"c"}
    assert set(story_of(late, undated).values()) == {"a"}


def test_the_order_of_the_articles_does_not_matter() -> None:
    articles = [article(name, TEXT[: 2 + n % 2], DAY + timedelta(n)) for n, name in enumerate("abcdef")]
    assert story_of(*articles) == story_of(*reversed(articles)) == dict.fromkeys("abcdef", "a")


def test_a_story_with_a_thousand_copies_is_one_story() -> None:
    text = [[*paragraph, str(n)] for n, paragraph in enumerate(TEXT)]
    articles = [article(str(n), [*text, [f"Page {n}"]], DAY + timedelta(n % 5)) for n in range(1000)]
    story = story_of(*articles)
    assert len(story) == 1000
    assert len(set(story.values())) == 1


def test_a_short_text_needs_the_same_title_too() -> None:
    stub = [["Subscribers can read this article in full."]]
    one, other = article("a", stub, title="Ships sail"), article("b", stub, title="Banks close")
    assert story_of(one, other) == {}
    assert story_of(one, replace(one, id="c")) == {"a": "a", "c": "a"}


def test_a_brief_is_no_copy_of_the_survey_that_contains_it() -> None:
    brief, survey = article("a", [FILLER[:4]]), article("b", [FILLER * 2])
    assert copies.shared(copies.read(brief), copies.read(survey)) == (1.0, 1.0)
    assert story_of(brief, survey) == {}


def test_a_chain_of_changes_does_not_join_its_ends() -> None:
    steps = [article(str(n), [FILLER[n : n + 4]], DAY + timedelta(n)) for n in range(8)]
    story = story_of(*steps)
    assert len(story) >= 6
    assert story.get("0", "alone") != story.get("7")


@pytest.mark.parametrize("text", ["", "Short.", "漢字" * 400, "نص " * 300, "é" * 2000])
def test_any_text_has_a_sketch(text: str) -> None:
    one = Article("a", "T", (text,) if text else ())
    sketches = sketch([one, replace(one, id="b")])
    first, second = (sketches.hashes[start:end].tolist() for start, end in pairwise(sketches.starts))
    assert first == second
    assert len(first) <= 300
    assert not first or text


def test_a_sketch_does_not_depend_on_the_articles_beside_it() -> None:
    articles = [article(str(n), [FILLER[n : n + 5]]) for n in range(6)]
    together = sketch(articles)
    apart = copies.Sketches.joined(sketch([each]) for each in articles)
    for one, other in ((together.hashes, apart.hashes), (together.starts, apart.starts)):
        assert one.tolist() == other.tolist()


@given(
    texts=st.lists(st.sets(st.integers(0, 40), max_size=12), max_size=60),
    cuts=st.sets(st.integers(0, 60), max_size=4),
    at_once=st.integers(1, 200),
)
def test_candidates_are_the_same_however_many_are_looked_at_at_once(
    tmp_path_factory: pytest.TempPathFactory, texts: list[set[int]], cuts: set[int], at_once: int
) -> None:
    def lot(some: list[set[int]]) -> copies.Sketches:
        hashes = [sorted(number * 104_729_993 % (1 << 32) for number in text) for text in some]
        return copies.Sketches(
            np.array([16 * len(each) for each in hashes], np.uint32),
            np.cumsum([0, *map(len, hashes)]),
            np.array([each for every in hashes for each in every], np.uint32),
        )

    bounds = sorted({0, len(texts), *(cut for cut in cuts if cut < len(texts))})
    lots = [lot(texts[first:last]) for first, last in pairwise(bounds)]
    folder = tmp_path_factory.mktemp("pairs")
    assert list(copies.candidates(lots, folder, at_once)) == list(copies.candidates([lot(texts)]))
    assert not list(folder.iterdir())


def test_nothing_has_no_stories() -> None:
    assert story_of() == {}


def test_an_index_keeps_these_sketches(tmp_path: Path, bases: list[Article]) -> None:
    strange = [
        Article("s", "U.N. «Erdoğan’s»", ("Iran’s F-35, 北京和上海. Don't.", "İstanbul; x-y.")).with_digest()
    ]
    every = [*(base.with_digest() for base in bases), *strange]
    stored = read_sketches(SegmentFile(prepare(every, tmp_path / "batch").path, trusted=True))
    for one, other in zip(
        (stored.lengths, stored.starts, stored.hashes), vars(sketch(every)).values(), strict=True
    ):
        assert one.tolist() == other.tolist()


def test_a_text_that_repeats_itself_has_copies_too() -> None:
    text = ["The harbour of Rotterdam was closed on Monday after a tanker lost its oil in the fairway."] * 6
    assert story_of(article("a", [text]), article("b", [text], title="Another")) == {"a": "a", "b": "a"}
