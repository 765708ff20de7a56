"""`searchkit show`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from searchkit.cli.options.shared import ColorWhen, IndexDir, Json, NoPager, Quiet
from searchkit.errors import UsageError

if TYPE_CHECKING:
    from searchkit.archive import Index
    from searchkit.article import Article
    from searchkit.cli.answers.article import Marked
    from searchkit.cli.terminal.console import Console
    from searchkit.settings import Settings


EXAMPLES = """\
  searchkit show defense_pact
  searchkit show defense_pact#p3 --query 'state of war'
  searchkit show defense_pact --meta
  searchkit show defense_pact --open
"""


def show(
    article_id: Annotated[str, typer.Argument(metavar="ID[#pN]")],
    text: Annotated[
        bool, typer.Option("--text", help="Title and paragraphs as they are, nothing else.")
    ] = False,
    meta: Annotated[bool, typer.Option("--meta", help="All that is known of it but the text.")] = False,
    raw: Annotated[bool, typer.Option("--raw", help="The file it was read from.")] = False,
    opened: Annotated[
        bool, typer.Option("--open", help="Open that file in the program for its kind; in a pipe: its path.")
    ] = False,
    query: Annotated[str, typer.Option("--query", metavar="QUERY", help="Mark what this query finds.")] = "",
    no_marks: Annotated[
        bool, typer.Option("--no-marks", help="Do not mark what the last search found.")
    ] = False,
    as_json: Json = False,
    index: IndexDir = None,
    color: ColorWhen = None,
    no_pager: NoPager = False,
    quiet: Quiet = False,
) -> int:
    """Read the article of an ID, or its paragraph N.

    On a terminal, what the last search in this archive found is marked. SEARCHKIT_HISTORY=0 keeps searches from
    being remembered.
    """
    from searchkit.archive.anchors import anchored
    from searchkit.cli.answers.article import article_answer, meta_answer, text_answer
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index, settings_for
    from searchkit.cli.terminal.console import open_console

    _one_of(text, meta, raw, opened, as_json and (raw or opened))
    settings = settings_for({"index": index, "color": color})
    console = open_console(settings, quiet=quiet, paged=not (no_pager or as_json or opened))
    with open_index(settings, console, build=True) as archive:
        article, paragraph = anchored(archive, article_id)
        if raw or opened:
            return (_open if opened else _print_file)(archive, article, console)
        if text or meta:
            answer = meta_answer(article) if meta else text_answer(article, paragraph)
        else:
            marks = None if no_marks or as_json else _marked(archive, query, console, settings)
            answer = article_answer(article, paragraph, marks)
    choose("json" if as_json else "terminal")(answer, console)
    return 0


def _one_of(*asked: bool) -> None:
    if sum(asked) > 1:
        raise UsageError("--text, --meta, --raw and --open exclude each other, and --json the last two.")


def _marked(archive: Index, query: str, console: Console, settings: Settings) -> Marked | None:
    """What to mark: the query given, else the last search, if someone watches. Raises QuerySyntaxError."""
    from searchkit.cli.answers.article import Marked

    if query:
        return Marked(query, archive.read(query)[0], last=False)
    if not console.on_terminal or archive.known is None:
        return None

    import os

    from searchkit.cli.last_search import recall
    from searchkit.errors import QuerySyntaxError

    last = recall(archive.known.index, os.environ) if settings.history else None
    if last is None:
        return None
    try:
        tree, _ = archive.read(last.query, aliases=last.aliases, variants=last.variants)
    except QuerySyntaxError:  # it was understood by another version
        return None
    return Marked(last.query, tree, last=True)


def _file(archive: Index, article: Article) -> Path:
    from searchkit.archive.originals import original

    return original(article, [Path(root) for root in archive.info()["built_from"]])


def _print_file(archive: Index, article: Article, console: Console) -> int:
    """The bytes of the file, but to a terminal its text, cleaned."""
    import shutil
    import sys

    file = _file(archive, article)
    if not console.on_terminal:
        with file.open("rb") as original:
            shutil.copyfileobj(original, sys.stdout.buffer)
        return 0

    from searchkit.cli.answers.article import file_answer
    from searchkit.cli.printers import choose
    from searchkit.ingest.charset import decode, is_binary

    data = file.read_bytes()
    if is_binary(data):
        raise UsageError(f"{file} holds no text.", f"Open it: searchkit show {article.id} --open")
    choose("terminal")(file_answer(decode(data, html=True)), console)
    return 0


def _open(archive: Index, article: Article, console: Console) -> int:
    from searchkit.archive.originals import openable
    from searchkit.cli.terminal.sanitise import clean

    file = openable(_file(archive, article))
    if not console.on_terminal:
        console.out.write(f"{clean(str(file))}\n")
        return 0
    console.note(f"Opening {file}")
    if typer.launch(str(file)):
        raise UsageError("There is no program here that opens files.", f"It is {file}")
    return 0
