"""How the articles found are listed: the same options for every command that lists them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from searchkit.cli.options.output import Output
from searchkit.cli.options.shared import Expand
from searchkit.errors import UsageError
from searchkit.settings import Settings, Sort

if TYPE_CHECKING:
    from searchkit.archive import Index, SearchResults
    from searchkit.cli.options.selection import Selection
    from searchkit.cli.printers import Answer, Form


@dataclass(frozen=True, slots=True)
class Listing:
    """The options that say which articles of an answer are shown, how much of each, and in which order."""

    limit: Annotated[
        int | None, typer.Option("-n", "--limit", min=1, metavar="N", help="Articles on a page (10).")
    ] = None
    page: Annotated[int, typer.Option("--page", min=1, metavar="N", help="Which page.")] = 1
    sort: Annotated[Sort | None, typer.Option("--sort", help="The order.")] = None
    expand: Expand = None
    snippets: Annotated[
        int | None, typer.Option("--snippets", min=0, metavar="N", help="Sentences an article (3).")
    ] = None
    files: Annotated[bool, typer.Option("-l", "--files", help="Only the paths of the articles.")] = False
    ids: Annotated[bool, typer.Option("--ids", help="Only the ids of the articles.")] = False
    null: Annotated[bool, typer.Option("-0", "--null", help="End lines with NUL instead, for xargs -0.")] = (
        False
    )
    count: Annotated[bool, typer.Option("-c", "--count", help="Only how many articles there are.")] = False

    def form(self, output: Output) -> Form:
        """The form asked for. Raises UsageError for two of them."""
        form = output.form({"files": self.files, "ids": self.ids, "count": self.count})
        if self.null and form not in ("files", "ids") and output.template is None:
            raise UsageError("-0 ends lines: it goes with -l, --ids or --format.")
        return form

    @property
    def end(self) -> str:
        """What ends a line of the forms that are lines."""
        return "\0" if self.null else "\n"

    def settings(self, output: Output, selection: Selection) -> Settings:
        """The settings, with what these options and the selection say of them."""
        return output.settings(
            limit=self.limit,
            sort=self.sort,
            snippets=self.snippets,
            match=selection.match(),
            expand=self.expand,
        )

    def search(self, opened: Index, selection: Selection, text: str, settings: Settings) -> SearchResults:
        """The page of articles asked for."""
        return selection.search(
            opened,
            text,
            settings,
            limit=settings.limit,
            offset=(self.page - 1) * settings.limit,
            sort=settings.sort,
            expand=settings.expand,
        )

    def answer(self, results: SearchResults, opened: Index, settings: Settings, form: Form) -> Answer:
        """The answer that shows them. Forms that are lines name files as they can be opened from here."""
        from searchkit.cli.answers.results import Page, results_answer

        by_template = not isinstance(form, str)
        roots = map(Path, opened.info()["built_from"]) if form == "files" or by_template else ()
        shown = Page(self.page, settings.limit, settings.sort, settings.snippets, tuple(roots))
        return results_answer(results, shown)

    def found(self, results: SearchResults) -> bool:
        """Whether there is anything to show."""
        return bool(results.total if self.count else results.hits)
