"""Names that mean the same, and authors however printed, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from searchkit.cli.answers.wording import counted
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span

if TYPE_CHECKING:
    from searchkit.archive.whoiswho.whois import Alias, Writer

_INDENT = 4
_MOST_PROOFS = 5  # sentences shown for one name; JSON has them all


def aliases_answer(aliases: Sequence[Alias], name: str) -> Answer:
    """The answer of `aliases`; with a name, the sentences are shown."""
    total = len(aliases)
    nothing = f"No alias of {name}." if name else "No aliases."
    return Answer(
        "aliases",
        {"total": total},
        map(_alias_record, aliases),
        total,
        partial(_aliases_view, aliases, bool(name)),
        heading="" if total else nothing,
    )


def authors_answer(writers: Sequence[Writer], name: str, *, why: bool) -> Answer:
    """The answer of `authors`; with `why`, what joins their printings."""
    total = len(writers)
    nothing = f"No article is by {name}." if name else "No article names its author."
    return Answer(
        "authors",
        {"total": total},
        (_author_record(writer, why) for writer in writers),
        total,
        partial(_authors_view, writers, why),
        heading="" if total else nothing,
    )


def _alias_record(alias: Alias) -> dict[str, Any]:
    return {
        "kind": "ambiguous" if alias.ambiguous else "spelling" if alias.spelling else "alias",
        "forms": list(alias.forms),
        "by_user": alias.by_user,
        "beside_both": list(alias.company),
        "defined": [
            {
                "id": proof.article,
                "paragraph": proof.paragraph + 1,
                "short": proof.short,
                "long": proof.long,
                **({"sentence": proof.sentence} if proof.sentence else {}),
            }
            for proof in alias.proofs
        ],
    }


def _author_record(writer: Writer, why: bool) -> dict[str, Any]:
    return {
        "name": writer.name,
        "person": writer.person,
        "articles": writer.articles,
        "printings": [{"printed": p.printed, "articles": p.articles} for p in writer.printings],
        "may_be": list(writer.may_be),
        **({"why": [{"printed": a, "other": b, "reason": r} for a, b, r in writer.reasons]} if why else {}),
    }


def _aliases_view(aliases: Sequence[Alias], sentences: bool, layout: Layout) -> Iterator[Line]:
    for number, alias in enumerate(aliases):
        if number and sentences:
            yield []
        yield from layout.wrap(
            [span(_joined(alias), "title" if sentences else ""), span(_source(alias), "dim")], hanging=_INDENT
        )
        for proof in alias.proofs[:_MOST_PROOFS] if sentences else ():
            where = f"{proof.article} ¶{proof.paragraph + 1}  "
            yield from layout.wrap(
                [span(where, "dim"), *_told(proof.sentence, proof.short, proof.long, layout)], indent=_INDENT
            )
        left = len(alias.proofs) - _MOST_PROOFS
        if sentences and left > 0:
            yield from layout.wrap([span(f"and {counted(left, 'sentence')} more", "dim")], indent=_INDENT)


def _joined(alias: Alias) -> str:
    if alias.ambiguous:
        return f"{alias.forms[0]} = {' or '.join(alias.forms[1:])}"
    return (" ~ " if alias.spelling else " = ").join(alias.forms)


def _source(alias: Alias) -> str:
    """On whose word."""
    told = []
    if alias.ambiguous:
        told.append("more than one meaning, not joined")
    if alias.spelling:
        told.append("two spellings" + (f", both beside {', '.join(alias.company)}" if alias.company else ""))
    if alias.by_user:
        told.append("your aliases.txt")
    if alias.proofs:
        articles = dict.fromkeys(proof.article for proof in alias.proofs)
        more = f" and {len(articles) - 1} more" if len(articles) > 1 else ""
        told.append(f"{alias.proofs[0].article} ¶{alias.proofs[0].paragraph + 1}{more}")
    return f"  {' · '.join(told)}" if told else ""


def _told(sentence: str, short: str, long: str, layout: Layout) -> list[Any]:
    """The sentence with both forms marked."""
    found = sorted((sentence.find(form), len(form)) for form in (short, long))
    marks: list[tuple[int, int]] = []
    for start, size in found:
        if start >= 0 and (not marks or start >= marks[-1][1]):
            marks.append((start, start + size))
    return layout.marked(sentence, marks)


def _authors_view(writers: Sequence[Writer], why: bool, layout: Layout) -> Iterator[Line]:
    for writer in writers:
        facts = [counted(writer.articles, "article")]
        if not writer.person:
            facts.append("not a person")
        if writer.may_be:
            facts.append(f"may be {' or '.join(writer.may_be)}")
        others = [p for p in writer.printings if p.printed != writer.name]
        if others:
            facts.append("printed " + ", ".join(f"{p.printed} ({p.articles:,})" for p in writer.printings))
        yield from layout.wrap([span(writer.name), span(f"  {' · '.join(facts)}", "dim")], hanging=_INDENT)
        for printed, other, reason in writer.reasons if why else ():
            yield from layout.wrap(
                [span(f"{printed} = {other}: "), span(reason, "dim")], indent=_INDENT, hanging=_INDENT * 2
            )
