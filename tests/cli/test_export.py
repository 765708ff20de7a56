"""`searchkit export` and `searchkit replay`: results as files, and what has changed since."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from searchkit import archive
from searchkit.archive.keeping.export import fingerprint, write_export
from searchkit.archive.keeping.replay import ask
from searchkit.cli.answers.exported import export_files
from searchkit.errors import StorageError
from tests.cli.archives import write
from tests.cli.conftest import Ran, Run

OIL = ["oil/crude", "deal", "oil/undated"]
OPTIONS = {"match": "auto", "aliases": True, "variants": True, "copies": False, "sort": "relevance"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("archive"))
    archive.rebuild(folder / "corpus", folder / "index", names=False, workers=1)
    return folder


@pytest.fixture
def here(built: Path, tmp_path: Path) -> Path:
    """The archive in the test's own folder."""
    shutil.copytree(built / "corpus", tmp_path / "corpus")
    archive.rebuild(tmp_path / "corpus", tmp_path / "index", names=False, workers=1)
    return tmp_path


@pytest.fixture(scope="module")
def exported(built: Path) -> Path:
    """An export of the archive, to copy."""
    with archive.open(built / "index") as index:
        results = ask(index, "oil", OPTIONS)
        facts = {
            "asked": "oil",
            "options": OPTIONS,
            "articles": 3,
            "index": {"fingerprint": fingerprint(index)},
        }
        write_export(built / "out", facts, export_files(results))
    return built / "out"


@pytest.fixture
def replay(run: Run, built: Path, exported: Path, tmp_path: Path) -> Callable[[], Ran]:
    """Replays a copy of it, the folder `out`, which the test may change."""
    shutil.copytree(exported, tmp_path / "out")
    return lambda: run("replay", "out", "--index", built / "index")


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_files_of_an_export(run: Run, here: Path) -> None:
    ran = run("export", "oil", "-o", "out", "--sort", "newest")
    assert ran == Ran(
        0,
        "out/articles.jsonl  all that is known of each, a JSON object a line\n"
        "out/articles.csv    for spreadsheets\n"
        "out/articles        each as text\n"
        "out/manifest.json   how to ask again: searchkit replay\n",
        "3 articles exported to out\n",
    )
    found = files(here / "out")
    texts = [name for name in found if name.startswith("articles/")]
    assert sorted(found) == sorted(["articles.csv", "articles.jsonl", "manifest.json", *texts])
    records = [json.loads(line) for line in found["articles.jsonl"].splitlines()]
    assert [(r["rank"], r["id"]) for r in records] == list(enumerate(OIL, 1))
    assert [r["file"] for r in records if r["id"] == "deal"] == ["articles/deal.txt"]
    assert sorted(r["file"] for r in records) == sorted(texts)
    assert records[1]["text"].startswith("The state of war between neighbours")
    rows = list(csv.DictReader(found["articles.csv"].decode().splitlines()))
    assert [(row["id"], row["published"]) for row in rows] == [
        ("oil/crude", "2018-09"),
        ("deal", "2018-08-14"),
        ("oil/undated", ""),
    ]
    assert found["articles/deal.txt"].decode() == (
        "Guards pull back from “state of war”\n"
        "Jane Doe, Fellow, Policy Institute\n"
        "14 Aug 2018 · deal\n"
        "\n"
        "The state of war between neighbours is not a war of states. Iran’s Guards (IRGC) denied it.\n"
        "\n"
        "Oil fell. The nuclear deal was abandoned by Washington in May, and sanctions on oil came back.\n"
    )


def test_the_manifest(run: Run, here: Path) -> None:
    run("export", "oil", "--since", "2018", "-a", "doe", "-o", "out", "--no-aliases")
    found = files(here / "out")
    manifest = json.loads(found["manifest.json"])
    assert (manifest["kind"], manifest["schema"], manifest["articles"]) == ("searchkit export", 1, 1)
    assert manifest["query"] == manifest["read"] == 'oil author:"doe" since:2018'
    assert manifest["options"] == {
        "match": "auto",
        "aliases": False,
        "variants": True,
        "copies": False,
        "sort": "relevance",
    }
    assert manifest["index"]["articles"] == 5
    assert manifest["files"] == {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in found.items()
        if name != "manifest.json"
    }
    assert str(here) not in found["manifest.json"].decode()


def test_the_same_again_is_the_same_to_the_byte(run: Run, here: Path) -> None:
    run("export", "oil", "-o", "one")
    run("export", "oil", "-o", "two")
    run("rebuild", "-q", "--no-names")
    run("export", "oil", "-o", "deep/three")
    assert files(here / "one") == files(here / "two") == files(here / "deep/three")
    assert sorted(path.name for path in here.iterdir()) == ["corpus", "deep", "index", "one", "two"]


