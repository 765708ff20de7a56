"""`export`: from a query to the files of a folder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from searchkit.archive.keeping.export import fingerprint, write_export
from searchkit.archive.keeping.oneline import dated_line, one_line
from searchkit.archive.keeping.replay import ask
from searchkit.cli.answers.exported import export_files, exported_answer
from searchkit.cli.printers import Answer, choose
from searchkit.cli.session import shown_path
from searchkit.errors import UsageError

if TYPE_CHECKING:
    from searchkit.archive import Index
    from searchkit.cli.options.selection import Selection
    from searchkit.cli.printers import Form
    from searchkit.cli.terminal.console import Console
    from searchkit.settings import Settings


def export_to(
    folder: Path,
    opened: Index,
    selection: Selection,
    text: str,
    settings: Settings,
    console: Console,
    *,
    as_json: bool,
) -> int:
    """Export what a query finds. Nothing found is exit code 1, with the reasons, and writes nothing."""
    info = opened.info()
    _check_apart(folder, info["built_from"])
    today = date.today()
    query = one_line(text, selection.filters(), today)
    asked = dated_line(query, today)
    options: dict[str, Any] = {
        "match": settings.match,
        "aliases": not selection.no_aliases,
        "variants": not selection.no_variants,
        "copies": selection.copies,
        "sort": settings.sort,
    }
    results = ask(opened, asked, options)
    form: Form = "json" if as_json else "terminal"
    if not results.total:
        nothing = Answer("", {"articles": 0}, (), 0, lambda _: iter(()), heading="No articles.")
        choose(form)(selection.explained(nothing, opened, text, settings, "export -o DIR"), console)
        return 1
    facts = {
        "searchkit": version("searchkit"),
        "query": query,
        "asked": asked,
        "read": results.text,
        "options": options,
        "articles": results.total,
        "notes": list(results.notes),
        "index": {
            "fingerprint": fingerprint(opened),
            "articles": info["articles"],
            "format": info["format"],
            "analysis": info["analysis"],
        },
    }
    manifest = write_export(folder, facts, export_files(results))
    choose(form)(exported_answer(manifest, folder), console)
    return 0


def _check_apart(folder: Path, roots: Iterable[str]) -> None:
    """Raises UsageError if the next update would take the export for articles."""
    target = folder.absolute()
    for root in roots:
        if target.is_relative_to(root):
            raise UsageError(
                f"{folder} is among the articles: the next update would read the export too.",
                f"Give a folder outside {shown_path(Path(root))}.",
            )
