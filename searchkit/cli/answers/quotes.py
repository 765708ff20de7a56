"""The quotations of a draft, each with what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from searchkit.archive.quotes import Checked, Kind, Status
from searchkit.cli.answers.wording import counted
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, Span, Style, span
from searchkit.textwidth import display_width, truncate

_SIGNS: dict[Status, tuple[str, Style]] = {
    "exact": ("✓", "good"),
    "altered": ("≠", "title"),
    "not found": ("?", "error"),
}
_STYLES: dict[Kind, Style] = {"same": "", "gap": "", "gone": "error", "new": "good"}
_AROUND = 4  # words of a long quotation that are shown on either side of a difference
_LEAST = 8  # columns for a quotation
_PLACE_SHARE = 3  # places stand beside the quotations if they take at most a third of the width
_MOST_FOUND = 240  # columns of what the article says instead


def quotes_answer(draft: str, checked: Sequence[Checked], short: int, counted_by: str) -> Answer:
    """The answer of `quotes`; `short` quotations were not checked, and `counted_by` says what their numbers are."""
    counts = Counter(each.status for each in checked)
    head = {
        "draft": draft,
        "counted_by": counted_by,
        "exact": counts["exact"],
        "altered": counts["altered"],
        "not_found": counts["not found"],
        "not_checked": short,
    }
    said = ", ".join(f"{counts[status]:,} {status}" for status in _SIGNS if counts[status])
    return Answer(
        "quotations",
        head,
        (_record(each) for each in checked),
        len(checked),
        partial(_view, checked),
        heading=f"{counted(len(checked), 'quotation')}: {said}" if checked else "No quotations to check.",
        notes=[f"{counted(short, 'short quotation')} not checked (--min-words)"] if short else [],
    )


def _record(checked: Checked) -> dict[str, Any]:
    article = checked.article
    return {
        "line": checked.quotation.line,
        "status": checked.status,
        "quotation": checked.quotation.text,
        "difference": "".join(text for _, text in _difference(checked)) if checked.changes else "",
        "id": article.id if article else None,
        "paragraph": checked.paragraph + 1 if article else None,
        "found": checked.found,
        "title": article.title if article else "",
        "others": checked.others,
    }


def _view(checked: Sequence[Checked], layout: Layout) -> Iterator[Line]:
    digits = max((len(str(each.quotation.line)) for each in checked), default=1)
    indent = digits + 6
    widest = max((display_width(_place(each)) for each in checked), default=0)
    beside = layout.width is None or widest <= layout.width // _PLACE_SHARE
    for each in checked:
        sign, style = _SIGNS[each.status]
        label = [span("  "), span(sign, style), span(f" {each.quotation.line:>{digits}}  ", "dim")]
        room = (layout.width or 0) - indent - (widest + 2 if beside else 0)
        text = [span("“"), *_shown(each, room if layout.width else None), span("”")]
        place = span(_place(each), "dim")
        if beside:
            yield from layout.ends([*label, *text], place, hanging=indent)
        else:
            yield from layout.wrap([*label, *text], hanging=indent)
            yield from layout.wrap([place], indent=indent)
        if each.status == "altered":
            said = truncate(span(each.found).text, _MOST_FOUND)
            yield from layout.wrap([span(f"it says “{said}”", "dim")], indent=indent)


def _place(checked: Checked) -> str:
    if checked.article is None:
        return "not in the archive"
    where = f"¶{checked.paragraph + 1}" if checked.paragraph >= 0 else "title"
    others = f" +{checked.others:,} more" if checked.others else ""
    return f"{checked.article.id} {where}{others}"


def _shown(checked: Checked, room: int | None) -> list[Span]:
    """The quotation with its differences; on a terminal what is the same is cut short."""
    if not checked.changes:
        text = span(checked.quotation.text).text
        return [span(text if room is None else truncate(text, max(_LEAST, room - 2)))]
    parts = _difference(checked)
    last = len(parts) - 1
    return [
        span(
            _clipped(text, first=not at, last=at == last) if kind == "same" and room else text, _STYLES[kind]
        )
        for at, (kind, text) in enumerate(parts)
    ]


def _clipped(text: str, *, first: bool, last: bool) -> str:
    """A stretch that is the same, only its words next to a difference."""
    words = text.split()
    head, tail = (0 if first else _AROUND), (0 if last else _AROUND)
    if len(words) <= head + tail + 1:
        return text
    return " ".join(
        [" " * text.startswith(" ") + " ".join(words[:head])] * bool(head)
        + ["…"]
        + [" ".join(words[len(words) - tail :]) + " " * text.endswith(" ")] * bool(tail)
    )


def _difference(checked: Checked) -> list[tuple[Kind, str]]:
    """The quotation in parts: what is the same, `[-what is gone-]` and `{+what is new+}` in the article."""
    text, at = checked.quotation.text, 0
    parts: list[tuple[Kind, str]] = []
    for changed, group in groupby(checked.changes, lambda pair: pair[0].kind in ("gone", "new")):
        changes = list(group)
        units = [checked.units[change.unit] for change, _ in changes if change.unit >= 0]
        if not changed:
            parts.append(("same", text[at : units[-1].end]))
            at = units[-1].end
            continue
        if units:
            parts.append(("same", text[at : units[0].start]))
            parts.append(("gone", f"[-{text[units[0].start : units[-1].end]}-]"))
            at = units[-1].end
        new = " ".join(word for _, word in changes if word)
        if new:
            parts += (
                [("same", " "), ("new", f"{{+{new}+}}")] if at else [("new", f"{{+{new}+}}"), ("same", " ")]
            )
    return _joined([*parts, ("same", text[at:])])


def _joined(parts: Sequence[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    """Neighbours of one kind as one part."""
    runs = groupby(parts, lambda part: part[0])
    found = [(kind, "".join(text for _, text in run)) for kind, run in runs]
    return [(kind, text) for kind, text in found if text]
