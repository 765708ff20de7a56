"""Facets, timelines, concordances and names that stand together count what a search finds, one by one."""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import searchkit
from searchkit.cli.app import app
from searchkit.snippets.sentences import sentences

EXAMPLES = int(os.environ.get("SEARCHKIT_EXAMPLES", "6"))
SENTENCES = (
    "Iran’s Islamic Revolutionary Guard Corps (IRGC) held a parade in Tehran.",
    "The Islamic Revolutionary Guard Corps denied it, and so did Hassan Nasrallah.",
    "Officers of the IRGC spoke to Hezbollah in Beirut.",
    "Hezbollah answered, and Hassan Nasrallah and Fouad Siniora left the talks in Beirut.",
    "Hizbullah refused. Hassan Nasrallah wrote to Fouad Siniora about the talks.",
    "Oil fell on Monday. The sanctions on oil came back.",
    "TEHRAN was calm while oil rose.",
)
_paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join)
_articles = st.fixed_dictionaries(
    {
        "title": st.sampled_from(("Talks", "Oil", "Guards in Tehran")),
        "text": st.lists(_paragraphs, min_size=1, max_size=3).map("\n\n".join),
        "author": st.sampled_from(
            ("", "John R. Bolton", "Bolton, John R.", "JOHN BOLTON", "Ann Smith", "Ann Smith and J. Bolton")
        ),
        "date": st.sampled_from(("", "2018-08-14", "2018-08", "2018", "2019-01-02", "2021-03-04")),
        "source": st.sampled_from(("", "Policy Review", "Northgate Courier")),
        "topics": st.lists(st.sampled_from(("oil", "war", "parades")), max_size=2, unique=True),
    }
)
_archives = st.lists(_articles, min_size=1, max_size=8)
_queries = st.sampled_from(
    (
        "*",
        "oil",
        "talks -oil",
        '"left the talks"',
        "hezbollah OR irgc",
        "oil talks guards",
        "since:2018-08 iran",
        "zz",
    )
)
FIELDS = ("author", "source", "name", "person", "org", "place", "topic", "year")
Json = Any


class Archive:
    """The program, run in this process on one archive."""

    def __init__(self, index: Path) -> None:
        self._index = index

    def __call__(self, *args: str) -> str:
        before = args.index("--") if "--" in args else len(args)
        line = [*args[:before], "--index", str(self._index), *args[before:]]
        ran = CliRunner(env={"HOME": str(self._index)}).invoke(app, line, catch_exceptions=False)
        assert ran.exit_code in (0, 1), ran.stderr
        return ran.stdout

    def json(self, *args: str) -> Json:
        return json.loads(self(*args, "--json"))

    def hits(self, query: str, *options: str) -> list[Json]:
        """All articles found, whole."""
        found = self("search", query, *options, "--ids", "-n", "999").split()
        return [self.json("show", article_id) for article_id in found]


@contextmanager
def archive(articles: Sequence[Json]) -> Iterator[Archive]:
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        for number, article in enumerate(articles):
            (corpus / f"{number}.jsonl").write_text(json.dumps({"id": f"a{number}", **article}))
        searchkit.rebuild(corpus, Path(folder, "index"), workers=1)
        yield Archive(Path(folder, "index"))


def values(article: Json, field: str) -> set[str]:
    """The values an article has in a field, each form by itself."""
    match field:
        case "author":
            return {author["name"] for author in article["authors"]}
        case "source":
            return {article["source"]} - {""}
        case "topic":
            return set(article["topics"])
        case "year":
            return {article["published"][:4]} if article["published"] else set()
        case _:
            kinds = {"org": "organisation"}
            return {
                name["canonical"]
                for name in article["names"]
                if field == "name" or name["kind"] == kinds.get(field, field)
            }


def counted(hits: Sequence[Json], held: Callable[[Json], set[str]]) -> dict[str, int]:
    return dict(Counter(value for hit in hits for value in held(hit)))


