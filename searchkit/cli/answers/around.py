"""The values of fields in the articles found, counted: facets, and names by their kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from searchkit.cli.answers.bars import Row, Scale, bars
from searchkit.cli.answers.wording import articles_found, counted
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span

if TYPE_CHECKING:
    from searchkit.archive import SearchResults
    from searchkit.archive.looking.around import Facet, Value

_KINDS = {"person": "people", "org": "organisations", "place": "places"}


def facets_answer(results: SearchResults, facets: Sequence[Facet], limit: int, sought: str = "") -> Answer:
    """The answer of `facets`: of each field the `limit` commonest values, of those that have `sought` in them."""
    shown = _containing(facets, sought)
    notes = (*results.notes, *_undated(results, facets), *_without_values(results, shown, sought))
    records = [
        {"field": facet.field, "value": value.text, "articles": value.articles, "forms": list(value.forms)}
        for facet in shown
        for value in facet.values[:limit]
    ]
    head = {
        "query": results.text,
        "total": results.total,
        "folded": results.folded,
        "notes": list(notes),
        "values": {facet.field: len(facet.values) for facet in shown},
    }
    return Answer(
        "facets",
        head,
        records,
        results.total,
        partial(_facets_view, shown, limit),
        heading=articles_found(results.total, results.folded),
        notes=notes,
        footer=_more(shown, limit),
    )


def names_answer(results: SearchResults, facets: Sequence[Facet], limit: int, sought: str = "") -> Answer:
    """The answer of `names`: the `limit` commonest names of the kinds given, laid out by kind."""
    kinds = _containing(facets, sought)
    found = [(value, facet.field) for facet in kinds for value in facet.values]
    found.sort(key=lambda name: (-name[0].articles, name[0].text, name[1]))
    shown, total = found[:limit], len(found)
    notes = tuple(results.notes)
    records = [
        {"name": value.text, "kind": kind, "articles": value.articles, "forms": list(value.forms)}
        for value, kind in shown
    ]
    said = counted(total, "name") if found else "No names"
    return Answer(
        "names",
        {"query": results.text, "articles": results.total, "total": total, "notes": list(notes)},
        records,
        total,
        partial(_names_view, shown),
        heading=f"{said} in {counted(results.total, 'article')}",
        notes=notes,
        footer=f"the first {limit:,} of {total:,} · more: -n {total}" if limit < total else "",
    )


def _containing(facets: Sequence[Facet], sought: str) -> Sequence[Facet]:
    from searchkit.archive.looking.around import containing

    return [containing(facet, sought) for facet in facets] if sought else facets


def _undated(results: SearchResults, facets: Sequence[Facet]) -> Iterator[str]:
    for facet in facets:
        if facet.field == "year" and facet.values:
            undated = results.total - sum(value.articles for value in facet.values)
            if undated:
                yield f"{counted(undated, 'article')} {'has' if undated == 1 else 'have'} no date"


def _without_values(results: SearchResults, facets: Sequence[Facet], sought: str) -> Iterator[str]:
    for facet in facets:
        if results.total and not facet.values:
            yield (
                f"no {facet.field} has {sought!r} in it" if sought else f"none has a value for {facet.field}"
            )


def _more(facets: Sequence[Facet], limit: int) -> str:
    most = max((len(facet.values) for facet in facets), default=0)
    return f"the first {limit:,} values of each · more: -n {most}" if most > limit else ""


def _facets_view(facets: Sequence[Facet], limit: int, layout: Layout) -> Iterator[Line]:
    shown = [
        (facet, [_row(facet.field, v) for v in facet.values[:limit]]) for facet in facets if facet.values
    ]
    scale = Scale.of([row for _, rows in shown for row in rows], layout)
    for number, (facet, rows) in enumerate(shown):
        if number:
            yield []
        left = len(facet.values) - len(rows)
        yield [span(facet.field, "title"), span(f"  {left:,} more" if left else "", "dim")]
        yield from bars(rows, scale)


def _row(field: str, value: Value) -> Row:
    return Row(value.text, value.articles, _forms(field, value))


def _forms(field: str, value: Value) -> str:
    if not value.forms:
        return ""
    return counted(len(value.forms), "printing" if field == "author" else "form")


def _names_view(names: Sequence[tuple[Value, str]], layout: Layout) -> Iterator[Line]:
    width = max((len(f"{value.articles:,}") for value, _ in names), default=1)
    kinds = [kind for kind in _KINDS if any(kind == its for _, its in names)]
    for number, kind in enumerate(kinds):
        if number:
            yield []
        yield [span(_KINDS[kind], "dim")]
        for value, its in names:
            if its == kind:
                forms = f"  {', '.join(value.forms[1:])}" if value.forms else ""
                articles = span(f"  {value.articles:>{width},}  ", "dim")
                yield from layout.wrap([articles, span(value.text), span(forms, "dim")], hanging=width + 4)
