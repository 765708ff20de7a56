"""Citations in every style: authors of every kind, dates as precise as they are, hostile text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.archive.cite import STYLES, Style, cite, document, reference
from searchkit.archive.cite.people import CitedAuthor, cited_author
from searchkit.article import Article, Author, DateSpan

PEOPLE = {
    "John R. Bolton": CitedAuthor("Bolton", "John R."),
    "Bolton, John R.": CitedAuthor("Bolton", "John R."),
    "Ursula von der Leyen": CitedAuthor("Leyen", "Ursula", "von der"),
    "Leyen, Ursula von der": CitedAuthor("Leyen", "Ursula", "von der"),
    "Bashar al-Assad": CitedAuthor("Assad", "Bashar", "al-"),
    "Robert De Niro": CitedAuthor("De Niro", "Robert"),
    "Mohammed bin Salman": CitedAuthor("bin Salman", "Mohammed"),
    "Martin Luther King Jr.": CitedAuthor("King", "Martin Luther", suffix="Jr."),
    "Doe, Jane, Jr.": CitedAuthor("Doe", "Jane", suffix="Jr."),
    "George W. Bush III": CitedAuthor("Bush", "George W.", suffix="III"),
    "KIM Jong-un": CitedAuthor("Kim", "Jong-un", family_first=True),
    "Conan O'Brien": CitedAuthor("O'Brien", "Conan"),
    "Madonna": CitedAuthor("Madonna"),
    "Reuters Staff": CitedAuthor(literal="Reuters Staff"),
    "王伟": CitedAuthor(literal="王伟"),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_the_parts_of_a_name(name: str) -> None:
    assert cited_author(Author(name)) == PEOPLE[name]


def article(*authors: str, day: str = "", title: str = "Guards pull back", **known: str) -> Article:
    published = DateSpan.from_iso(day) if day else None
    return Article("deal", title, ("One.", "Two."), tuple(map(Author, authors)), published, **known)


def cited(style: Style, one: Article, paragraph: int | None = None) -> tuple[str, str]:
    citation = cite([reference(one, paragraph)], style)[0]
    return citation.entry, citation.in_text


CHICAGO = [
    (
        article("Jane Doe", day="2018-08-14", source="The Policy Review", url="https://x.org/a"),
        "Doe, Jane. “Guards pull back.” Policy Review, August 14, 2018. https://x.org/a.",
        "Jane Doe, “Guards pull back,” Policy Review, August 14, 2018, para. 2, https://x.org/a.",
    ),
    (
        article("Martin Luther King Jr.", "Ursula von der Leyen", day="2018-08", source="Times"),
        "King, Martin Luther, Jr., and Ursula von der Leyen. “Guards pull back.” Times, August 2018.",
        "Martin Luther King Jr. and Ursula von der Leyen, “Guards pull back,” Times, August 2018, para. 2.",
    ),
    (
        article(
            "Ursula von der Leyen", "Reuters Staff", "KIM Jong-un", "Jane Doe", day="2018", source="Times"
        ),
        "Leyen, Ursula von der, Reuters Staff, Kim Jong-un, and Jane Doe. “Guards pull back.” Times, 2018.",
        "Ursula von der Leyen et al., “Guards pull back,” Times, 2018, para. 2.",
    ),
    (
        article(source="The Times", title="Who says “no deal”?"),
        "Times. “Who says ‘no deal’?” n.d.",
        "“Who says ‘no deal’?,” Times, n.d., para. 2.",
    ),
    (
        article(title='A "state of war"'),
        "“A ‘state of war.’” n.d.",
        "“A ‘state of war,’” n.d., para. 2.",
    ),
]


@pytest.mark.parametrize(("one", "entry", "note"), CHICAGO)
def test_chicago(one: Article, entry: str, note: str) -> None:
    assert cited("chicago", one) == (entry, "")
    assert cited("chicago", one, 1) == (entry, note)


def test_chicago_names_the_first_seven_of_more_than_ten() -> None:
    entry, _ = cited(
        "chicago",
        article(
            *(f"Jane {name}" for name in ("Ab", "Bc", "Cd", "De", "Ef", "Fg", "Gh", "Hi", "Ij", "Jk", "Kl"))
        ),
    )
    assert entry.startswith("Ab, Jane, Jane Bc, ")
    assert "Jane Gh, et al. “" in entry


APA = [
    (
        article(
            "Jane Mary Doe",
            "Ursula von der Leyen",
            day="2018-08-14",
            source="The Review",
            url="https://x.org/a",
        ),
        "Doe, J. M., & von der Leyen, U. (2018, August 14). Guards pull back. The Review. https://x.org/a",
        "(Doe & von der Leyen, 2018, para. 1)",
    ),
    (
        article("Martin Luther King Jr.", "Jean-Paul Roe", "Reuters Staff", day="2018-08"),
        "King, M. L., Jr., Roe, J.-P., & Reuters Staff. (2018, August). Guards pull back.",
        "(King et al., 2018, para. 1)",
    ),
    (
        article("Reuters Staff", day="2018", source="Reuters Staff"),
        "Reuters Staff. (2018). Guards pull back.",
        "(Reuters Staff, 2018, para. 1)",
    ),
    (
        article(source="Times", title="Why do the guards at the border wait?"),
        "Why do the guards at the border wait? (n.d.). Times.",
        "(“Why do the guards,” n.d., para. 1)",
    ),
]


@pytest.mark.parametrize(("one", "entry", "in_text"), APA)
def test_apa(one: Article, entry: str, in_text: str) -> None:
    assert cited("apa", one) == (entry, "")
    assert cited("apa", one, 0) == (entry, in_text)


def test_apa_tells_apart_what_was_written_in_one_year() -> None:
    def written(name: str, day: str, title: str) -> Article:
        return replace(article("Jane Doe", day=day, title=title), id=name)

    later, sooner = written("b", "2018-08", "Later"), written("a", "2018-02", "Sooner")
    undated = [replace(written(title, "2018", title), published=None) for title in ("Yes", "No")]
    references = [
        reference(one, 0) for one in (later, sooner, later, written("c", "2019", "Other"), *undated)
    ]
    assert [(one.entry, one.in_text) for one in cite(references, "apa")] == [
        ("Doe, J. (2018b, August). Later.", "(Doe, 2018b, para. 1)"),
        ("Doe, J. (2018a, February). Sooner.", "(Doe, 2018a, para. 1)"),
        ("Doe, J. (2018b, August). Later.", "(Doe, 2018b, para. 1)"),
        ("Doe, J. (2019). Other.", "(Doe, 2019, para. 1)"),
        ("Doe, J. (n.d.-b). Yes.", "(Doe, n.d.-b, para. 1)"),
        ("Doe, J. (n.d.-a). No.", "(Doe, n.d.-a, para. 1)"),
    ]


SPANS = [
    ("2018-08-14", "August 14, 2018", "2018, August 14"),
    ("2018-08", "August 2018", "2018, August"),
    ("2018", "2018", "2018"),
    ("2018-08-14..2018-08-20", "August 14–20, 2018", "2018, August 14–20"),
    ("2018-08-28..2018-09-03", "August 28–September 3, 2018", "2018, August 28–September 3"),
    ("2018-08..2018-09", "August–September 2018", "2018, August–September"),
    ("2017..2018", "2017–2018", "2017–2018"),
    ("2017-12-28..2018-01-03", "December 28, 2017–January 3, 2018", "2017–2018"),
]


@pytest.mark.parametrize(("iso", "chicago", "apa"), SPANS)
def test_a_date_is_as_precise_as_it_is_known(iso: str, chicago: str, apa: str) -> None:
    one = article("Jane Doe", day=iso)
    assert cited("chicago", one)[0] == f"Doe, Jane. “Guards pull back.” {chicago}."
    assert cited("apa", one)[0] == f"Doe, J. ({apa}). Guards pull back."
    assert f", {chicago} (`deal`)" in cited("md", one)[0] or "2017–" in chicago


def test_bibtex() -> None:
    one = article(
        "Ursula von der Leyen",
        "Martin Luther King Jr.",
        "Reuters Staff",
        day="2018-08-14",
        source="R&D",
        title="50% of {it} costs $3_000 ~ \\x ^ #1",
        url="https://x.org/a_b?c={d}%20e",
    )
    assert cited("bibtex", one, 1)[0] == (
        "@article{leyen2018costs,\n"
        "  author = {von der Leyen, Ursula and King, Jr., Martin Luther and {Reuters Staff}},\n"
        "  title = {{50\\% of \\textbraceleft{}it\\textbraceright{} costs \\$3\\_000 \\textasciitilde{} "
        "\\textbackslash{}x \\textasciicircum{} \\#1}},\n"
        "  journal = {R\\&D},\n"
        "  year = {2018},\n"
        "  month = aug,\n"
        "  day = {14},\n"
        "  note = {para.~2},\n"
        "  url = {https://x.org/a_b?c=%7Bd%7D%20e},\n"
        "}"
    )


def test_bibtex_of_little() -> None:
    assert cited("bibtex", article(title="")) == (
        "@misc{title,\n  title = {{(no title)}},\n  year = {n.d.},\n}",
        "",
    )


def test_bibtex_keys_are_not_used_twice() -> None:
    one = reference(article("Jane Doe", day="2018"))
    text = document(cite([one, one, reference(article("王伟", day="2018")), one], "bibtex"), "bibtex")
    keys = ["doe2018guards", "doe2018guards-2", "2018guards", "doe2018guards-3"]
    assert re.findall(r"@misc\{(.*),", text) == keys


def test_markdown() -> None:
    one = article("J*ne Doe", day="2018-08", source="[Re]view", title="A <b> `x`", url="https://x.org/a_(b)")
    assert cited("md", one, 1)[0] == (
        "J\\*ne Doe, [A \\<b\\> \\`x\\`](https://x.org/a_%28b%29), *\\[Re\\]view*, August 2018, ¶2 (`deal#p2`)"
    )


def item(one: Article, paragraph: int | None = None) -> dict[str, Any]:
    found: list[dict[str, Any]] = json.loads(
        document(cite([reference(one, paragraph)], "csl-json"), "csl-json")
    )
    assert len(found) == 1
    return found[0]


def test_csl_json() -> None:
    one = article(
        "Bashar al-Assad", "Reuters Staff", "KIM Jong-un", day="2018-08", source="Times", language="en"
    )
    assert item(one, 1) == {
        "id": "deal#p2",
        "type": "article-newspaper",
        "title": "Guards pull back",
        "author": [
            {"family": "Assad", "given": "Bashar", "non-dropping-particle": "al-"},
            {"literal": "Reuters Staff"},
            {"family": "Kim", "given": "Jong-un", "static-ordering": True},
        ],
        "container-title": "Times",
        "issued": {"date-parts": [[2018, 8]]},
        "language": "en",
        "custom": {"article": "deal", "paragraph": 2},
    }
    assert item(article(url="http://x.org")) == {
        "id": "deal", "type": "webpage", "title": "Guards pull back", "URL": "http://x.org"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("iso", "parts"),
    [
        ("2018", [[2018]]),
        ("2018-08-14", [[2018, 8, 14]]),
        ("2018-08..2018-09", [[2018, 8], [2018, 9]]),
        ("2018-08-14..2018-09-02", [[2018, 8, 14], [2018, 9, 2]]),
    ],
)
def test_dates_of_csl_json(iso: str, parts: list[list[int]]) -> None:
    assert item(article(day=iso))["issued"] == {"date-parts": parts}


TEXTS = {"id", "type", "title", "container-title", "URL", "language"}
NAME_PARTS = {"family", "given", "non-dropping-particle", "suffix", "literal"}


def assert_valid(found: dict[str, Any]) -> None:
    """What `csl-data.json` of CSL 1.0.2 asks of the fields that are used; it allows no others."""
    assert set(found) <= TEXTS | {"author", "issued", "custom"}
    assert {"id", "type", "title"} <= set(found)
    assert all(isinstance(found[name], str) for name in TEXTS & set(found))
    assert found["type"] in {"article-newspaper", "webpage", "document"}
    for name in found.get("author", []):
        assert name
        assert all(isinstance(name[part], str) for part in name if part != "static-ordering")
        assert set(name) <= NAME_PARTS | {"static-ordering"}
    if "issued" in found:
        assert set(found["issued"]) == {"date-parts"}
        parts = found["issued"]["date-parts"]
        assert 1 <= len(parts) <= 2
        assert all(1 <= len(end) <= 3 and all(isinstance(number, int) for number in end) for end in parts)
    assert isinstance(found.get("custom", {}), dict)


texts = st.text(st.characters(exclude_categories=()), max_size=30)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
spans = st.tuples(days, days).map(lambda pair: DateSpan(min(pair), max(pair)))
articles = st.builds(
    Article,
    id=st.text(min_size=1, max_size=10),
    title=texts,
    paragraphs=st.just(("x",)),
    authors=st.lists(texts.map(Author), max_size=4).map(tuple),
    published=st.none() | spans,
    source=texts,
    url=texts | texts.map(lambda text: f"https://{text}"),
)


@given(articles)
def test_any_article_can_be_cited(one: Article) -> None:
    for style in STYLES:
        (citation,) = cite([reference(one, 0)], style)
        assert citation.entry
        if style in ("chicago", "apa", "md"):
            assert "\n" not in citation.entry + citation.in_text
        if style == "bibtex":
            assert citation.entry.count("{") == citation.entry.count("}")
            assert not re.search(r"(?<!\\)[$#]", citation.entry.partition("url =")[0])
    assert_valid(item(one, 0))


@given(texts)
def test_only_addresses_of_the_web_are_cited(text: str) -> None:
    url = reference(Article("a", "t", (), url=text)).url
    assert url == "" or url.isascii()
    assert reference(Article("a", "t", (), url=f"javascript:{text}")).url == ""
    assert re.fullmatch(r"https://[!-~]*", reference(Article("a", "t", (), url=f"https://{text}")).url)
