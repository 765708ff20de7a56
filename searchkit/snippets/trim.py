"""A sentence that is too long -> the part of it that says most."""

from __future__ import annotations

from collections import Counter

from searchkit.snippets.marks import Mark, Span

ELLIPSIS = "…"


def trim(text: str, marks: list[Mark], width: int) -> tuple[str, list[Mark]]:
    """At most `width` code points of `text`, cut between words, with the marks that stand in them.

    Keeps the stretch with the most different terms. A mark is never cut: one longer than `width` stays whole.
    """
    if len(text) <= width:
        return text, marks
    room = max(1, width - 2 * len(ELLIPSIS))
    first, last = _richest(marks, room) if marks else (0, 0)
    start, end = _padded(first, last, len(text), room)
    start = _word_start(text, start, first)
    end = _word_end(text, end, last)
    head = ELLIPSIS if start else ""
    tail = ELLIPSIS if end < len(text) else ""
    shift = len(head) - start
    kept = [Mark(m.start + shift, m.end + shift, m.term) for m in marks if start <= m.start and m.end <= end]
    return head + text[start:end] + tail, kept


def _richest(marks: list[Mark], room: int) -> Span:
    """The first stretch from mark to mark, at most `room` long, with the most terms, then marks."""
    best, best_score = (marks[0].start, marks[0].end), (0, 0)
    inside: Counter[int] = Counter()
    left = 0
    for right, mark in enumerate(marks):
        inside[mark.term] += 1
        while left < right and mark.end - marks[left].start > room:
            inside[marks[left].term] -= 1
            left += 1
        score = (len(+inside), right - left)
        if score > best_score:
            best, best_score = (marks[left].start, mark.end), score
    return best


def _padded(first: int, last: int, length: int, room: int) -> Span:
    """`first:last` with what fits around it, as much before as after where there is that much."""
    spare = max(0, room - (last - first))
    after = min(length - last, spare - min(first, spare // 2))
    start = max(0, first - (spare - after))
    return start, last + after


def _word_start(text: str, at: int, limit: int) -> int:
    """The first place from `at` on, up to `limit`, where a word starts."""
    if at == 0 or at >= limit or text[at - 1].isspace():
        return min(at, limit)
    for place in range(at, limit):
        if text[place].isspace():
            return place + 1
    return at if _spaceless(text, at) else limit


def _word_end(text: str, at: int, limit: int) -> int:
    """The last place up to `at`, but not before `limit`, where a word ends."""
    if at >= len(text):
        return len(text)
    if not text[at].isspace():
        place = at
        while place > limit and not text[place - 1].isspace():
            place -= 1
        if place > limit or not _spaceless(text, at):
            at = place
    while at > limit and (text[at - 1].isspace() or text[at - 1] in ",;:–—-"):
        at -= 1
    return at


def _spaceless(text: str, at: int) -> bool:
    """Whether a cut at `at` falls between letters of a script that is written without spaces."""
    return ord(text[at]) > 0x0E00 and ord(text[at - 1]) > 0x0E00
