"""The program: its commands, each loaded when it is called, and every error in one place.

`searchkit --help` must not cost more than Typer itself, so the list of commands is kept here, and a command's
module is imported only to run it, to print its help or to complete its options.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from inspect import getdoc
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any, NoReturn, TextIO, cast

import typer
from typer.core import TyperCommand, TyperGroup

from searchkit.cli.options.values import convert_plainly
from searchkit.errors import SearchkitError, UsageError

GROUPS = {
    "Find": {
        "search": "Find articles: ranked, with the sentences that match.",
        "similar": "Articles like an article.",
        "copies": "Articles that are copies of one another.",
        "explain": "How a query is read, and why an article has its rank.",
        "shell": "Ask one thing after the other, with history and completion.",
    },
    "Look around": {
        "facets": "Who, where, when and what about: the values of fields, counted.",
        "timeline": "Articles over time, with bars.",
        "kwic": "Every match with the words on its left and right.",
        "names": "People, organisations and places in the articles.",
        "cooccur": "Names that stand together with a name.",
    },
    "Read and cite": {
        "show": "Read an article.",
        "cite": "Cite articles: Chicago, APA, BibTeX, CSL-JSON, Markdown.",
        "quotes": "Check the quotations of a draft against the archive.",
    },
    "Come back": {
        "saved": "Searches kept under a name, and what is new in them.",
        "export": "What a query finds, as files, with all it takes to ask again.",
        "replay": "What has changed since an export.",
    },
    "Keep the archive": {
        "rebuild": "Build the index from the articles.",
        "update": "Take in new and changed articles, drop what is gone.",
        "extract": "Show what is read from files, without an index.",
        "rm": "Keep articles out of the index.",
        "status": "What the index holds, and how it was built.",
        "check": "Whether the index is as it was written.",
        "aliases": "Names that mean the same, with the sentences that say so.",
        "authors": "Who wrote what, however printed.",
    },
    "The program": {
        "help": "The query language, exit codes, a command.",
        "config": "Every setting, and where its value comes from.",
        "completion": "What bash, zsh and fish load to complete command lines.",
        "man": "The manual page.",
    },
}
"""Every command and its line in the help; command `name` is the function `name` of `commands.name`."""

COMMANDS = {name: line for group in GROUPS.values() for name, line in group.items()}

HELP = """\
Search a folder of articles.

\b
  searchkit search '"state of war" bolton'     both, the phrase as written
  searchkit search sanctions --since 2018      filtered
  searchkit show ID                            read one
  searchkit rebuild                            index the corpus folder anew
  searchkit help query                         all that a query can say
"""
EXIT_CODES = {
    0: "found or done",
    1: "nothing found",
    2: "a mistake in the query or an option",
    3: "no readable index",
    4: "another process is writing",
    5: "done but some files were skipped",
    130: "interrupted",
}
EPILOG = f"Exit codes: {', '.join(f'{code} {meaning}' for code, meaning in EXIT_CODES.items())}."
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Command(TyperCommand):
    """One command. Its arguments are told of in its text, by the names in the usage line."""

    def collect_usage_pieces(self, _ctx: Any) -> list[str]:
        """What stands in the usage line behind the name."""
        return ["[OPTIONS]", *(str(p.metavar) for p in self.params if p.param_type_name == "argument")]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The list of options in the help."""
        options = (p for p in self.get_params(ctx) if p.param_type_name == "option")
        with formatter.section("Options"):
            formatter.write_dl([record for p in options if (record := p.get_help_record(ctx))])

    def get_params(self, ctx: Any) -> Any:
        """Its options and arguments, their values converted without pydantic."""
        return convert_plainly(super().get_params(ctx))


class Program(TyperGroup):
    """The group of all commands."""

    def get_params(self, ctx: Any) -> Any:
        """The options before a command, their values converted without pydantic."""
        return convert_plainly(super().get_params(ctx))

    def list_commands(self, _ctx: Any) -> list[str]:
        """The names of all commands, the commonest first."""
        return list(COMMANDS)

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        """A command, its module imported; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = _load(cmd_name, self)
        return self.commands[cmd_name]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command the first argument names, an error with the nearest names if it names none."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            raise UsageError(
                f"There is no command {name!r}.", _nearest(name, COMMANDS) or "See searchkit --help."
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: Any, formatter: Any) -> None:
        """The list of commands in the help."""
        widest = max(map(len, COMMANDS))
        for name, group in GROUPS.items():
            with formatter.section(name):
                formatter.write_dl([(command.ljust(widest), line) for command, line in group.items()])

    def invoke(self, ctx: Any) -> Any:
        """Run the command. A reader that has gone away is the end of it, not an error."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _forget_stdout()
            return 0
        return code

    def main(
        self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: Any, **extra: Any
    ) -> NoReturn:
        """Run the program with the arguments and end the process with its exit code."""
        arguments = list(sys.argv[1:] if args is None else args)
        if shell := os.environ.get("_SEARCHKIT_COMPLETE"):
            from searchkit.cli.completion.shells import answer

            answer(self, shell, arguments)
            sys.exit(0)
        extra["standalone_mode"] = False
        try:
            code = super().main(arguments, prog_name or "searchkit", **extra)
        except typer.Abort:
            code = 130
        except (SearchkitError, typer.TyperException, OSError) as error:
            from searchkit.cli.problems import report

            if isinstance(error, OSError):  # most likely of stdout: a full disk behind it
                _forget_stdout()
            code = report(error, traceback=_wants_traceback(arguments))
        if code == 130:
            sys.stderr.write("searchkit: interrupted\n")
        sys.exit(code if isinstance(code, int) else 0)


def _load(name: str, program: Program) -> Any:
    """Make a command of the function `name` in `commands.name`, with the EXAMPLES there in its help."""
    module = import_module(f"searchkit.cli.commands.{name}")
    function = getattr(module, name)
    single = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=_SETTINGS)
    single.command(name, cls=Command, help=f"{getdoc(function)}\n\n\b\n{module.EXAMPLES}")(function)
    command: Any = typer.main.get_command(single)
    command.params.extend(p for p in program.params if "--debug" in p.opts)  # it may stand behind too
    return command


def _nearest(name: str, names: Sequence[str] | dict[str, str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, names, n=2)
    return f"Did you mean {' or '.join(near)}?" if near else ""


def _wants_traceback(arguments: list[str]) -> bool:
    before = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return "--debug" in before


def _forget_stdout() -> None:
    """Let Python's own flush at exit go nowhere (the recipe of the `signal` module's documentation)."""
    with suppress(OSError):  # a stream of a test has no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"searchkit {version('searchkit')}")
        raise typer.Exit


app = typer.Typer(
    name="searchkit",
    cls=Program,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=_SETTINGS,
)


@app.callback(invoke_without_command=True, help=HELP, epilog=EPILOG)
def program(
    ctx: typer.Context,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
    _debug: Annotated[
        bool, typer.Option("--debug", expose_value=False, help="Show the traceback of an error.")
    ] = False,
) -> None:
    """Print the help if there is no command."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def _utf8(stream: TextIO | None) -> TextIO:
    if stream is None:  # the process was started with it closed
        return Path(os.devnull).open("w", encoding="utf-8")
    cast(TextIOWrapper, stream).reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def main() -> NoReturn:
    """Run the program; its output is UTF-8 whatever the locale says."""
    sys.stdout, sys.stderr = _utf8(sys.stdout), _utf8(sys.stderr)
    typer.main.get_command(app)()
    raise SystemExit  # not reached: a command ends the process
