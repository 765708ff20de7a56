"""What may stand at the end of a command line."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from searchkit.article import Article, Author
from searchkit.cli.app import COMMANDS, app
from searchkit.cli.completion import offer
from searchkit.cli.completion.query import FIELDS
from searchkit.engines.whoosh.writer import IndexWriter, prepare
from searchkit.query import fields as query_fields

PROGRAM = typer.main.get_command(app)
TAKEN_AS_TYPED = {
    "DATE", "N", "CODE", "SECONDS", "TEMPLATE", "FIELD=NAME", "STYLE", "TEXT",
}  # fmt: skip


def offered(*words: str) -> list[str]:
    return [candidate.text for candidate in offer(PROGRAM, words[:-1], words[-1]).candidates]


@pytest.fixture(autouse=True)
def _in_the_archive(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive)
    monkeypatch.setenv("HOME", str(archive))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["fac"], ["facets"]),
        (["--ver"], ["--version"]),
        (["--debug", "upd"], ["update"]),
        (["nonsense", "--so"], []),
        (["search", "--so"], ["--source", "--sort"]),
        (["search", "--sort", "newest", "--so"], ["--source"]),
        (["search", "-a", "x", "--auth"], ["--author"]),
        (["search", "--sort", "ne"], ["newest"]),
        (["search", "--sort=ne"], ["--sort=newest"]),
        (["search", "-n", "5", "--sort", "au"], ["author"]),
        (["search", "--", "--so"], []),
        (["search", "-a", "bolt"], ["John Bolton"]),
        (["search", "-a", "o'h"], ["James O'Hara"]),
        (["search", "-aJohn"], ["-aJohn Bolton"]),
        (["search", "-qa", "john"], ["John Bolton"]),
        (["search", "--author=JOHN"], ["--author=John Bolton"]),
        (["search", "-a", "olton"], []),
        (["search", "iran", "--source", "le"], ["Le Monde"]),
        (["facets", "--lang", ""], ["en", "fr"]),
        (["facets", "x", "--of", "author,so"], ["author,source"]),
        (["facets", "x", "--of", "author,a"], []),
        (["search", "autho"], ["author:"]),
        (["search", "author:john"], ['author:"John Bolton"']),
        (["search", 'iran -author:"john b'], ['iran -author:"John Bolton"']),
        (["search", "(oil OR source:le"], ['(oil OR source:"Le Monde"']),
        (["search", "lang:f"], ["lang:fr"]),
        (["search", "lang:f", "id:iran"], ["id:iran-1", "id:iran-2"]),
        (["search", "--since", ""], []),
        (["search", "since:"], []),
        (["show", "iran"], ["iran-1", "iran-2"]),
        (["show", "Iran"], []),
        (["show", "iran-1", ""], []),
        (["explain", "oil", "l"], ["lee"]),
        (["authors", "bolt"], ["John Bolton"]),
        (["authors", "me"], ["merge"]),
        (["authors", "merge", "bolt"], ["John Bolton"]),
        (["aliases", "mer"], ["Angela Merkel", "merge"]),
        (["saved", ""], ["list", "add", "run", "rm"]),
        (["saved", "run", ""], ["iran", "oil"]),
        (["saved", "add", "x", "lang:f"], ["lang:fr"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["search", "--index", "nowhere", "-a", ""], []),
        (["search", "'"], []),
        (["saved", "nonsense", ""], []),
        (["help", "query", ""], []),
        (["--nonsense", "--", "fac"], ["facets"]),
    ],
)
def test_what_is_offered(words: list[str], expected: list[str]) -> None:
    assert offered(*words) == expected


def test_every_command_is_offered() -> None:
    assert offered("") == list(COMMANDS)


@pytest.mark.parametrize(
    "words", [["rebuild", "co"], ["search", "--index", ""], ["extract", "--files-from="]]
)
def test_files_are_left_to_the_shell(words: list[str]) -> None:
    assert offer(PROGRAM, words[:-1], words[-1]).files


def test_every_field_of_a_query_is_offered() -> None:
    names = {*query_fields.FIELDS.values(), *query_fields.DATE_FIELDS, "atleast", "most"}
    assert set(FIELDS) == names
    assert {text.removesuffix(":") for text in offered("search", "")} == names


def test_controls_are_never_offered(tmp_path: Path) -> None:
    """They cannot come from files, whose readers take them out, but an index may hold anything."""
    names = ("Jane Doe", "Eve \x1b[31mRed", "Eve\nDoe", "Eve\tDoe", "Eve \u202eDoe", "Eve \ud800")
    articles = [
        Article(str(at), "t", ("x",), (Author(name, name),), digest=f"{at:032}")
        for at, name in enumerate(names)
    ]
    with IndexWriter(tmp_path / "index") as writer:
        writer.add(prepare(articles, writer.folder / "batch-0"))
        writer.commit({}, {})
    assert offered("search", "--index", str(tmp_path / "index"), "-a", "") == ["Jane Doe"]


def test_an_unreadable_index_offers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index/CURRENT").write_text("{")
    monkeypatch.chdir(tmp_path)
    assert offered("show", "") == []


def test_every_value_of_every_command_has_its_completion() -> None:
    """An option or argument that is new must say what it takes."""
    for name in COMMANDS:
        command = PROGRAM.get_command(None, name)
        for param in command.params:
            if param.param_type_name == "option" and param.is_flag:
                continue
            metavar = (param.metavar or "").strip("[].")
            words = ["x"] * sum(p.param_type_name == "argument" for p in command.params)
            if param.param_type_name == "option":
                found = offer(PROGRAM, [name, param.opts[-1]], "")
            else:
                at = [p for p in command.params if p.param_type_name == "argument"].index(param)
                found = offer(PROGRAM, [name, *words[:at]], "")
            known = found.files or found.candidates or metavar in TAKEN_AS_TYPED
            assert known, f"{name} {param.opts}: nothing is offered for {metavar}"
