"""`names`, `aliases`, `authors`, and what a search says of them: the sample archive from outside."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import searchkit
from tests.archive.small import GUARDS, archive
from tests.cli.conftest import Run
from tests.cli.test_hostile import EVIL, FORBIDDEN

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    searchkit.rebuild(CORPUS, folder / "index", workers=1)
    return folder


@pytest.fixture
def index(sample: Path, tmp_path: Path) -> Path:
    """The sample archive in a folder of the test's own, where rules may be written."""
    return Path(shutil.copytree(sample / "index", tmp_path / "index"))


def found(run: Run, index: Path, *args: str) -> set[str]:
    return set(run("search", "--ids", "-q", "-n", "99", "--all", "--index", index, *args).out.split())


@pytest.mark.parametrize(
    ("args", "also", "never"),
    [
        (("IAEA",), {"texts/iran-deal-vienna", "saved-pages/cameras-removed", "iran-stockpile"}, set()),
        (('"international atomic energy agency"',), {"iran-stockpile"}, set()),
        (("UNFCCC",), {"notes/kyoto", "saved-pages/paris-accord"}, set()),
        (("unfccc", "--no-aliases"), {"saved-pages/paris-accord"}, {"notes/kyoto"}),
        (("hezbollah",), {"lebanon-ceasefire", "doha-accord"}, set()),
        (("hezbollah", "--no-variants"), {"lebanon-ceasefire"}, {"doha-accord"}),
        (
            ("--author", "Jonah Whitcombe"),
            {"iran-stockpile", "texts/us-leaves-deal", "texts/blocking-statute"},
            set(),
        ),
        (("--author", "Jonah Whitcombe", "--no-aliases"), set(), {"texts/blocking-statute"}),
        (
            ("--author", "Marta Lindqvist"),
            {"texts/iran-deal-vienna", "saved-pages/cameras-removed"},
            {"paris-pullout", "notes/kyoto", "texts/arctic-route"},
        ),
        (("author:lindqvist",), {"paris-pullout", "notes/kyoto", "texts/iran-deal-vienna"}, set()),
    ],
)
def test_what_a_search_finds(
    run: Run, sample: Path, args: tuple[str, ...], also: set[str], never: set[str]
) -> None:
    ids = found(run, sample / "index", *args)
    assert also <= ids
    assert not never & ids


def test_a_search_says_what_it_looked_for(run: Run, sample: Path) -> None:
    ran = run("search", "iaea", "author:'marta lindqvist'", "--index", sample / "index")
    assert "IAEA also as International Atomic Energy Agency (defined in texts/iran-deal-vienna ¶4)" in ran.err
    notes = json.loads(run("search", "hezbollah", "--json", "--index", sample / "index").out)["notes"]
    assert "Hezbollah also spelt Hizbullah" in notes


def test_aliases(run: Run, sample: Path) -> None:
    ran = run("aliases", "--index", sample / "index")
    assert ran.code == 0
    assert "WTO = World Trade Organization  texts/wto-appellate ¶1" in ran.out
    assert "Hezbollah ~ Hizbullah  two spellings, both beside" in ran.out
    one = run("aliases", "jcpoa", "--index", sample / "index")
    assert "«Joint Comprehensive Plan of Action» («JCPOA»)" in one.out
    assert "WTO" not in one.out


def test_aliases_for_programs(run: Run, sample: Path) -> None:
    (record,) = json.loads(run("aliases", "irna", "--json", "--index", sample / "index").out)["aliases"]
    assert record["kind"] == "alias"
    assert record["forms"] == ["IRNA", "Islamic Republic News Agency"]
    assert record["defined"][0]["id"] == "texts/us-leaves-deal"
    assert "(IRNA)" in record["defined"][0]["sentence"]
    lines = run("aliases", "--jsonl", "--index", sample / "index").out.splitlines()
    assert all(json.loads(line)["schema"] == 1 for line in lines)


def test_authors(run: Run, sample: Path) -> None:
    ran = run("authors", "--index", sample / "index")
    assert "M. Lindqvist  1 article · may be Magnus Lindqvist or Marta Lindqvist" in ran.out
    why = run("authors", "whitcombe", "--why", "--index", sample / "index").out
    assert why.startswith("Jonah R. Whitcombe  3 articles · printed ")
    assert "the initial fits" in why
    (record,) = json.loads(run("authors", "whitcombe", "--json", "--index", sample / "index").out)["authors"]
    assert {p["printed"] for p in record["printings"]} == {
        "J. Whitcombe",
        "Jonah R. Whitcombe",
        "WHITCOMBE, Jonah R.",
    }


