"""`saved add`, `saved list` and `saved rm`, from the words of a command line to what is printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from searchkit.archive.keeping import looked, searches
from searchkit.archive.keeping.oneline import one_line
from searchkit.archive.keeping.searches import Saved
from searchkit.cli.answers.saved import saved_answer
from searchkit.cli.answers.wording import counted
from searchkit.cli.options.listing import Listing
from searchkit.cli.options.output import Output
from searchkit.cli.options.selection import Selection
from searchkit.cli.printers import choose
from searchkit.cli.runs.running import FLAGS, all_of
from searchkit.cli.session import archive_here, open_index
from searchkit.errors import UsageError


def add(words: Sequence[str], selection: Selection, output: Output, listing: Listing) -> int:
    """`saved add NAME QUERY`: what it finds now counts as seen."""
    if not words:
        raise UsageError(
            "saved add needs a name and a query.", "For example: searchkit saved add iran 'iran deal'"
        )
    name, *query = words
    text = selection.text(query, f"saved add {name}")
    settings = listing.settings(output, selection)
    console = output.console(settings, "terminal")
    line = one_line(text, selection.filters(), date.today())
    kept = Saved(name, line, tuple(flag for flag, field in FLAGS.items() if getattr(selection, field)))
    with open_index(settings, console, build=True) as opened:
        index = archive_here(settings).index
        results = all_of(opened, kept, settings)
        searches.add(searches.searches_file(index), kept)
        seen = looked.seen_file(index)
        looked.write_looked(
            seen, {**looked.read_looked(seen), name: looked.now_seen(kept.line, None, results.hits)}
        )
    console.note(f"{name} = {kept.line}")
    console.note(f"{counted(results.total, 'article')} now; what comes in: searchkit saved run {name} --new")
    return 0


def show_all(words: Sequence[str], output: Output) -> int:
    """`saved list`."""
    if words:
        raise UsageError("saved list takes no words.", f"To run it: searchkit saved run {words[0]}")
    form = output.form()
    settings = output.settings()
    index = archive_here(settings).index
    kept = searches.saved_searches(searches.searches_file(index))
    answer = saved_answer(list(kept.values()), looked.read_looked(looked.seen_file(index)))
    choose(form)(answer, output.console(settings, form))
    return 0 if kept else 1


def remove(words: Sequence[str], output: Output) -> int:
    """`saved rm NAME`."""
    if len(words) != 1:
        raise UsageError("saved rm takes one name.", "All saved searches: searchkit saved list")
    settings = output.settings()
    index = archive_here(settings).index
    searches.remove(searches.searches_file(index), words[0])
    seen = looked.seen_file(index)
    known = looked.read_looked(seen)
    if known.pop(words[0], None):
        looked.write_looked(seen, known)
    output.console(settings, "terminal").note(f"{words[0]} is no saved search any more")
    return 0
