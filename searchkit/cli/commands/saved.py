"""`searchkit saved`."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from searchkit.cli.options.listing import Listing
from searchkit.cli.options.output import Output
from searchkit.cli.options.selection import Selection
from searchkit.cli.options.spread import spread
from searchkit.errors import UsageError

EXAMPLES = """\
  searchkit saved add iran 'iran (talks OR deal)' --since "last month"
  searchkit saved list
  searchkit saved run iran                 all it finds, as search does
  searchkit saved run iran --new           what is new since you last looked
  searchkit saved run --all --new          the same of every saved search
  searchkit saved rm iran
"""
_ACTIONS = ("add", "list", "run", "rm")


@spread
def saved(
    selection: Selection,
    output: Output,
    listing: Listing,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[list | add NAME QUERY | run NAME | rm NAME]")
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="With run: only what has come in since you last looked.")
    ] = False,
) -> int:
    """Keep searches under a name, run them again, and see what is new.

    With add, the options that narrow a search are kept with it, dates as they were said: "last month" moves on.
    With run, --all is every saved search, and what is printed says which search it is of.

    You have looked when you added a search or ran it with --new: what has matched by then, copies of it too, is not
    new any more. With -n the rest stays new, and -c only counts. A search changed in the file starts anew.

    The searches are lines in searches.txt beside the index folder, a file of yours that no rebuild touches;
    searches-seen.json there remembers what you have seen. Nothing found, or nothing new, is exit code 1.
    """
    action, *rest = words or ["list"]
    if action not in _ACTIONS:
        raise UsageError(f"saved has no {action!r}.", f"It has {', '.join(_ACTIONS)}.")
    if new and action != "run":
        raise UsageError("--new goes with saved run.", "For example: searchkit saved run --all --new")
    from searchkit.cli.runs import keeping, running

    if action == "add":
        return keeping.add(rest, selection, output, listing)
    every = action == "run" and selection.all_words
    if replace(selection, all_words=False) != Selection() or (selection.all_words and not every):
        raise UsageError(f"saved {action} takes no filters.", "They are kept with the search: saved add")
    if action == "run":
        return running.run(rest, output, listing, every=every, new=new)
    return keeping.remove(rest, output) if action == "rm" else keeping.show_all(rest, output)
