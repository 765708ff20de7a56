"""What an index learns of names, over rebuilds and updates, and what searches make of it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import searchkit
from searchkit.archive import Index
from searchkit.archive.whoiswho import whois
from searchkit.errors import IndexDamagedError, NotFoundError, UsageError
from tests.archive.small import GUARDS, archive, ids, kept, write

FILES = ("learnt.json", "variants.json", "names.lookup", "authors.lookup")


@pytest.fixture(scope="module")
def guards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with searchkit.open(archive(tmp_path_factory.mktemp("guards"), GUARDS)) as index:
        yield index


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("irgc", {"defines", "long", "short"}),
        ('"islamic revolutionary guard corps"', {"defines", "long", "short"}),
        ("islamic revolutionary guard corps", {"defines", "long", "short"}),
        ("org:irgc", {"defines", "long", "short"}),
        ('"irgc"', {"defines", "short"}),
        ("IRA", {"ira-one", "ira-two"}),
        ('"irish republican army"', {"ira-one"}),
        ("WHO -plain", {"who", "health"}),
        ("hezbollah", {"hezbollah", "hizbullah"}),
        ("Hizbullah", {"hezbollah", "hizbullah"}),
        ('author:"john bolton"', {"defines", "long", "short"}),
        ('author:"j r bolton"', {"defines", "long", "short"}),
        ("author:bolton -irgc", set()),
    ],
)
def test_a_name_finds_all_its_forms(guards: Index, query: str, found: set[str]) -> None:
    assert ids(guards, query) == found


@pytest.mark.parametrize(
    ("query", "options", "found"),
    [
        ("irgc", {"aliases": False}, {"defines", "short"}),
        ('author:"john bolton"', {"aliases": False}, {"short"}),
        ("hezbollah", {"variants": False}, {"hezbollah"}),
    ],
)
def test_as_written(guards: Index, query: str, options: dict[str, bool], found: set[str]) -> None:
    with_names = ids(guards, query, **options)
    assert with_names == found if "author" not in query else found <= with_names


def test_marks_stand_on_the_other_forms(guards: Index) -> None:
    hit = next(hit for hit in guards.search("irgc").hits if hit.id == "long")
    marked = [s.text[a:b] for s in hit.snippets for a, b in s.marks]
    assert marked == ["Islamic Revolutionary Guard Corps"]


def test_the_evidence_is_the_defining_sentence(guards: Index) -> None:
    (found,) = whois.aliases(guards, "irgc")
    assert set(found.forms) == {"IRGC", "Islamic Revolutionary Guard Corps"}
    assert found.proofs[0].article == "defines"
    assert found.proofs[0].sentence.endswith("(IRGC) held a parade in Tehran.")


def test_a_short_form_with_two_meanings_is_listed(guards: Index) -> None:
    (found,) = whois.aliases(guards, "ira")
    assert found.ambiguous
    assert set(found.forms) == {"IRA", "Irish Republican Army", "Individual Retirement Account"}


changes = st.lists(
    st.dictionaries(st.sampled_from(sorted(GUARDS)), st.sampled_from(sorted(GUARDS)), max_size=6),
    min_size=1,
    max_size=3,
)


@given(changes)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_update_learns_what_a_rebuild_learns(states: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        index = archive(root, {"first": GUARDS["defines"]})
        for state in states:
            write(
                root / "corpus", {"first": GUARDS["short"], **{id_: GUARDS[of] for id_, of in state.items()}}
            )
            searchkit.update(index=index, workers=1)
            searchkit.rebuild(root / "corpus", root / "fresh", workers=1)
            assert kept(index, FILES) == kept(root / "fresh", FILES)


def test_a_definition_that_goes_takes_its_alias_along(tmp_path: Path) -> None:
    index = archive(tmp_path, GUARDS)
    write(tmp_path / "corpus", {id_: GUARDS[id_] for id_ in ("long", "short")})
    searchkit.update(index=index, workers=1)
    assert ids(index, "irgc") == {"short"}


def test_the_users_rules_hold_at_once_and_outlive_rebuilds(tmp_path: Path) -> None:
    index = archive(tmp_path, GUARDS)
    with searchkit.open(index) as opened:
        whois.rule_aliases(opened, "merge", "IRGC", "talks party")
        whois.rule_aliases(opened, "split", "WHO", "World Health Organization")
        whois.rule_aliases(opened, "split", "Hezbollah", "Hizbullah")
        whois.rule_authors(opened, "merge", "Ann Smith", "Mary Major")
    for _ in range(2):
        assert ids(index, '"talks party"') == {"defines", "long", "short"}
        assert ids(index, "WHO -plain") == {"who"}
        assert ids(index, "hezbollah") == {"hezbollah"}
        assert {"hezbollah", "plain"} <= ids(index, 'author:"mary major"')
        searchkit.rebuild(tmp_path / "corpus", index, workers=1)
    assert (tmp_path / "aliases.txt").exists()


def test_two_people_are_never_one(tmp_path: Path) -> None:
    people = {
        "a": ("Marta Lindqvist", "Ice."),
        "b": ("Magnus Lindqvist", "Ice."),
        "c": ("M. Lindqvist", "Ice."),
    }
    index = archive(tmp_path, people)
    assert ids(index, 'author:"marta lindqvist"') == {"a"}
    assert ids(index, 'author:"m. lindqvist"') == {"c"}
    with searchkit.open(index) as opened:
        found = {writer.name: writer.may_be for writer in whois.authors(opened, "lindqvist")}
        assert found["M. Lindqvist"] == ("Magnus Lindqvist", "Marta Lindqvist")
        with pytest.raises(UsageError, match="more than one author"):
            whois.rule_authors(opened, "merge", "lindqvist", "M. Lindqvist")
        with pytest.raises(NotFoundError):
            whois.rule_authors(opened, "merge", "nobody", "M. Lindqvist")


def test_without_names_authors_are_known_and_nothing_else(tmp_path: Path) -> None:
    index = archive(tmp_path, GUARDS, names=False)
    assert ids(index, "irgc") == {"defines", "short"}
    assert ids(index, 'author:"john bolton"') == {"defines", "long", "short"}


def test_a_bad_rule_is_named_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "aliases.txt").write_text("merge only one\n")
    with pytest.raises(UsageError, match=r"aliases\.txt line 1"):
        archive(tmp_path, GUARDS)
    assert not (tmp_path / "index" / "CURRENT").exists()


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_gone(tmp_path: Path, name: str) -> None:
    index = archive(tmp_path, GUARDS)
    next(index.glob(f"gen-*/{name}")).unlink()
    with pytest.raises(IndexDamagedError, match=name), searchkit.open(index) as opened:
        whois.aliases(opened)


def test_a_search_that_names_someone_loads_no_recogniser(tmp_path: Path) -> None:
    index = archive(tmp_path, GUARDS)
    code = (
        "import sys, searchkit\n"
        "with searchkit.open(sys.argv[1]) as index:\n"
        "    total = index.search('irgc author:\"john bolton\"').total\n"
        "print(total, [name for name in sys.modules if name.startswith('searchkit.names')])\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, index], capture_output=True, text=True, check=True)
    assert ran.stdout == "3 []\n"
