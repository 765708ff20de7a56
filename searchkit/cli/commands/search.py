"""`searchkit search`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from searchkit.cli.options import ColorWhen, IndexDir, Json, Jsonl, NoPager, Quiet
from searchkit.errors import UsageError
from searchkit.settings import Match, Sort

EXAMPLES = """\
  searchkit search '"state of war" bolton' --since 2018
  searchkit search -a "John Bolton" -a "James Bolton" --sort newest
  searchkit search --jsonl -n 100 'iran (talks OR deal) -iraq'

  word             its stem, case and accents aside      sanctions
  "exact phrase"   these words in this order             '"state of war"'
  OR NOT -x ( )    words are joined by AND               'iran -iraq'
  prefix*  word~   begins with; nearly                   'sanction* hezbolah~'
  "a b"~5          near each other                       '"putin assad"~5'
  field:x          title author name source topic lang   author:bolton
  date:x           or since: until: before: on:          date:2018-08..2019-01
"""


def search(
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]...")] = None,
    author: Annotated[
        list[str] | None,
        typer.Option("-a", "--author", metavar="NAME", help="By this author. Repeat for any of them."),
    ] = None,
    since: Annotated[str, typer.Option("-s", "--since", metavar="DATE", help="Not older than this.")] = "",
    until: Annotated[str, typer.Option("-u", "--until", metavar="DATE", help="Not newer than this.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="On this day, in this month or year.")] = "",
    name: Annotated[
        list[str] | None,
        typer.Option("-e", "--name", metavar="NAME", help="Naming this person, organisation or place."),
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option("--source", metavar="NAME", help="From this source.")
    ] = None,
    lang: Annotated[
        list[str] | None, typer.Option("--lang", metavar="CODE", help="In this language (en, fr).")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("-n", "--limit", min=1, metavar="N", help="Articles on a page (10).")
    ] = None,
    page: Annotated[int, typer.Option("--page", min=1, metavar="N", help="Which page.")] = 1,
    sort: Annotated[Sort | None, typer.Option("--sort", help="The order.")] = None,
    any_word: Annotated[bool, typer.Option("--any", help="Articles with any of the words.")] = False,
    all_words: Annotated[
        bool, typer.Option("--all", help="Only articles with all words, even if there are none.")
    ] = False,
    no_aliases: Annotated[
        bool,
        typer.Option(
            "--no-aliases", help="Names as written: not their other names, nor an author's other printings."
        ),
    ] = False,
    no_variants: Annotated[
        bool, typer.Option("--no-variants", help="Names as written: not their other spellings.")
    ] = False,
    snippets: Annotated[
        int | None, typer.Option("--snippets", min=0, metavar="N", help="Sentences an article (3).")
    ] = None,
    as_json: Json = False,
    as_jsonl: Jsonl = False,
    files: Annotated[bool, typer.Option("-l", "--files", help="Only the paths of the articles.")] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Only the ids of the articles.")] = False,
    null: Annotated[
        bool, typer.Option("-0", "--null", help="End paths or ids with NUL, for xargs -0.")
    ] = False,
    count: Annotated[bool, typer.Option("-c", "--count", help="Only how many articles there are.")] = False,
    index: IndexDir = None,
    color: ColorWhen = None,
    no_pager: NoPager = False,
    quiet: Quiet = False,
) -> int:
    """Find articles: ranked, with the sentences that match.

    A query with quotes, brackets or a star goes into single quotes, one that starts with a hyphen after --.
    If no article has all the words, those with most of them are the answer. Nothing found is exit code 1.
    """
    from searchkit.cli.console import open_console
    from searchkit.cli.printers import choose, only_form
    from searchkit.cli.session import open_index, settings_for

    form = only_form({"json": as_json, "jsonl": as_jsonl, "files": files, "ids": ids, "count": count})
    if null and form not in ("files", "ids"):
        raise UsageError("-0 ends paths or ids: it goes with -l or --ids.")
    filtered = any((author, since, until, on, name, source, lang))
    text = _text(query or [], filtered)
    flags = {"index": index, "limit": limit, "sort": sort, "snippets": snippets, "color": color}
    settings = settings_for({**flags, "match": _match(any_word, all_words)})
    console = open_console(settings, quiet=quiet, paged=form == "terminal" and not no_pager)

    from searchkit.archive import Filters
    from searchkit.cli.answers.results import Page, results_answer

    authors, names, sources, languages = (tuple(given or ()) for given in (author, name, source, lang))
    filters = Filters(authors, since, until, on, names, sources, languages)
    with open_index(settings, console, build=True) as opened:
        results = opened.search(
            text,
            limit=settings.limit,
            offset=(page - 1) * settings.limit,
            sort=settings.sort,
            mode=settings.match,
            filters=filters,
            aliases=not no_aliases,
            variants=not no_variants,
        )
        roots = map(Path, opened.info()["built_from"]) if form == "files" else ()
        shown = Page(page, settings.limit, settings.sort, settings.snippets, tuple(roots))
        answer = results_answer(results, shown)
        choose(form, "\0" if null else "\n")(answer, console)
    found = results.total if form == "count" else len(results.hits)
    return 0 if found else 1


def _text(query: list[str], filtered: bool) -> str:
    """The query as one line; filters alone select from all articles."""
    text = " ".join(query)
    if text.strip():
        return text
    if not filtered:
        raise UsageError("What shall I search for?", "For example: searchkit search sanctions --since 2018")
    return "*"


def _match(any_word: bool, all_words: bool) -> Match | None:
    if any_word and all_words:
        raise UsageError("--any and --all exclude each other.")
    return "any" if any_word else "all" if all_words else None