def test_dates_are_those_of_the_day_of_the_export(run: Run, here: Path) -> None:
    run("export", "oil", "--until", "yesterday", "-o", "out")
    manifest = json.loads((here / "out/manifest.json").read_text())
    assert manifest["query"] == "oil until:yesterday"
    assert manifest["asked"].startswith("oil until:20")
    assert json.loads(run("replay", "out", "--json").out)["query"] == manifest["asked"]


def test_ids_never_name_other_files(run: Run, tmp_path: Path) -> None:
    ids = [
        "../../evil",
        "/etc/passwd",
        "a\\b",
        "CON",
        "con",
        "..",
        "Deal",
        "deal",
        "x" * 300,
        "北京",
        "a\nb",
        ".hidden",
    ]
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/feed.jsonl").write_text(
        "".join(
            json.dumps({"id": each, "title": "Oil", "text": f"Oil {n}."}) + "\n" for n, each in enumerate(ids)
        )
    )
    run("rebuild", "-q", "--no-names")
    before = sorted(tmp_path.iterdir())
    assert run("export", "oil", "-o", "out", "--copies").code == 0
    assert sorted(tmp_path.iterdir()) == sorted([*before, tmp_path / "out"])
    texts = [path.name for path in (tmp_path / "out/articles").iterdir()]
    assert len({name.lower() for name in texts}) == len(texts) == len(ids)
    assert all(name.isascii() and len(name) < 100 and not name.startswith(".") for name in texts)
    assert run("replay", "out").code == 0


def test_nothing_found_writes_nothing(run: Run, here: Path) -> None:
    assert run("export", "zebra", "-o", "out") == Ran(1, "", "No articles.\n    zebra  0\n")
    assert not (here / "out").exists()


def test_an_earlier_export_is_replaced_if_nobody_touched_it(run: Run, here: Path) -> None:
    (here / "out").mkdir()
    run("export", "oil", "-o", "out")
    assert run("export", "guards", "-o", "out").code == 0
    assert [p.name for p in (here / "out/articles").iterdir()] == ["deal.txt"]
    notes = here / "out/articles/notes.md"
    notes.write_text("mine")
    ran = run("export", "oil", "-o", "out")
    assert ran == Ran(
        2,
        "",
        f"searchkit: {here}/out is not replaced: notes.md in it is not of the export.\n"
        "Give the name of a new or empty one.\n",
    )
    notes.unlink()
    before = files(here / "out")
    (here / "out/articles.csv").write_text("edited")
    assert run("export", "oil", "-o", "out").code == 2
    assert files(here / "out") == {**before, "articles.csv": b"edited"}


def test_a_folder_of_something_else_is_never_touched(run: Run, here: Path) -> None:
    (here / "mine").mkdir()
    (here / "mine/notes.txt").write_text("mine")
    (here / "link").symlink_to(here / "mine")
    before = files(here / "mine")
    for folder, message in (
        ("mine", "mine holds files that are no export."),
        ("link", "link is not a folder."),
        ("mine/notes.txt", "mine/notes.txt is not a folder."),
    ):
        ran = run("export", "oil", "-o", folder)
        assert ran == Ran(2, "", f"searchkit: {here}/{message}\nGive the name of a new or empty one.\n")
    assert files(here / "mine") == before


def test_an_export_does_not_go_among_the_articles(run: Run, here: Path) -> None:
    ran = run("export", "oil", "-o", "corpus/oil/out")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "searchkit: corpus/oil/out is among the articles: the next update would read the export too.\n"
        "Give a folder outside corpus.\n"
    )
    assert not (here / "corpus/oil/out").exists()


def test_the_folder_one_is_in_stays(run: Run, built: Path, tmp_path: Path) -> None:
    ran = run("export", "oil", "-o", ".", "--index", built / "index")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"searchkit: {tmp_path} is the folder you are in, ")
    assert list(tmp_path.iterdir()) == []


def test_what_fails_half_way_leaves_the_earlier_export(exported: Path, tmp_path: Path) -> None:
    def texts() -> Iterator[str]:
        yield "half"
        raise OSError(28, "No space left on device")

    folder = tmp_path / "out"
    shutil.copytree(exported, folder)
    before = files(folder)
    with pytest.raises(StorageError, match="out cannot be written: No space left"):
        write_export(folder, {}, [("articles.jsonl", texts())])
    assert files(folder) == before
    assert list(tmp_path.iterdir()) == [folder]


def test_mistakes(run: Run, here: Path) -> None:
    assert run("export", "oil") == Ran(
        2, "", "searchkit: Where shall the files go?\nFor example: searchkit export sanctions -o sanctions\n"
    )
    assert run("export", "-o", "out").code == 2
    (here / "file").write_text("")
    assert run("export", "oil", "-o", "file/out") == Ran(
        3, "", f"searchkit: {here}/file cannot be written: File exists.\n"
    )