def test_merging_and_splitting(run: Run, index: Path) -> None:
    assert run("authors", "merge", "M. Lindqvist", "Marta Lindqvist", "--index", index).code == 0
    assert "paris-pullout" in found(run, index, "--author", "Marta Lindqvist")
    assert run("authors", "split", "M. Lindqvist", "Marta Lindqvist", "--index", index).code == 0
    assert "paris-pullout" not in found(run, index, "--author", "Marta Lindqvist")
    assert run("aliases", "merge", "Suez", "the canal", "--index", index).code == 0
    assert "your aliases.txt" in run("aliases", "suez", "--index", index).out
    ran = run("rebuild", CORPUS, "--index", index, "-q")
    assert ran.code == 0
    assert "Suez also as the canal (your aliases.txt)" in run("search", "suez", "--index", index).err


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("aliases", "merge", "IRGC"), 2, "merge takes two names, not 1."),
        (("aliases", "split", "a = b", "c"), 2, "cannot stand in a rule"),
        (("authors", "merge", "Nobody", "Marta Lindqvist"), 1, "No article is by 'Nobody'."),
        (("authors", "merge", "lindqvist", "M. Lindqvist"), 2, "is more than one author"),
        (("authors", "nobody"), 1, "No article is by nobody."),
        (("aliases", "nothing"), 1, "No alias of nothing."),
        (("names", "zzzz"), 1, "No names in 0 articles"),
        (("names", "--kind", "thing"), 2, "must be one of person, org, place"),
    ],
)
def test_what_cannot_be_done(run: Run, index: Path, args: tuple[str, ...], code: int, said: str) -> None:
    ran = run(*args, "--index", index)
    assert ran.code == code
    assert said in ran.err
    assert not list(index.parent.glob("*.txt"))


def test_a_rule_nobody_can_read(run: Run, index: Path) -> None:
    (index.parent / "aliases.txt").write_text("merge one\n")
    ran = run("search", "oil", "--index", index)
    assert (ran.code, ran.out) == (2, "")
    assert "aliases.txt line 1: merge needs two names" in ran.err


def test_names(run: Run, sample: Path) -> None:
    ran = run("names", "iran", "-n", "5", "--index", sample / "index")
    assert ran.code == 0
    assert "places\n" in ran.out
    assert "  Iran\n" in ran.out
    records = json.loads(run("names", "iran", "--kind", "org", "--json", "--index", sample / "index").out)
    assert records["articles"] == 8
    assert {record["kind"] for record in records["names"]} == {"org"}
    counts = [record["articles"] for record in records["names"]]
    assert counts == sorted(counts, reverse=True)


def test_forms_of_a_name_are_counted_as_one(run: Run, sample: Path) -> None:
    args = ("names", "--filter", "iaea", "--index", sample / "index")
    ran = run(*args)
    assert ran.out == "organisations\n  4  International Atomic Energy Agency  IAEA\n"
    assert run(*args, "--no-aliases").out == "organisations\n  1  IAEA\n"


def test_hostile_names_do_not_drive_the_terminal(run: Run, tmp_path: Path) -> None:
    evil = EVIL.replace("\ud800", "").replace("\r", "")
    text = f"The Evil{evil} Revolutionary Guard Corps (ERGC) and Ann{evil} Smith met John Bolton in Tehran."
    articles = {"one": (f"Mallory {evil}Blink", text), "two": (f"M.{evil} Blink", "ERGC again."), **GUARDS}
    index = archive(tmp_path, articles)
    for args in (
        ("names",),
        ("cooccur", "Tehran"),
        ("aliases",),
        ("aliases", "ergc"),
        ("authors", "--why"),
        ("search", "ergc"),
        ("search", "author:mallory"),
        ("aliases", "merge", f"x{evil.replace(chr(0), '')}", "y"),
    ):
        for form in ((), ("--json",)):
            ran = run(*args, *form, "--index", index)
            assert not FORBIDDEN.search(ran.out + ran.err), args


def test_names_with_a_name_are_those_that_occur_with_it(run: Run, index: Path) -> None:
    for form in ((), ("--json",), ("--csv",)):
        found = run("names", "--with", "Tehran", *form, "--index", index)
        assert found == run("cooccur", "Tehran", *form, "--index", index)
        assert found.code == 0
    assert run("names", "--with", "Tehran", "--filter", "x", "--index", index).code == 2