def one_name(groups: Sequence[Sequence[str]]) -> dict[str, str]:
    """Each form -> the name its group goes by."""
    found = {form: group[0] for group in groups for form in group}
    assert len(found) == sum(map(len, groups))  # no form is counted twice
    return found


def check_facets(program: Archive, query: str, hits: Sequence[Json], *options: str) -> None:
    of = ("--of", ",".join(FIELDS), "-n", "999")
    joined = program.json("facets", query, *of, *options)
    people = program.json("authors")["authors"]
    printed = {p["printed"]: who["name"] for who in people for p in who["printings"]}
    for field in FIELDS:
        own = [record for record in joined["facets"] if record["field"] == field]
        assert joined["values"][field] == len(own)
        if field == "author":
            by_person = counted(hits, lambda hit: {printed[author["printed"]] for author in hit["authors"]})
            assert {record["value"]: record["articles"] for record in own} == by_person
            continue
        name_of = one_name([record["forms"] or [record["value"]] for record in own])
        together = counted(hits, lambda hit: {name_of[value] for value in values(hit, field)})  # noqa: B023
        assert {record["value"]: record["articles"] for record in own} == together


def check_plain_facets(program: Archive, query: str, *options: str) -> None:
    options = (*options, "--no-aliases", "--no-variants")
    hits = program.hits(query, *options)
    found = program.json("facets", query, "--of", ",".join(FIELDS), "-n", "999", *options)["facets"]
    for field in FIELDS:
        own = {each["value"]: each["articles"] for each in found if each["field"] == field}
        assert own == Counter(value for hit in hits for value in values(hit, field))


def check_timelines(program: Archive, query: str, hits: Sequence[Json]) -> None:
    for by, size in (("year", 4), ("month", 7)):
        found = program.json("timeline", query, "--by", by)
        dates = [hit["published"] or "" for hit in hits]
        assert found["undated"] == dates.count("")
        assert found["vague"] == sum(0 < len(date) < size for date in dates)
        exact = Counter(date[:size] for date in dates if len(date) >= size)
        assert {period["first"][:size]: period["articles"] for period in found["periods"]} == exact
        as_written = program.hits(query, "--no-aliases")
        for field in ("author", "source", "topic", "name"):
            check_split(program, query, as_written, by, size, field)


def check_split(program: Archive, query: str, hits: Sequence[Json], by: str, size: int, field: str) -> None:
    found = program.json("timeline", query, "--by", by, "--split", field, "-n", "2", "--no-aliases")
    shown = {each["value"] for each in found["values"]} - {None}
    assert len(shown) <= 2
    expected = Counter[tuple[str, str | None]]()
    for hit in hits:
        if len(hit["published"] or "") >= size:
            mine = values(hit, field) & shown
            expected.update((hit["published"][:size], value) for value in mine or {None})
    periods = {(p["first"][:size], p["value"]): p["articles"] for p in found["periods"]}
    assert {place: articles for place, articles in periods.items() if articles} == expected
    totals = Counter[str | None]()
    for (_, value), articles in periods.items():
        totals[value] += articles
    assert {each["value"]: each["articles"] for each in found["values"]} == totals


def check_company(program: Archive, query: str, name: str) -> None:
    for options in ((), ("--no-aliases", "--no-variants")):
        hits = program.hits(query, "-e", name, *options)
        for within in ("sentence", "paragraph", "article"):
            found = program.json("cooccur", name, query, "--within", within, "-n", "999", *options)
            assert found["articles"] == len(hits)
            assert found["articles"] == int(program("search", "-c", query, "-e", name, *options))
            others = {(each["name"], each["kind"]): each for each in found["names"]}
            counts = [each[f"{within}s"] for each in found["names"]]
            assert counts == sorted(counts, reverse=True)
            assert 0 not in counts
            expected = recounted(hits, found, meant_by(program, name, options))
            assert others.keys() == expected.keys()
            for key, three in expected.items():
                each = others[key]
                assert (each["sentences"], each["paragraphs"], each["articles"]) == three


