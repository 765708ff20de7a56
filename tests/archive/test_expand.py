"""What a query becomes when the archive knows other names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from searchkit.archive.whoiswho.expand import Expansion
from searchkit.archive.whoiswho.lookup import AuthorEntry, Entry, Lookup, dump_authors, dump_names, keys_of
from searchkit.query import Query, parse, show
from tests.query.strategies import queries

GUARDS = "Islamic Revolutionary Guard Corps"
ENTRIES = (
    Entry("IRGC", (GUARDS,), article="a01"),
    Entry(GUARDS, ("IRGC",), article="a01"),
    Entry("WHO", ("World Health Organization",), capitals=True, article="a02", paragraph=3),
    Entry("IRA", meanings=("Individual Retirement Account", "Irish Republican Army")),
    Entry("Pasdaran", ("IRGC",)),
    Entry("Houthis", ("Ansar Allah",), article="a03"),
    Entry("Hezbollah", ("Party of God",), ("Hizbullah",), article="a04"),
    Entry("Hizbullah", spellings=("Hezbollah",)),
    Entry("NGO", ("non-governmental organisation",), article="a05"),
    Entry("Plan of Action", ("NGOs", "CARES"), article="a06"),
)
AUTHORS = (
    AuthorEntry("John R. Bolton", ("John Bolton", "Bolton, John R.", "J.R. Bolton"), ("J. Bolton",)),
    AuthorEntry("James Bolton", ("James Bolton",), ("J. Bolton",)),
    AuthorEntry("J. Bolton", ("J. Bolton",), (), ("James Bolton", "John R. Bolton")),
    AuthorEntry("Ann Smith", ("Ann Smith", "A. Smith")),
    AuthorEntry("A. Smith Jones", ("A. Smith Jones",)),
    AuthorEntry("Marta Lindqvist", ("Marta Lindqvist",)),
)


def lookup() -> Lookup:
    acronyms = {f"={entry.name.lower()}": entry for entry in ENTRIES if entry.name.isupper()}
    others = {keys_of(entry.name)[-1]: entry for entry in ENTRIES if not entry.name.isupper()}
    return Lookup(dump_names({**acronyms, **others}, "rules"), dump_authors(AUTHORS))


READINGS = (
    ("irgc", f'same:(irgc "{GUARDS}")'),
    ('"irgc"', '"irgc"'),
    (f'"{GUARDS.lower()}"', f'same:("{GUARDS.lower()}" IRGC)'),
    ('"revolutionary guard corps"', '"revolutionary guard corps"'),
    (GUARDS.lower(), f"({GUARDS.lower()}) OR IRGC"),
    (f"{GUARDS} parade", f"(({GUARDS}) OR IRGC) parade"),
    ("islamic revolutionary guard", "islamic revolutionary guard"),
    ("irgc -iran", f'same:(irgc "{GUARDS}") -iran'),
    ("iran -irgc", f'iran -same:(irgc "{GUARDS}")'),
    ("atleast:2 irgc", f'atleast:2 same:(irgc "{GUARDS}")'),
    ("title:irgc", f'title:same:(irgc "{GUARDS}")'),
    ('org:"IRGC"', f'org:same:("IRGC" "{GUARDS}")'),
    ("source:irgc", "source:irgc"),
    ("same:(irgc guards)", "same:(irgc guards)"),
    ("irgc*", "irgc*"),
    ("who", "who"),
    ("WHO", 'same:(WHO "World Health Organization")'),
    ("IRA", "IRA"),
    ("houthi", 'same:(houthi "Ansar Allah")'),
    ("the houthis", 'the same:(houthis "Ansar Allah")'),
    ("hizbullah", 'same:(hizbullah Hezbollah "Party of God")'),
    ('"plan of action"', 'same:("plan of action" NGO "CARES")'),
    ("plan of action now", '((plan action) OR same:(NGO "CARES")) now'),
    ('"to be or not to be"', '"to be or not to be"'),
    ('author:"john bolton"', 'author:same:("john bolton" "Bolton, John R." "J.R. Bolton" "John R. Bolton")'),
    ("author:bolton", "author:bolton"),
    ('author:"j. bolton"', 'author:"j. bolton"'),
    ('author:"ann smith"', 'author:"ann smith"'),
    ('author:"m lindqvist"', 'author:same:("m lindqvist" "Marta Lindqvist")'),
    ("author:(smith OR bolton)", "author:(smith OR bolton)"),
    ("author:nobody", "author:nobody"),
)


@pytest.mark.parametrize(("query", "wider"), READINGS)
def test_readings(query: str, wider: str) -> None:
    assert show(Expansion(lookup()).rewrite(parse(query))[0]) == wider


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("irgc", f"IRGC also as {GUARDS} (defined in a01 ¶1)"),
        ("WHO", "WHO also as World Health Organization (defined in a02 ¶4)"),
        ("pasdaran", "Pasdaran also as IRGC (your aliases.txt)"),
        (
            "ira",
            "IRA can be Individual Retirement Account or Irish Republican Army, and is searched for as it stands",
        ),
        ("hezbollah", "Hezbollah also spelt Hizbullah"),
        ('author:"john bolton"', "J. Bolton may be John R. Bolton or someone else, and is not searched for"),
        ('author:"j. bolton"', "J. Bolton can be James Bolton or John R. Bolton"),
        ('author:"ann smith"', "A. Smith stands in the name of another author, too, and is left out"),
        ("author:lindqvist", None),
        ("oil", None),
    ],
)
def test_notes(query: str, note: str | None) -> None:
    notes = Expansion(lookup()).rewrite(parse(query))[1]
    assert note in notes if note else not notes


@pytest.mark.parametrize("query", [query for query, _ in READINGS])
def test_everything_can_be_turned_off(query: str) -> None:
    tree = parse(query)
    assert Expansion(lookup(), aliases=False, variants=False).rewrite(tree) == (tree, ())


def test_spellings_and_other_names_apart() -> None:
    def read(**options: bool) -> str:
        return show(Expansion(lookup(), **options).rewrite(parse("hezbollah irgc"))[0])

    assert read(aliases=False) == "same:(hezbollah Hizbullah) irgc"
    assert read(variants=False) == f'same:(hezbollah "Party of God") same:(irgc "{GUARDS}")'


def test_words_that_any_of_may_match_are_no_run() -> None:
    tree = parse(GUARDS)
    assert Expansion(lookup()).rewrite(tree, runs=False)[0] == tree


@given(queries())
@settings(max_examples=100, deadline=None)
def test_an_archive_that_knows_no_names_changes_nothing(tree: Query) -> None:
    assert Expansion(Lookup()).rewrite(tree) == (tree, ())
