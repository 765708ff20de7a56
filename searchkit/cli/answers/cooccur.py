"""Names that stand together with a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from searchkit.cli.answers.wording import counted
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span

if TYPE_CHECKING:
    from searchkit.archive import SearchResults
    from searchkit.archive.looking.cooccur import Company, Together, Within


def cooccur_answer(
    results: SearchResults, together: Together, meant: Sequence[str], within: Within, limit: int
) -> Answer:
    """The answer of `cooccur`: the `limit` names that stand together with those meant most often."""
    shown, total = together.names[:limit], len(together.names)
    notes = results.notes
    if together.read < results.total:
        notes = (*notes, f"counted in the {together.read:,} best of {results.total:,} articles")
    head = {
        "query": results.text,
        "with": list(meant),
        "within": within,
        "articles": results.total,
        "total": total,
        "notes": list(notes),
    }
    found = counted(total, "name") if total else "No names"
    heading = f"{found} in one {within} with {' or '.join(meant)} · {counted(results.total, 'article')}"
    return Answer(
        "names",
        head,
        [_record(company) for company in shown],
        total,
        partial(_view, shown, within),
        heading=heading if results.total else "No articles.",
        notes=notes,
        footer=f"the first {limit:,} of {total:,} · more: -n {total}" if limit < total else "",
    )


def _record(company: Company) -> dict[str, Any]:
    paragraph = None if company.paragraph is None else company.paragraph + 1
    return {
        "name": company.name,
        "kind": company.kind,
        "sentences": company.sentences,
        "paragraphs": company.paragraphs,
        "articles": company.articles,
        "first": {"id": company.article, "paragraph": paragraph},
        "forms": list(company.forms),
    }


def _view(names: Sequence[Company], within: Within, layout: Layout) -> Iterator[Line]:
    width = max((len(f"{_counts(company)[within]:,}") for company in names), default=1)
    if names:
        yield [span(f"{within}s", "dim")]
    for company in names:
        counts = _counts(company)
        number = span(f"  {counts.pop(within):>{width},}  ", "dim")
        others = ", ".join(counted(count, unit) for unit, count in counts.items())
        place = "" if company.paragraph is None else f" ¶{company.paragraph + 1}"
        forms = [", ".join(company.forms[1:])] if company.forms else []
        said = " · ".join((*forms, company.kind, others, f"first in {company.article}{place}"))
        yield from layout.wrap(
            [number, span(company.name, "title"), span(f"  {said}", "dim")], hanging=width + 4
        )


def _counts(company: Company) -> dict[str, int]:
    return {"sentence": company.sentences, "paragraph": company.paragraphs, "article": company.articles}
