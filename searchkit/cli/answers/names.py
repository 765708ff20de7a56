"""Names in articles, and names that stand together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from searchkit.cli.answers.wording import counted
from searchkit.cli.layout import Layout, Line, span
from searchkit.cli.printers import Answer

if TYPE_CHECKING:
    from searchkit.archive.mentions import Company, Count, Counts, Together

_KINDS = {"person": "people", "org": "organisations", "place": "places"}


def counts_answer(counts: Counts, limit: int) -> Answer:
    """The answer of `names`: the `limit` most frequent names, laid out by kind."""
    shown = counts.names[:limit]
    head = {"articles": counts.articles, "total": len(counts.names), "notes": list(counts.notes)}
    found = counted(len(counts.names), "name") if counts.names else "No names"
    return Answer(
        "names",
        head,
        [asdict(count) for count in shown],
        len(counts.names),
        partial(_counts_view, shown),
        heading=f"{found} in {counted(counts.articles, 'article')}",
        notes=counts.notes,
        footer=_footer(len(shown), len(counts.names)),
    )


def together_answer(together: Together, name: str, limit: int) -> Answer:
    """The answer of `names --with`; a name needs no sentence in common, a paragraph will do."""
    shown = together.names[:limit]
    notes = list(together.notes)
    if together.read < together.articles:
        notes.append(f"counted in the {together.read:,} best of {together.articles:,} articles")
    records = [_company_record(company) for company in shown]
    found = counted(len(together.names), "name") if together.names else "No names"
    return Answer(
        "names",
        {"with": name, "articles": together.articles, "total": len(together.names), "notes": notes},
        records,
        len(together.names),
        partial(_together_view, shown),
        heading=f"{found} beside {name}, in {counted(together.articles, 'article')}",
        notes=notes,
        footer=_footer(len(shown), len(together.names)),
    )


def _company_record(company: Company) -> dict[str, object]:
    return {
        "name": company.name,
        "kind": company.kind,
        "sentences": company.sentences,
        "paragraphs": company.paragraphs,
        "articles": company.articles,
        "first": {"id": company.article, "paragraph": company.paragraph + 1},
    }


def _footer(shown: int, total: int) -> str:
    return f"the first {shown:,} of {total:,} · more: -n {total}" if shown < total else ""


def _counts_view(counts: Sequence[Count], layout: Layout) -> Iterator[Line]:
    width = max((len(f"{count.articles:,}") for count in counts), default=1)
    kinds = [kind for kind in _KINDS if any(count.kind == kind for count in counts)]
    for number, kind in enumerate(kinds):
        if number:
            yield []
        yield [span(_KINDS[kind], "dim")]
        for count in counts:
            if count.kind == kind:
                articles = span(f"  {count.articles:>{width},}  ", "dim")
                yield from layout.wrap([articles, span(count.name)], hanging=width + 4)


def _together_view(names: Sequence[Company], layout: Layout) -> Iterator[Line]:
    for company in names:
        together = counted(company.sentences, "sentence") if company.sentences else "no sentence"
        counts = f"{together}, {counted(company.paragraphs, 'paragraph')}"
        where = (
            f"{counts}, {counted(company.articles, 'article')} · {company.article} ¶{company.paragraph + 1}"
        )
        yield from layout.wrap(
            [span(company.name, "title"), span(f"  {company.kind} · {where}", "dim")], hanging=4
        )
