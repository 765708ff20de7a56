from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.article import Author
from searchkit.ingest import bylines
from searchkit.ingest.bylines import Byline, clean_authors, looks_like_byline, parse_byline
from searchkit.ingest.bylines.names import is_plain_name

GOLDEN = Path(__file__).parent.parent / "golden" / "bylines.tsv"
NAMES = st.sampled_from(
    ["Nora Whitfield", "Jan van der Berg", "J. R. Marsh", "María de la Cruz", "Omar al-Rashid", "Lee Ki-moon"]
)


def golden() -> list[list[str]]:
    return [line.split("\t") for line in GOLDEN.read_text("utf-8").splitlines()[1:]]


def shown(byline: Byline | None) -> str:
    """The authors of a byline as the golden file writes them."""
    authors = byline.authors if byline else ()
    parts = [f"{a.name} ~ {a.role} ~ {a.affiliation}".rstrip(" ~").replace("~  ~", "~ ~") for a in authors]
    return " && ".join(parts) or "-"


@pytest.mark.parametrize(("line", "authors", "date_text", "source"), golden())
def test_a_byline_gives_its_authors(line: str, authors: str, date_text: str, source: str) -> None:
    byline = parse_byline(line)
    assert shown(byline) == authors
    assert ((byline.date_text, byline.source) if byline else ("", "")) == (date_text, source)


def test_the_golden_set_is_large() -> None:
    assert sum(authors != "-" for _, authors, *_ in golden()) >= 150


@pytest.mark.parametrize("line", [line for line, authors, *_ in golden() if authors == "-"])
def test_what_names_nobody_does_not_look_like_a_byline(line: str) -> None:
    assert not looks_like_byline(line)


@pytest.mark.parametrize(
    "line", [line for line, authors, *_ in golden() if line.lower().startswith("by") and authors != "-"]
)
def test_by_and_a_name_looks_like_a_byline(line: str) -> None:
    assert looks_like_byline(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Nora Whitfield, Middle East Institute", True),
        ("Nora Whitfield | Aug 30, 2018", True),
        ("Reuters Staff", True),
        ("Nora Whitfield", False),
        ("Saudi Arabia, Iran and Yemen", False),
        ("Executive Summary", False),
        ("United Nations Security Council", False),
        ("By Nora Whitfield and others, the report was widely read in the ministry.", False),
        ("By " + "x" * 400, False),
    ],
)
def test_a_line_in_an_article_needs_a_sign_beside_the_name(line: str, expected: bool) -> None:
    assert looks_like_byline(line) is expected


@pytest.mark.parametrize(
    ("line", "name", "printed"),
    [
        ("BY NORA WHITFIELD", "Nora Whitfield", "NORA WHITFIELD"),
        ("by nora whitfield", "Nora Whitfield", "nora whitfield"),
        ("By Dr. Nora Whitfield, PhD", "Nora Whitfield", "Dr. Nora Whitfield, PhD"),
        ("Whitfield, Nora", "Nora Whitfield", "Whitfield, Nora"),
    ],
)
def test_the_name_is_cleaned_and_the_printed_form_kept(line: str, name: str, printed: str) -> None:
    byline = parse_byline(line)
    assert byline is not None
    assert [(author.name, author.printed) for author in byline.authors] == [(name, printed)]


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (["Nora Whitfield"], ["Nora Whitfield"]),
        (["Nora Whitfield", "Tomas Lindqvist"], ["Nora Whitfield", "Tomas Lindqvist"]),
        (
            ["Nora Whitfield, Tomas Lindqvist and Idris Kane"],
            ["Nora Whitfield", "Tomas Lindqvist", "Idris Kane"],
        ),
        (["By NORA WHITFIELD"], ["Nora Whitfield"]),
        (["Nora Whitfield", "NORA WHITFIELD", "by Nora Whitfield"], ["Nora Whitfield"]),
        (["Whitfield, Nora", "Lindqvist, Tomas"], ["Nora Whitfield", "Tomas Lindqvist"]),
        (["Berg, Jan van der"], ["Jan van der Berg"]),
        (["Nora Whitfield March 25, 2015"], ["Nora Whitfield"]),
        (["Written by Nora Whitfield\n   Edited by Tomas Lindqvist"], ["Nora Whitfield"]),
        (["Nora Whitfield | nora@example.com"], ["Nora Whitfield"]),
        (["Nora Whitfield (http://example.com/nora/)"], ["Nora Whitfield"]),
        (["Gulf Daily News Staff"], ["Gulf Daily News Staff"]),
        (["University of Leeds"], ["University of Leeds"]),
        (["norawhit"], ["norawhit"]),
        (["nora_whit 77"], ["nora_whit 77"]),
        (["Nora"], ["Nora"]),
        (["田中花子"], ["田中花子"]),
        (["admin", "Administrator", "Unknown", "N/A", "by admin"], []),
        (["https://www.example.com/people/nora"], []),
        (["nora@example.com"], []),
        (["@norawhit"], []),
        (["Last Updated: January 7, 2025"], []),
        (["2018-08-30", "12", "", " "], []),
        (["A very long line of text that says something about the author and goes on and on and on"], []),
    ],
)
def test_author_fields_are_cleaned(values: list[str], names: list[str]) -> None:
    assert [author.name for author in clean_authors(values)] == names


