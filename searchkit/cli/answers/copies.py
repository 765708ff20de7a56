"""An article and its copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from searchkit.cli.answers.wording import author_names, counted, printed_date
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span

if TYPE_CHECKING:
    from searchkit.archive.looking.copies import Copy


def copies_answer(asked: str, story: Sequence[Copy]) -> Answer:
    """The answer of `copies` for the article of the id `asked`."""
    others = len(story) - 1
    records = (
        {**each.article.to_json(text=False, names=False), "shared": round(each.shared, 3)}
        for each in story
        if each.article.id != asked
    )
    first = story[0].article.id
    stands = "stands for them" if first == asked else f"{first} stands for them"
    return Answer(
        "copies",
        {"id": asked, "total": others, "stands": first},
        records,
        others,
        partial(_view, asked, story),
        heading=f"{counted(others, 'copy')} of {asked} · {stands}" if others else f"{asked} has no copies.",
    )


def _view(asked: str, story: Sequence[Copy], layout: Layout) -> Iterator[Line]:
    for each in story if len(story) > 1 else ():
        article = each.article
        this = article.id == asked
        title = span(article.title or "(no title)", "title" if this else "")
        yield from layout.ends([span("  "), title], span(printed_date(article.published)), hanging=4)
        meta = (author_names(article), article.source, article.id, "" if this else _percent(each.shared))
        yield from layout.wrap([span(" · ".join(part for part in meta if part), "dim")], indent=4)


def _percent(share: float) -> str:
    return "the same text" if share == 1.0 else f"{min(99, round(100 * share))} % of the text in common"
