"""`searchkit shell` with lines from a pipe: what it answers, and the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.archives import write
from tests.cli.conftest import Ran, Run


@pytest.fixture
def ask(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Asks a shell in the archive some lines."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    write(tmp_path)
    assert run("rebuild", "--quiet").code == 0

    def asked(*lines: str, options: tuple[str, ...] = ()) -> Ran:
        return run("shell", *options, stdin="".join(f"{line}\n" for line in lines))

    return asked


def ids(ran: Ran) -> list[str]:
    return ran.out.splitlines()


def test_a_line_is_a_query(run: Run, ask: Run) -> None:
    same = run("search", '"state of war"')
    ran = ask('"state of war"')
    assert (ran.code, ran.out) == (0, same.out)
    assert ran.err.startswith("1 article · by relevance · ")


@pytest.mark.parametrize(
    ("line", "args"),
    [
        ("oil --ids --sort title", ("oil", "--ids", "--sort", "title")),
        ("--ids oil -deal", ("--ids", "--", "oil -deal")),
        ("oil -n 1 -deal -a roe --ids", ("-n", "1", "-a", "roe", "--ids", "--", "oil -deal")),
        ('oil --author "John Roe" --ids', ("oil", "--author", "John Roe", "--ids")),
        ('--author="John Roe" --ids', ("--author=John Roe", "--ids")),
        ("oil --since 2018-09 --until 2018 --ids", ("oil", "--since", "2018-09", "--until", "2018", "--ids")),
        ("Iran's guards --ids", ("Iran's guards", "--ids")),
        ("oil --ids -- --since", ("--ids", "--", "oil --since")),
        ("author:(doe OR roe) --ids", ("author:(doe OR roe)", "--ids")),
    ],
)
def test_options_and_the_query(run: Run, ask: Run, line: str, args: tuple[str, ...]) -> None:
    same = run("search", *args)
    ran = ask(line)
    assert (ran.code, ran.out) == (same.code, same.out)


def test_numbers_stand_for_the_articles_found_last(run: Run, ask: Run) -> None:
    first, second, *_ = ids(run("search", "--ids", "oil"))
    ran = ask("oil --ids", "show 2 --text", ":show 1#p1 --text", ":cite 1")
    expected = [
        run("search", "--ids", "oil").out,
        run("show", second, "--text").out,
        run("show", f"{first}#p1", "--text").out,
        run("cite", first).out,
    ]
    assert (ran.code, ran.out) == (0, "".join(expected))


def test_numbers_are_ranks_on_every_page(run: Run, ask: Run) -> None:
    third = ids(run("search", "--ids", "oil"))[2]
    ran = ask("oil --limit 1 --page 3 --ids", "show 3 --text", "show 1")
    assert ran.out == f"{third}\n" + run("show", third, "--text").out
    assert ran.err.endswith("searchkit: There is no article '1'.\nDid you mean n1?\n")


@pytest.mark.parametrize(
    ("line", "args"),
    [
        (":status --json", ("status", "--json")),
        (":search 'oil' --ids", ("search", "oil", "--ids")),
        (":kwic '\"state of war\"' -w 10", ("kwic", '"state of war"', "-w", "10")),
        (":help exit-codes", ("help", "exit-codes")),
        (":", ("--help",)),
    ],
)
def test_commands_stand_behind_a_colon(run: Run, ask: Run, line: str, args: tuple[str, ...]) -> None:
    same = run(*args)
    ran = ask(line)
    assert (ran.code, ran.out) == (same.code, same.out)


def test_a_mistake_ends_nothing(ask: Run) -> None:
    ran = ask('"oil (', ":nonsense", ":search 'oil", ":shell", "oil --limt 3", "oil --count")
    assert (ran.code, ran.out) == (0, "3\n")
    assert [line for line in ran.err.splitlines() if line] == [
        'Query error: the quote " is never closed',
        '    "oil (',
        "    ^",
        "Put another one where the phrase ends, or take this one out",
        "searchkit: There is no command 'nonsense'.",
        "See searchkit --help.",
        "searchkit: ' is never closed.",
        "A query that has it goes without the colon.",
        "searchkit: This is the shell.",
        "help says what it takes.",
        "searchkit: No such option: --limt.",
        "Did you mean --limit?",
    ]


def test_the_exit_code_is_that_of_the_last_line(ask: Run) -> None:
    assert ask("oil --count", "zzz").code == 1
    assert ask("zzz", "oil --count", "", "  ").code == 0
    assert ask("(").code == 2
    assert ask("zzz", "quit", "oil").code == 1
    assert ask().code == 0


def test_a_query_that_begins_as_a_command_does_says_so(ask: Run) -> None:
    ran = ask("names oil --any --count")
    assert ran.err.startswith("names is a word of the query here; the command is :names\n")
    assert ask("names oil --any --count", options=("--quiet",)) == Ran(0, ran.out, "")


def test_help(ask: Run) -> None:
    ran = ask("help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("A line is a query")


def test_a_new_generation_is_seen_at_once(ask: Run, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (tmp_path / "more").mkdir()
    (tmp_path / "more/more.txt").write_text("Zeppelins\n\nA zeppelin landed.")
    ran = ask("zeppelin --ids", ":update more --quiet", "zeppelin --ids")
    assert ran.out.split() == ["more"]
    assert corpus.is_dir()


def test_another_index(run: Run, ask: Run) -> None:
    run("rebuild", "corpus/oil", "--index", "other", "--quiet")
    ran = ask("* --count", ":search -c '*'", "* --count --index index", options=("--index", "other"))
    assert ran.out.split() == ["2", "2", "5"]


def test_without_an_archive(run: Run) -> None:
    ran = run("shell", stdin="oil\n")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("searchkit: There is no archive here")
