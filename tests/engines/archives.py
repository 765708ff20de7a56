"""Archives for hypothesis, over so few words that everything meets everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from searchkit.article import Article, Author, DateSpan, Name, month_end

WORDS = (
    "iran", "Iran's", "iranian", "sanction", "sanctions", "sanctioned", "war", "Wars", "state", "states", "of",
    "the", "to", "be", "F-35", "U.N.", "Erdoğan", "erdogan", "北京大学", "京", "talks", "talking", "deal",
)  # fmt: skip
_texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
_days = st.dates(date(2017, 11, 1), date(2019, 2, 28))
_people = ("John Bolton", "J. Bolton", "Bolton, John R.", "Ann de la Cruz", "Reuters Staff")


@st.composite
def _spans(draw: st.DrawFn) -> DateSpan:
    day = draw(_days)
    match draw(st.sampled_from(("day", "month", "year"))):
        case "day":
            return DateSpan(day, day)
        case "month":
            return DateSpan(day.replace(day=1), month_end(day.year, day.month))
        case _:
            return DateSpan(date(day.year, 1, 1), date(day.year, 12, 31))


@st.composite
def _names(draw: st.DrawFn) -> Name:
    text, kind = draw(
        st.sampled_from(
            (("Iran", "place"), ("IRGC", "organisation"), ("Bolton", "person"), ("Ann Cruz", "person"))
        )
    )
    return Name(
        text, kind, 0, 0, len(text), draw(st.sampled_from(("", "John Bolton", "Islamic State of Iran")))
    )


_articles = st.builds(
    Article,
    id=st.just(""),
    title=_texts,
    paragraphs=st.lists(_texts, max_size=3).map(tuple),
    authors=st.lists(
        st.builds(Author, st.sampled_from(_people), st.sampled_from(("", *_people))), max_size=2
    ).map(tuple),
    published=st.none() | _spans(),
    source=st.sampled_from(("", "Policy Review", "The State")),
    language=st.sampled_from(("", "en", "en-US")),
    topics=st.lists(st.sampled_from(("iran", "state of war")), max_size=2, unique=True).map(tuple),
    names=st.lists(_names(), max_size=2).map(tuple),
    path=st.sampled_from(("a.txt", "b.txt")),
)


@st.composite
def archives(draw: st.DrawFn, max_size: int = 12) -> list[Article]:
    """Articles with ids a0, a1 … in no particular order."""
    articles = draw(st.lists(_articles, min_size=0, max_size=max_size))
    articles = [a if a.paragraphs else replace(a, names=()) for a in articles]  # names stand in paragraphs
    order = draw(st.permutations(range(len(articles))))
    return [replace(a, id=f"a{n}").with_digest() for a, n in zip(articles, order, strict=True)]


@st.composite
def stories(draw: st.DrawFn, articles: list[Article]) -> list[list[str]]:
    """Some articles in groups of two and more, as if they were copies; by their ids."""
    ids = draw(st.permutations([article.id for article in articles]))
    sizes = draw(st.lists(st.integers(2, 4), max_size=4))
    groups = [ids[sum(sizes[:n]) : sum(sizes[: n + 1])] for n in range(len(sizes))]
    return [group for group in groups if len(group) > 1]