def test_what_two_fields_say_of_one_author_is_joined() -> None:
    authors = clean_authors(["Nora Whitfield", "Nora Whitfield, Fellow, Gulf Institute"])
    assert authors == (Author("Nora Whitfield", "Nora Whitfield", "Fellow", "Gulf Institute"),)


@given(
    st.lists(NAMES, min_size=1, max_size=5, unique=True), st.sampled_from([", ", " and ", " & ", "; ", " | "])
)
def test_names_in_any_list_come_back(names: list[str], separator: str) -> None:
    byline = parse_byline("By " + separator.join(names))
    assert byline is not None
    assert [author.name for author in byline.authors] == names


@given(NAMES, NAMES)
def test_names_in_capitals_are_the_same_people(one: str, other: str) -> None:
    byline = parse_byline(f"BY {one.upper()} AND {other.upper()}")
    assert byline is not None
    assert [a.name.casefold() for a in byline.authors] == list(
        dict.fromkeys([one.casefold(), other.casefold()])
    )


@given(st.text(max_size=400))
def test_any_text_has_an_answer(text: str) -> None:
    looks_like_byline(text)
    for author in clean_authors([text]):
        assert author.name.strip() == author.name != ""


@given(
    st.lists(
        st.sampled_from(
            ["By", "and", ",", "|", "-", "(", ")", "Nora", "LEE", "Jr.", "CNN", "fellow", "at", "Dr."]
        )
    )
)
def test_any_arrangement_of_byline_words_has_an_answer(words: list[str]) -> None:
    byline = parse_byline(" ".join(words))
    if byline is not None:
        assert all(author.name and author.printed for author in byline.authors)


@pytest.mark.parametrize(
    "part", ["| ", " ", "By ", "and ", "(", "@ ", "a@", "Ann Lee, ", ". ", "May 1, 2018 "]
)
def test_a_long_text_is_no_byline(part: str) -> None:
    text = part * 20_000
    assert parse_byline("By Ann Lee " + text) is None or not text.strip()
    assert not looks_like_byline(text)
    assert clean_authors([text]) == ()


def test_newspapers_are_no_authors() -> None:
    shop = parse_byline("By Annelies Vanderpoorten | Harvest & Hedge | Jan 14, 2022")
    assert shop
    assert [(a.name, a.affiliation) for a in shop.authors] == [("Annelies Vanderpoorten", "Harvest & Hedge")]
    paper = parse_byline("By Callum Petherbridge | Political Editor - Northgate Courier | Feb 1, 2020")
    assert paper
    assert [(a.name, a.affiliation) for a in paper.authors] == [("Callum Petherbridge", "Northgate Courier")]


def words_of_the_rules() -> list[str]:
    """Every word the rules for bylines know, and words like it."""
    folder = Path(bylines.__file__).parent
    known = re.findall(r"[A-Za-z]{2,}", " ".join(file.read_text("utf-8") for file in folder.glob("*.py")))
    return sorted({(word + end).capitalize() for word in known for end in ("", "s", "ed", "ing")})


def test_a_name_taken_for_sure_is_what_a_closer_look_finds() -> None:
    shapes = ("{} Musgrave", "Ann {}", "Ann {} Musgrave")
    texts = [shape.format(word) for shape in shapes for word in words_of_the_rules()]
    plain = [text for text in texts if is_plain_name(text)]
    assert 1000 < len(plain) < len(texts)
    for text in plain:
        assert parse_byline(text) == Byline((Author(text, text),))


@given(st.from_regex(r"[A-Z][a-z]{1,9}(?: [A-Z][a-z]{1,9}){1,2}", fullmatch=True))
def test_a_plain_name_in_a_field_is_read_as_in_a_byline(text: str) -> None:
    byline = parse_byline(text)
    if byline is not None and len(clean_authors([text])) == 1:
        assert clean_authors([text]) == byline.authors


@pytest.mark.parametrize("text", ["Ann Lee", "Ann Mary Lee"])
def test_a_plain_name_needs_no_closer_look(text: str) -> None:
    assert is_plain_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ann",
        "Ann LEE",
        "ANN LEE",
        "Ann Lee Jr",
        "By Ann Lee",
        "Reuters Staff",
        "Van Buren",
        "Ann  Lee",
        "Ann Leé",
    ],
)
def test_what_may_be_more_than_a_name_gets_a_closer_look(text: str) -> None:
    assert not is_plain_name(text)
