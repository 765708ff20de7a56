"""`rm`: what is to be removed, the question, and the deed."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from searchkit.cli.answers.removed import removed_answer
from searchkit.cli.answers.wording import counted
from searchkit.cli.printers import choose
from searchkit.cli.session import archive_here, shown_path
from searchkit.cli.terminal.console import Console, is_terminal
from searchkit.errors import UsageError

if TYPE_CHECKING:
    from searchkit.archive import Index
    from searchkit.article import Article
    from searchkit.cli.options.selection import Selection
    from searchkit.settings import Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """How it is to be done."""

    dry_run: bool
    yes: bool
    no_input: bool
    as_json: bool


def of_ids(opened: Index, ids: Sequence[str]) -> list[Article]:
    """The articles of some ids, each once. Raises NotFoundError."""
    return [opened.article(article_id) for article_id in dict.fromkeys(ids)]


def of_query(
    opened: Index, query: str, selection: Selection, settings: Settings, console: Console
) -> list[Article]:
    """All articles that match, copies too; what there is to say of the query is said."""
    text = selection.text([query], "rm --query")
    articles = max(1, int(opened.info()["articles"]))
    results = replace(selection, copies=True).search(opened, text, settings, limit=articles)
    console.notes(results.notes)
    return [hit.article for hit in results.hits]


def remove(articles: Sequence[Article], asked: Asked, settings: Settings, console: Console) -> int:
    """List the articles and remove them, unless it is a dry run or the user says no. Returns the exit code."""
    from searchkit.archive import leave_out
    from searchkit.archive.building.removed import add, removed_file

    if not articles or asked.dry_run:
        choose("json" if asked.as_json else "terminal")(removed_answer(articles, done=False), console)
        return 0 if articles else 1
    index = archive_here(settings).index
    if not asked.yes and not _confirmed(articles, asked, console):
        console.note("Nothing was removed.")
        return 1
    file = removed_file(index)
    add(file, [(article.id, article.path) for article in articles])
    leave_out(index, wait=settings.wait)
    answer = removed_answer(articles, done=True)
    if asked.as_json or asked.yes:
        choose("json" if asked.as_json else "terminal")(answer, console)
    else:  # they have just been listed, to ask
        console.note(answer.heading)
    one = len(articles) == 1
    back = f"searchkit rm --undo {shlex.quote(articles[0].id) if one else 'ID'}"
    console.note(f"{shown_path(file)} keeps {'it' if one else 'them'} out · back again: {back}")
    return 0


def undo(ids: Sequence[str], settings: Settings, console: Console) -> int:
    """Take ids off the list. Returns the exit code."""
    from searchkit.archive.building.removed import removed_file, take_back

    take_back(removed_file(archive_here(settings).index), ids)
    console.note(f"{counted(len(set(ids)), 'article')} will be back at the next update: searchkit update")
    return 0


def _confirmed(articles: Sequence[Article], asked: Asked, console: Console) -> bool:
    """Ask on the terminal. Raises UsageError where nobody can answer."""
    somebody = sys.stdin is not None and is_terminal(sys.stdin) and is_terminal(console.err)
    if asked.no_input or not somebody:
        raise UsageError(
            f"This would remove {counted(len(articles), 'article')} from the index.",
            "To do so without a question: --yes. To see them: --dry-run.",
        )
    answer = removed_answer(articles, done=False)
    console.err.writelines(console.err_layout.paint(line) + "\n" for line in answer.view(console.err_layout))
    console.err.write(f"Remove {counted(len(articles), 'article')} from the index? [y/N] ")
    console.err.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
