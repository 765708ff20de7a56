"""Segments that are merged have every term once, in order, with the articles of all, however much terms look alike."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.article import Article
from searchkit.engines.whoosh.opening import open_generation
from searchkit.engines.whoosh.write import forget_words
from searchkit.engines.whoosh.writer import IndexWriter, prepare

ALIKE = st.builds(
    str.__add__, st.sampled_from(("", "counterr", "counterrevolutio", "straße")), st.text("ab", max_size=4)
)
WORDS = ALIKE.filter(bool)
VALUES = st.builds(
    str.__add__, st.sampled_from(("", "sixteen letters:")), st.text("a\0\xff", min_size=1, max_size=4)
)
ARTICLES = st.tuples(st.lists(WORDS, max_size=5), st.lists(VALUES, max_size=2, unique=True))
BATCHES = st.lists(st.lists(ARTICLES, min_size=1, max_size=3), min_size=1, max_size=4)


@pytest.mark.parametrize("vocabularies", ["one", "many"])
@given(batches=BATCHES, updated=st.booleans())
@settings(max_examples=60)
def test_terms_are_merged(
    vocabularies: str, batches: list[list[tuple[list[str], list[str]]]], updated: bool
) -> None:
    expected: dict[str, dict[str, set[str]]] = {"body": defaultdict(set), "topic_value": defaultdict(set)}
    made: list[list[Article]] = []
    for batch in batches:
        made.append([])
        for words, topics in batch:
            article_id = f"{len(made)}.{len(made[-1])}"
            made[-1].append(
                Article(article_id, "", (" ".join(words),), topics=tuple(topics), digest="0" * 32)
            )
            for word in words:
                expected["body"][word.replace("ß", "ss")].add(article_id)
            for topic in topics:
                expected["topic_value"][topic].add(article_id)
    with tempfile.TemporaryDirectory() as name:
        for part in (made[:1], made[1:]) if updated else (made,):
            write(Path(name), part, forget=vocabularies == "many")
        assert postings(Path(name)) == expected


def write(index: Path, batches: list[list[Article]], *, forget: bool) -> None:
    """Add batches to an index; `forget` numbers the words of each anew, as another process would."""
    with IndexWriter(index, update=True) as writer:
        for number, batch in enumerate(batches):
            if forget:
                forget_words()
            writer.add(prepare(batch, writer.folder / f"batch-{number}"))
        writer.commit({}, {})


def postings(index: Path) -> dict[str, dict[str, set[str]]]:
    """Of two fields the articles of every term, over all segments, which must have their terms in order, each once."""
    found: dict[str, dict[str, set[str]]] = {"body": {}, "topic_value": {}}
    _, segments = open_generation(index)
    for _, segment in segments:
        ids = segment.ids()
        for name, articles_of in found.items():
            field = segment.field(name)
            terms = field.terms.texts()
            assert [t.encode() for t in terms] == sorted({t.encode() for t in terms})
            for number, term in enumerate(terms):
                docs = field.docs.slice(*field.postings(number))
                articles_of.setdefault(term, set()).update(ids[doc] for doc in docs)
        segment.close()
    return found
