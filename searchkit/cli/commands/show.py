"""`searchkit show`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from searchkit.cli.options import ColorWhen, IndexDir, Json, NoPager, Quiet
from searchkit.errors import NotFoundError

if TYPE_CHECKING:
    from searchkit.archive import Index
    from searchkit.article import Article


EXAMPLES = """\
  searchkit show defense_pact
  searchkit show defense_pact#p3
  searchkit show defense_pact --meta
"""


def show(
    article_id: Annotated[str, typer.Argument(metavar="ID[#pN]")],
    raw: Annotated[
        bool, typer.Option("--raw", help="Title and paragraphs as they are, nothing else.")
    ] = False,
    meta: Annotated[bool, typer.Option("--meta", help="All that is known of it but the text.")] = False,
    as_json: Json = False,
    index: IndexDir = None,
    color: ColorWhen = None,
    no_pager: NoPager = False,
    quiet: Quiet = False,
) -> int:
    """Read the article of an ID, or its paragraph N."""
    from searchkit.cli.answers.article import article_answer, meta_answer, raw_answer
    from searchkit.cli.console import open_console
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index, settings_for

    settings = settings_for({"index": index, "color": color})
    console = open_console(settings, quiet=quiet, paged=not (no_pager or as_json))
    with open_index(settings, console, build=True) as opened:
        article, paragraph = _find(opened, article_id)
    laid_out = raw_answer if raw else article_answer
    answer = meta_answer(article) if meta else laid_out(article, paragraph)
    choose("json" if as_json else "terminal")(answer, console)
    return 0


_PLACE = re.compile(r"(.+)#p([0-9]{1,9})", re.DOTALL)


def _find(opened: Index, wanted: str) -> tuple[Article, int | None]:
    """The article of an id and the paragraph asked for, from 0. Ids may look like one with a paragraph."""
    try:
        return opened.article(wanted), None
    except NotFoundError:
        place = _PLACE.fullmatch(wanted)
        if place is None:
            raise
    article = opened.article(place[1])
    number = int(place[2])
    if not 1 <= number <= len(article.paragraphs):
        raise NotFoundError(
            f"{article.id} has no paragraph {number}.", f"It has {len(article.paragraphs)}, from #p1 on."
        )
    return article, number - 1
