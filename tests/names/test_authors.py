import json

import pytest

from searchkit.names.authors import AuthorTable, parse_author
from searchkit.names.overrides import read_overrides

from .golden import sections

TABLE = sections("authors.txt")
PEOPLE = [line.split(" | ") for line in TABLE["people"]]
INSTITUTIONS = [line.split(" | ") for line in TABLE["institutions"]]
AMBIGUOUS = TABLE["ambiguous"]

ARCHIVE = [(form, f"{form} {i}") for group in PEOPLE + INSTITUTIONS for i, form in enumerate(group)]


def table(*forms: str, rules: str = "") -> AuthorTable:
    return AuthorTable.build(
        [(form, f"a{i}") for i, form in enumerate(forms)], read_overrides(rules, "authors.txt")
    )


def groups(authors: AuthorTable) -> set[frozenset[str]]:
    return {frozenset(p.printed for p in identity.printings) for identity in authors.identities}


def test_no_two_people_are_one_and_nearly_every_printing_is_joined() -> None:
    authors = AuthorTable.build(ARCHIVE + [(form, form) for form in AMBIGUOUS])
    owner = {form: number for number, group in enumerate(PEOPLE + INSTITUTIONS) for form in group}
    for group in groups(authors):
        assert len({owner.get(form, form) for form in group}) == 1, group
    printings = sum(map(len, PEOPLE))
    joined = sum(max(len(found & set(group)) for found in groups(authors)) for group in PEOPLE)
    assert len(PEOPLE) >= 40
    assert printings >= 120
    assert joined / printings >= 0.95
    assert [entry.printing.printed for entry in authors.ambiguous] == sorted(AMBIGUOUS)


def test_agencies_and_desks_are_authors_but_not_people() -> None:
    authors = AuthorTable.build(ARCHIVE)
    assert not any(
        identity.person for group in INSTITUTIONS for form in group if (identity := authors.identity(form))
    )
    assert all(identity.person for group in PEOPLE for form in group if (identity := authors.identity(form)))


def test_an_initial_that_fits_two_is_listed_and_left_alone() -> None:
    authors = table("John Bolton", "James Bolton", "J. Bolton", "JOHN BOLTON")
    assert groups(authors) == {
        frozenset({"John Bolton", "JOHN BOLTON"}),
        frozenset({"James Bolton"}),
        frozenset({"J. Bolton"}),
    }
    (entry,) = authors.ambiguous
    assert entry.printing.printed == "J. Bolton"
    assert entry.candidates == ("James Bolton", "John Bolton")


def test_every_join_says_why() -> None:
    authors = table("John Bolton", "J. Bolton", "Bolton, John R.")
    (identity,) = authors.identities
    assert identity.name == "John R. Bolton"
    assert {(join.printed, join.other) for join in identity.joins} == {
        ("John Bolton", "J. Bolton"),
        ("John Bolton", "Bolton, John R."),
    }
    assert identity.joins[0].reason.startswith("the same family name bolton, the initial fits")
    assert "a middle name left out" in identity.joins[1].reason


def test_two_authors_of_one_article_are_two_people() -> None:
    authors = AuthorTable.build([("John Smith", "a1"), ("J. Smith", "a1")])
    assert len(authors.identities) == 2


def test_the_user_has_the_last_word() -> None:
    rules = "merge Bill Keller = William Keller\nsplit John Bolton = J. Bolton\nmerge J. Ross = Jane Ross"
    authors = table(
        "Bill Keller",
        "William Keller",
        "John Bolton",
        "J. Bolton",
        "JOHN BOLTON",
        "J. Ross",
        "Jane Ross",
        "Jim Ross",
        rules=rules,
    )
    assert groups(authors) == {
        frozenset({"Bill Keller", "William Keller"}),
        frozenset({"John Bolton", "JOHN BOLTON"}),
        frozenset({"J. Bolton"}),
        frozenset({"J. Ross", "Jane Ross"}),
        frozenset({"Jim Ross"}),
    }
    assert authors.ambiguous == ()


@pytest.mark.parametrize(
    ("printed", "name"),
    [(("Yann Le Guern",), "Yann Le Guern"),
     (("YANN LE GUERN", "Yann Le Guern"), "Yann Le Guern"),
     (("URSULA VON DER LEYEN",), "Ursula von der Leyen"),
     (("Ravindra PM",), "Ravindra PM"),
     (("Chang-Ran Kim", "Chang-Ran Kim", "Chang-ran Kim"), "Chang-Ran Kim"),
     (("Robert Macmillan", "Robert MacMillan", "Robert MacMillan"), "Robert MacMillan"),
     (("Jose Perez", "Jose Perez", "José Pérez"), "José Pérez"),
     (("A.Bolton",), "A. Bolton")],
)  # fmt: skip
def test_an_author_is_shown_as_printed_most_often_and_fully(printed: tuple[str, ...], name: str) -> None:
    (author,) = AuthorTable.build((form, f"a{i}") for i, form in enumerate(printed)).identities
    assert author.name == name
    assert author.person


def test_an_author_is_found_by_any_printing() -> None:
    authors = table("John Bolton", "Bolton, John R.", "Michael Bolton", "Recep Erdoğan")
    assert [i.name for i in authors.find("bolton")] == ["John R. Bolton", "Michael Bolton"]
    assert [i.name for i in authors.find("john BOLTON")] == ["John R. Bolton"]
    assert [i.name for i in authors.find("erdogan")] == ["Recep Erdoğan"]
    assert authors.find("") == authors.find("nobody") == ()


@pytest.mark.parametrize(
    ("printed", "given", "family"),
    [
        ("Bolton, John R.", ("john", "r"), ("bolton",)),
        ("KIM Jong-un", ("jong", "un"), ("kim",)),
        ("Jean DUPONT", ("jean",), ("dupont",)),
        ("Leyen, Ursula von der", ("ursula",), ("leyen",)),
        ("García Márquez, Gabriel", ("gabriel",), ("garcia", "marquez")),
        ("Dr. Martin Luther King, Jr.", ("martin", "luther"), ("king",)),
        ("By JOHN BOLTON in Washington", ("john",), ("bolton",)),
        ("JD Vance", ("j", "d"), ("vance",)),
    ],
)
def test_the_parts_of_a_name(printed: str, given: tuple[str, ...], family: tuple[str, ...]) -> None:
    parsed = parse_author(printed)
    assert (parsed.given, parsed.family) == (given, family)


@pytest.mark.parametrize(
    "printed", ["", ",", "...", "Jr.", "By", "Dr.", "X" * 5000, "; ;", "\u202e", "A, B, C, D", "-", "Mr. ,"]
)
def test_odd_printings_are_no_trouble(printed: str) -> None:
    assert AuthorTable.build([(printed, "a1")]).ambiguous == ()


def test_a_table_survives_json() -> None:
    authors = table("John Bolton", "James Bolton", "J. Bolton", "JOHN BOLTON", "Reuters")
    again = AuthorTable.from_json(json.loads(json.dumps(authors.to_json())))
    assert again == authors
    assert again.identity("JOHN BOLTON") == authors.identity("John Bolton")
    with pytest.raises(ValueError, match="schema"):
        AuthorTable.from_json({"schema": 0})
