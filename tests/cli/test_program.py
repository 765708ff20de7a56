"""Help, version, mistakes in the arguments: the whole output and the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchkit.cli import commands
from searchkit.cli.app import COMMANDS
from tests.cli.conftest import Run

HELP = """\
Usage: searchkit [OPTIONS] COMMAND [ARGS]...

  Search a folder of articles.

    searchkit search '"state of war" bolton'     both, the phrase as written
    searchkit search sanctions --since 2018      filtered
    searchkit show ID                            read one
    searchkit rebuild                            index the corpus folder anew
    searchkit help query                         all that a query can say

Options:
  --version   Print the version and exit.
  --debug     Show the traceback of an error.
  -h, --help  Show this message and exit.

Find:
  search      Find articles: ranked, with the sentences that match.
  similar     Articles like an article.
  copies      Articles that are copies of one another.
  explain     How a query is read, and why an article has its rank.
  shell       Ask one thing after the other, with history and completion.

Look around:
  facets      Who, where, when and what about: the values of fields, counted.
  timeline    Articles over time, with bars.
  kwic        Every match with the words on its left and right.
  names       People, organisations and places in the articles.
  cooccur     Names that stand together with a name.

Read and cite:
  show        Read an article.
  cite        Cite articles: Chicago, APA, BibTeX, CSL-JSON, Markdown.
  quotes      Check the quotations of a draft against the archive.

Come back:
  saved       Searches kept under a name, and what is new in them.
  export      What a query finds, as files, with all it takes to ask again.
  replay      What has changed since an export.

Keep the archive:
  rebuild     Build the index from the articles.
  update      Take in new and changed articles, drop what is gone.
  extract     Show what is read from files, without an index.
  rm          Keep articles out of the index.
  status      What the index holds, and how it was built.
  check       Whether the index is as it was written.
  aliases     Names that mean the same, with the sentences that say so.
  authors     Who wrote what, however printed.

The program:
  help        The query language, exit codes, a command.
  config      Every setting, and where its value comes from.
  completion  What bash, zsh and fish load to complete command lines.
  man         The manual page.

  Exit codes: 0 found or done, 1 nothing found, 2 a mistake in the query or an
  option, 3 no readable index, 4 another process is writing, 5 done but some
  files were skipped, 130 interrupted.
"""


@pytest.mark.parametrize("args", [(), ("-h",), ("--help",)])
def test_help(run: Run, args: tuple[str, ...]) -> None:
    ran = run(*args)
    assert (ran.code, ran.out, ran.err) == (0, HELP, "")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_of_every_command(run: Run, command: str, option: str) -> None:
    ran = run(command, option)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: searchkit {command} ")
    assert f"\n    searchkit {command}" in ran.out  # examples
    assert "\n  -h, --help " in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_every_command_is_in_the_help() -> None:
    modules = {path.stem for path in Path(commands.__file__).parent.glob("[a-z]*.py")}
    assert modules == set(COMMANDS)


def test_version(run: Run) -> None:
    ran = run("--version")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("searchkit 0.")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("serch", "x"), "There is no command 'serch'.\nDid you mean search?"),
        (("xyzzy",), "There is no command 'xyzzy'.\nSee searchkit --help."),
        (("\x1b[31mx",), "There is no command '\\x1b[31mx'.\nSee searchkit --help."),
        (("search", "x", "--limt", "3"), "No such option: --limt.\nDid you mean --limit?"),
        (("search", "x", "--after", "2011"), "No such option: --after.\nDid you mean --since?"),
        (("search", "x", "--afer", "2011"), "No such option: --afer.\nDid you mean --since?"),
        (("check", "--after", "2011"), "No such option: --after.\nSee searchkit check --help."),
        (("--nonsense",), "No such option: --nonsense.\nSee searchkit --help."),
        (
            ("search", "iran", "-iraq"),
            "No such option: -i.\nWords to leave out go after two hyphens: searchkit search -- iran -iraq",
        ),
        (
            ("search", "x", "--sort", "newst"),
            (
                "--sort must be one of relevance, newest, oldest, author, title, not 'newst'.\n"
                "Did you mean newest?"
            ),
        ),
        (("search", "x", "--color", "blue"), "--color must be one of auto, always, never, not 'blue'."),
        (("search", "x", "-n", "0"), "--limit must be a whole number from 1, not '0'."),
        (("search", "x", "-n", "many"), "--limit must be a whole number from 1, not 'many'."),
        (("rebuild", "--wait", "nan"), "--wait must be a number from 0, not 'nan'."),
        (("search", "x", "-n"), "Option '-n' requires an argument."),
        (("show",), "Missing argument 'ID[#pN]'.\nSee searchkit show --help."),
        (("search",), "What shall I search for?\nFor example: searchkit search sanctions --since 2018"),
        (("search", " "), "What shall I search for?\nFor example: searchkit search sanctions --since 2018"),
        (("search", "x", "--any", "--all"), "--any and --all exclude each other."),
        (("search", "x", "-l", "-c"), "--files and --count are different output forms.\nGive one of them."),
        (("search", "x", "-0"), "-0 ends lines: it goes with -l, --ids or --format."),
        (("extract",), "Which files shall I read?\nFor example: searchkit extract page.html"),
        (
            ("extract", "x", "--map", "title"),
            "--map 'title' is not FIELD=NAME.\nFor example: --map title=headline",
        ),
        (("extract", "--files-from", "none"), "none cannot be read: No such file or directory."),
    ],
)
def test_mistakes_in_the_arguments(run: Run, args: tuple[str, ...], message: str) -> None:
    ran = run(*args)
    assert (ran.code, ran.out, ran.err) == (2, "", f"searchkit: {message}\n")


@pytest.mark.parametrize("command", [("search", "x"), ("show", "x"), ("status",), ("rebuild",), ("update",)])
def test_without_an_archive(run: Run, command: tuple[str, ...]) -> None:
    ran = run(*command)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == (
        "searchkit: There is no archive here: no folder corpus, and no index, in this folder or above it.\n"
        "Build an index from a folder of articles: searchkit rebuild PATH\n"
    )


def test_debug_shows_the_traceback_before_or_after_the_command(run: Run) -> None:
    for args in (("--debug", "show", "x"), ("show", "x", "--debug")):
        ran = run(*args)
        assert (ran.code, ran.out) == (3, "")
        assert "searchkit.errors.NoIndexError" in ran.err
        assert ran.err.startswith("Traceback")
        assert ran.err.endswith("searchkit rebuild PATH\n")


def test_settings_that_make_no_sense_are_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "searchkit.toml").write_text("limit = 5\ncolour = 'never'\n")
    ran = run("search", "x")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"searchkit: {tmp_path}/searchkit.toml:2: there is no setting 'colour'.\nDid you mean color?\n"
    )
