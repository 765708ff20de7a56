"""`saved run`, from the words of a command line to what is printed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from searchkit.archive.keeping import looked, searches
from searchkit.archive.keeping.looked import Looked
from searchkit.archive.keeping.searches import Saved
from searchkit.cli.answers.saved import new_part
from searchkit.cli.answers.several import Part, choose_for_several, several_answer
from searchkit.cli.last_search import LastSearch, remember
from searchkit.cli.options.listing import Listing
from searchkit.cli.options.output import Output
from searchkit.cli.options.selection import Selection
from searchkit.cli.printers import choose
from searchkit.cli.session import archive_here, open_index
from searchkit.errors import UsageError

if TYPE_CHECKING:
    from searchkit.archive import Hit, Index, SearchResults
    from searchkit.cli.printers import Form
    from searchkit.cli.terminal.console import Console
    from searchkit.settings import Settings

FLAGS = {
    "--any": "any_word",
    "--all": "all_words",
    "--no-aliases": "no_aliases",
    "--no-variants": "no_variants",
    "--copies": "copies",
}
"""The options of a selection that a saved search keeps beside its query."""


@dataclass(frozen=True, slots=True)
class _Ran:
    """One search that was run: what is printed of it, and the articles that count as seen afterwards."""

    search: Saved
    part: Part
    found: bool
    seen: Sequence[Hit] = ()


@dataclass(frozen=True, slots=True)
class _Runner:
    """Runs saved searches as the options say."""

    opened: Index
    listing: Listing
    output: Output
    form: Form

    def run(self, search: Saved) -> _Ran:
        """All that a search finds."""
        selection, settings = self._options(search)
        results = self.listing.search(self.opened, selection, search.query, settings)
        answer = self.listing.answer(results, self.opened, settings, self.form)
        answer = replace(answer, head={"saved": search.name, **answer.head})
        answer = selection.explained(answer, self.opened, search.query, settings)
        return _Ran(search, Part(search.name, answer), self.listing.found(results))

    def run_new(self, search: Saved, last: Looked | None) -> _Ran:
        """What a search finds and has not shown; nothing the first time, as that is where it starts from."""
        _, settings = self._options(search)
        results = all_of(self.opened, search, settings)
        new = looked.unseen(results, last) if last else replace(results, hits=(), total=0)
        shown = replace(new, hits=new.hits[: self.listing.limit])
        answer = self.listing.answer(shown, self.opened, settings, self.form)
        part = new_part(answer, new.total - len(shown.hits), search.name, last, results.total)
        return _Ran(search, part, bool(new.total), shown.hits if last else results.hits)

    def _options(self, search: Saved) -> tuple[Selection, Settings]:
        selection = _selection(search)
        return selection, self.listing.settings(self.output, selection)


def run(words: Sequence[str], output: Output, listing: Listing, *, every: bool, new: bool) -> int:
    """`saved run NAME` or `saved run --all`, with `new` only what has not been shown yet."""
    if new and listing.page != 1:
        raise UsageError("--new has no pages.", "What -n leaves is shown the next time.")
    form = listing.form(output)
    settings = listing.settings(output, Selection())
    console = output.console(settings, form)
    with open_index(settings, console, build=True) as opened:
        index = archive_here(settings).index
        chosen = _chosen(searches.saved_searches(searches.searches_file(index)), words, every=every)
        runner = _Runner(opened, listing, output, form)
        if not every and settings.history:
            remember(_as_last(chosen[0]), index, os.environ)
        if not new:
            ran = list(map(runner.run, chosen))
            _print([each.part for each in ran], every, form, listing.end, console)
        else:
            seen = looked.seen_file(index)
            known = looked.read_looked(seen)
            ran = [runner.run_new(each, _last(known, each)) for each in chosen]
            _print([each.part for each in ran], every, form, listing.end, console)
            if form != "count":
                looked.write_looked(seen, {**known, **_now(ran, known)})
    return 0 if any(each.found for each in ran) else 1


def all_of(opened: Index, search: Saved, settings: Settings) -> SearchResults:
    """Every article that a saved search finds."""
    articles = max(1, int(opened.info()["articles"]))
    return _selection(search).search(opened, search.query, settings, limit=articles, sort=settings.sort)


def _print(parts: Sequence[Part], every: bool, form: Form, end: str, console: Console) -> None:
    if every:
        choose_for_several(form, "saved", end)(several_answer(parts, "saved", form), console)
        return
    for part in parts:
        heading = f"{part.label}: {part.told or part.answer.heading}"
        choose(form, end)(replace(part.answer, heading=heading), console)


def _chosen(saved: Mapping[str, Saved], words: Sequence[str], *, every: bool) -> list[Saved]:
    if every and not words:
        return list(saved.values())
    if every or len(words) != 1:
        names = ", ".join(saved) or "none yet. Save one: searchkit saved add NAME QUERY"
        raise UsageError("saved run takes one name, or --all.", f"There are: {names}")
    return [searches.find(saved, words[0])]


def _last(known: Mapping[str, Looked], search: Saved) -> Looked | None:
    """What was seen, if it was of the very search that is saved now."""
    last = known.get(search.name)
    return last if last and last.line == search.line else None


def _as_last(search: Saved) -> LastSearch:
    """What `show` is to mark."""
    return LastSearch(search.query, "--no-aliases" not in search.flags, "--no-variants" not in search.flags)


def _now(ran: Iterable[_Ran], known: Mapping[str, Looked]) -> dict[str, Looked]:
    return {
        each.search.name: looked.now_seen(each.search.line, _last(known, each.search), each.seen)
        for each in ran
    }


def _selection(search: Saved) -> Selection:
    given: dict[str, Any] = {field: flag in search.flags for flag, field in FLAGS.items()}
    return Selection(**given)
