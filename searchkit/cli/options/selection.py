"""Which articles a command is about: a query and its filters, the same options for every command."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from searchkit.errors import UsageError
from searchkit.settings import Match

if TYPE_CHECKING:
    from searchkit.archive import Filters, Index, SearchResults
    from searchkit.cli.printers import Answer
    from searchkit.settings import Settings

_OPTIONS = {
    "authors": "--author",
    "since": "--since",
    "until": "--until",
    "on": "--on",
    "names": "--name",
    "sources": "--source",
    "languages": "--lang",
}
"""The option of each field of Filters."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The options that narrow a query, or say how it is read."""

    author: Annotated[
        list[str] | None,
        typer.Option("-a", "--author", metavar="NAME", help="By this author. Repeat for any of them."),
    ] = None
    since: Annotated[str, typer.Option("-s", "--since", metavar="DATE", help="Not older than this.")] = ""
    until: Annotated[str, typer.Option("-u", "--until", metavar="DATE", help="Not newer than this.")] = ""
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="On this day, in this month or year.")] = ""
    name: Annotated[
        list[str] | None,
        typer.Option("-e", "--name", metavar="NAME", help="Naming this person, organisation or place."),
    ] = None
    source: Annotated[
        list[str] | None, typer.Option("--source", metavar="NAME", help="From this source.")
    ] = None
    lang: Annotated[
        list[str] | None, typer.Option("--lang", metavar="CODE", help="In this language (en, fr).")
    ] = None
    any_word: Annotated[bool, typer.Option("--any", help="Articles with any of the words.")] = False
    all_words: Annotated[
        bool, typer.Option("--all", help="Only articles with all words, even if there are none.")
    ] = False
    no_aliases: Annotated[
        bool,
        typer.Option(
            "--no-aliases", help="Names as written: not their other names, nor an author's other printings."
        ),
    ] = False
    no_variants: Annotated[
        bool, typer.Option("--no-variants", help="Names as written: not their other spellings.")
    ] = False

    copies: Annotated[
        bool, typer.Option("--copies", help="Copies of an article too, not only the first.")
    ] = False

    def text(self, query: list[str] | None, command: str) -> str:
        """The query as one line; filters alone select from all articles. Raises UsageError for neither."""
        text = " ".join(query or ())
        if text.strip():
            return text
        if any((self.author, self.since, self.until, self.on, self.name, self.source, self.lang)):
            return "*"
        raise UsageError(
            "What shall I search for?", f"For example: searchkit {command} sanctions --since 2018"
        )

    def match(self) -> Match | None:
        """How the words are joined, None if it is not said. Raises UsageError."""
        if self.any_word and self.all_words:
            raise UsageError("--any and --all exclude each other.")
        return "any" if self.any_word else "all" if self.all_words else None

    def search(self, opened: Index, text: str, settings: Settings, **page: Any) -> SearchResults:
        """The articles selected; `page` is what else `Index.search` takes."""
        return opened.search(text, **self._reading(settings), **page)

    def explained(
        self, answer: Answer, opened: Index, text: str, settings: Settings, command: str = "search"
    ) -> Answer:
        """The answer; if nothing was found, with the reasons for that."""
        if answer.total:
            return answer
        from searchkit.archive.nothing import why_nothing
        from searchkit.cli.answers.nothing import with_reasons

        nothing = why_nothing(opened, text, **self._reading(settings))
        return with_reasons(answer, nothing, self._labels(), command)

    def _reading(self, settings: Settings) -> dict[str, Any]:
        return {
            "mode": settings.match,
            "filters": self.filters(),
            "aliases": not self.no_aliases,
            "variants": not self.no_variants,
            "copies": self.copies,
        }

    def filters(self) -> Filters:
        """The filters among the options."""
        from searchkit.archive import Filters

        authors, names, sources, languages = (
            tuple(given or ()) for given in (self.author, self.name, self.source, self.lang)
        )
        return Filters(authors, self.since, self.until, self.on, names, sources, languages)

    def _labels(self) -> dict[Any, str]:
        """The filters as parts of a query, and how each was given."""
        from datetime import date

        from searchkit.archive import Filters

        found, given = {}, self.filters()
        for field, option in _OPTIONS.items():
            value = getattr(given, field)
            values = (value,) if isinstance(value, str) else value
            for tree in Filters(**{field: value}).trees(date.today()):
                found[tree] = " ".join(f"{option} {shlex.quote(each)}" for each in values)
        return found