def meant_by(program: Archive, name: str, options: Sequence[str]) -> set[str]:
    """The names that are one with a name, as the archive has learnt."""
    if options:
        return {name}
    found = program.json("facets", "*", "--of", "person,org,place", "-n", "999")["facets"]
    groups = [set(each["forms"]) for each in found if name in each["forms"]]
    return {name}.union(*groups)


def recounted(
    hits: Sequence[Json], found: Json, meant: set[str]
) -> Mapping[tuple[str, str], tuple[int, int, int]]:
    """The sentences, paragraphs and articles that have both names, counted from what `show` prints."""
    forms = {(form, each["kind"]): each["name"] for each in found["names"] for form in each["forms"]}
    places: list[set[tuple[str, str, Any]]] = [set(), set(), set()]
    for hit in hits:
        mentions = [(*where(hit, mention), mention) for mention in hit["names"]]
        theirs = [m for m in mentions if m[2]["canonical"] in meant]
        for paragraph, sentence, mention in mentions:
            if mention["canonical"] in meant:
                continue
            kind = {"organisation": "org"}.get(mention["kind"], mention["kind"])
            other = (forms.get((mention["canonical"], kind), mention["canonical"]), kind)
            if any(m[:2] == (paragraph, sentence) for m in theirs):
                places[0].add((*other, (hit["id"], paragraph, sentence)))
            if any(m[0] == paragraph for m in theirs):
                places[1].add((*other, (hit["id"], paragraph)))
            if theirs:
                places[2].add((*other, hit["id"]))
    unit = ("sentence", "paragraph", "article").index(found["within"])
    by_name = [Counter((name, kind) for name, kind, _ in each) for each in places]
    return {key: (by_name[0][key], by_name[1][key], by_name[2][key]) for key in by_name[unit]}


def where(article: Json, mention: Json) -> tuple[int, int]:
    """The numbers of the paragraph, and of the sentence in it, that a name of an article stands in."""
    before = article["text"][: mention["start"]]
    paragraph = before.count("\n\n")
    start = mention["start"] - (before.rfind("\n\n") + 2 if paragraph else 0)
    bounds = sentences(article["text"].split("\n\n")[paragraph])
    return paragraph, sum(first <= start for first, _ in bounds)


@given(articles=_archives, query=_queries, copies=st.booleans())
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_count_is_one_of_articles_found(articles: list[Json], query: str, copies: bool) -> None:
    options = ("--copies",) if copies else ()
    with archive(articles) as program:
        hits = program.hits(query, *options)
        total = int(program("search", "-c", query, *options))
        assert total == len(hits)
        for command in ("facets", "timeline", "kwic"):
            assert program.json(command, query, *options)["total"] == total
        assert program.json("names", query, *options)["articles"] == total
        check_facets(program, query, hits, *options)
        check_plain_facets(program, query, *options)
        check_timelines(program, query, program.hits(query))
        check_company(program, query, "Hezbollah")


@pytest.mark.parametrize("query", ["*", "talks"])
def test_a_facet_counts_what_a_search_for_its_value_finds(query: str) -> None:
    people = ("John R. Bolton", "Bolton, John R.", "J. Bolton", "Ann Smith")
    articles = [
        {
            "title": f"Talks {n}",
            "text": f"{SENTENCES[n]} Talks number {n}.",
            "author": who,
            "source": f"Paper {n % 2}",
        }
        for n, who in enumerate(people)
    ]
    with archive(articles) as program:
        for field, option in (("author", "-a"), ("source", "--source"), ("name", "-e"), ("year", "--on")):
            for record in program.json("facets", query, "--of", field, "--copies")["facets"]:
                narrowed = program("search", "-c", query, option, record["value"], "--copies")
                assert record["articles"] == int(narrowed), record
        (bolton, _) = program.json("facets", query, "--of", "author")["facets"]
        assert (bolton["value"], bolton["articles"], len(bolton["forms"])) == ("John R. Bolton", 3, 3)
        assert "John R. Bolton (3 printings)  3  " in program("facets", query, "--of", "author")
        apart = program.json("facets", query, "--of", "author", "--no-aliases")["facets"]
        assert [record["articles"] for record in apart] == [2, 1, 1]