def test_nothing_has_changed(run: Run, here: Path) -> None:
    run("export", "oil", "-o", "out")
    assert run("replay", "out") == Ran(0, "", "3 articles, as exported, of the same index\n")
    (here / "corpus/new.txt").write_text("Bananas\n\nNothing of it.\n")
    run("update", "-q")
    assert run("replay", "out") == Ran(0, "", "3 articles, as exported, though the index is another\n")
    document = json.loads(run("replay", "out", "--json").out)
    assert (document["same"], document["differences"]) == (True, [])
    assert document["index_then"] != document["index_now"]


def test_what_was_gained_lost_and_changed(run: Run, here: Path) -> None:
    run("export", "oil", "-o", "out")
    corpus = here / "corpus"
    (corpus / "new.txt").write_text("New\n\nOil again.\n")
    (corpus / "oil/undated.txt").unlink()
    (corpus / "deal.txt").write_text((corpus / "deal.txt").read_text().replace("in May", "in June"))
    (corpus / "oil/crude.txt").write_text("Crude prices rise\n\nBananas rose.\n")
    run("update", "-q")
    assert run("replay", "out") == Ran(
        1,
        "+ new  New\n"
        "- oil/undated  Why oil matters  not in the archive\n"
        "- oil/crude  Crude prices rise  matches no more\n"
        "≠ deal  Guards pull back from “state of war”\n",
        "3 articles then, 2 now · 1 gained · 2 lost · 1 changed\n",
    )
    document = json.loads(run("replay", "out", "--json").out)
    assert (document["same"], document["then"], document["now"]) == (False, 3, 2)
    assert [(each["change"], each["id"]) for each in document["differences"]] == [
        ("gained", "new"),
        ("lost", "oil/undated"),
        ("lost", "oil/crude"),
        ("changed", "deal"),
    ]
    assert run("replay", "out", "--csv").out.splitlines()[:2] == ["change,id,title,why", "gained,new,New,"]


def test_what_was_tampered_with_is_named(replay: Callable[[], Ran], tmp_path: Path) -> None:
    for name in ("articles/deal.txt", "articles.jsonl", "articles.csv"):
        file = tmp_path / "out" / name
        kept = file.read_bytes()
        file.write_bytes(kept.replace(b"1", b"2"))
        altered = f"searchkit: out/{name} is not as it was exported.\nExport again to another folder.\n"
        assert replay() == Ran(2, "", altered)
        file.unlink()
        assert replay() == Ran(2, "", altered)
        file.symlink_to("/dev/zero")
        assert replay() == Ran(2, "", altered)
        file.unlink()
        file.write_bytes(kept)
    assert replay().code == 0


@pytest.mark.parametrize(
    "change",
    [
        {"asked": "guards"},
        {"asked": "\x1b[2J ("},
        {"asked": 1},
        {"files": {"../../etc/passwd": {}}},
        {"files": {"articles.jsonl": 1}},
        {"files": {}},
        {"files": []},
        {"options": {}},
        {"options": {**OPTIONS, "match": "none"}},
        {"options": {**OPTIONS, "sort": []}},
        {"schema": "1"},
        {"kind": 3},
        {"index": None},
        {"index": {"fingerprint": 1}},
    ],
)
@pytest.mark.parametrize("signed", [False, True])
def test_a_hostile_manifest_gives_one_sentence(
    replay: Callable[[], Ran], tmp_path: Path, change: dict[str, object], signed: bool
) -> None:
    file = tmp_path / "out/manifest.json"
    manifest = {**json.loads(file.read_text()), **change}
    if signed:  # whoever writes a manifest can write its checksum too
        del manifest["checksum"]
        text = json.dumps(manifest, sort_keys=True)
        manifest["checksum"] = hashlib.sha256(text.encode()).hexdigest()
    file.write_text(json.dumps(manifest))
    ran = replay()
    assert "\x1b" not in ran.out + ran.err
    if signed and change == {"asked": "guards"}:  # a query like any other
        assert ran.code == 1
    else:
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(("searchkit: ", "Query error: "))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "3", "[" * 100_000, '{"kind": "other"}', '{"kind": "searchkit export", "schema": 2}'],
)
def test_what_is_no_manifest(
    replay: Callable[[], Ran], run: Run, built: Path, tmp_path: Path, text: str
) -> None:
    (tmp_path / "out/manifest.json").write_text(text)
    ran = replay()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("searchkit: out")
    before = files(tmp_path / "out")
    assert run("export", "oil", "-o", "out", "--index", built / "index").code == 2
    assert files(tmp_path / "out") == before


@pytest.mark.usefixtures("here")
def test_what_is_no_export(run: Run) -> None:
    hint = "Make one: searchkit export QUERY -o DIR\n"
    assert run("replay", "corpus") == Ran(
        2, "", f"searchkit: corpus is no export: it has no manifest.json.\n{hint}"
    )
    assert run("replay", "none") == Ran(
        2, "", f"searchkit: none is no export: it has no manifest.json.\n{hint}"
    )
