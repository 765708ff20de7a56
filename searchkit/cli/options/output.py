"""How a command answers: the form, the streams and the index, the same options for every command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from searchkit.cli.options.shared import ColorWhen, IndexDir, Json, Jsonl, NoPager, Quiet

if TYPE_CHECKING:
    from searchkit.cli.printers import Form, FormName
    from searchkit.cli.terminal.console import Console
    from searchkit.settings import Settings


@dataclass(frozen=True, slots=True)
class Forms:
    """The options that ask for an output form."""

    as_json: Json = False
    as_jsonl: Jsonl = False
    as_csv: Annotated[bool, typer.Option("--csv", help="A table for spreadsheets.")] = False
    as_tsv: Annotated[bool, typer.Option("--tsv", help="A table, values parted by tabs.")] = False
    as_md: Annotated[bool, typer.Option("--md", help="A Markdown table.")] = False
    template: Annotated[
        str | None,
        typer.Option("--format", metavar="TEMPLATE", help="Lines of your own: '{date} {title:.60} {id}'."),
    ] = None

    def form(self, others: Mapping[FormName, bool] | None = None) -> Form:
        """The form asked for, of these and those only one command has. Raises UsageError for two of them."""
        from searchkit.cli.printers import only_form

        asked: dict[FormName, bool] = {
            "json": self.as_json,
            "jsonl": self.as_jsonl,
            "csv": self.as_csv,
            "tsv": self.as_tsv,
            "md": self.as_md,
        }
        return only_form({**asked, **(others or {})}, self.template)


@dataclass(frozen=True, slots=True)
class Output(Forms):
    """The options that say how to answer, and from which index."""

    index: IndexDir = None
    color: ColorWhen = None
    no_pager: NoPager = False
    quiet: Quiet = False

    def settings(self, **flags: object) -> Settings:
        """The settings here, with the flags of the command line (None: not given)."""
        from searchkit.cli.session import settings_for

        return settings_for({"index": self.index, "color": self.color, **flags})

    def console(self, settings: Settings, form: Form) -> Console:
        """Where to write."""
        from searchkit.cli.terminal.console import open_console

        paged = form == "terminal" and not self.no_pager
        return open_console(settings, quiet=self.quiet, paged=paged)
