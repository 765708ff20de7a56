"""The place a report was sent from: "BUCHAREST 1996-08-30", "PARAMARIBO, Surinam (Reuters) -"."""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"([^\W\d_]{1,20}(?:[.'’-]{1,2}[^\W\d_]{1,20})?(?: [^\W\d_][\w.'’-]{1,20}){0,3})"  # the town, in capitals
    r"(?:, ?[^\W\d_][\w.]{1,15}(?: [^\W\d_]\w{1,15})?\.?)?"  # its state or country
    r"(?:,? \d{4}-\d\d-\d\d\b|,? \(\w{2,20}\)(?: ?[-–—]|$)|,? [A-Z][a-z]{2,8}\.? \d{1,2}\b|,? ?[–—]|,? --? )"
)


def dateline_end(paragraph: str) -> tuple[int, int]:
    """Where the town and where the whole place of a paragraph's dateline end; (0, 0) if it has none."""
    if not paragraph[:2].isupper():
        return 0, 0
    match = _DATELINE.match(paragraph)
    if not match or not match[1].isupper():
        return 0, 0
    end = match.start() + len(match[1])
    comma = paragraph.find(",", end, match.end())
    if comma == end:
        rest = re.match(r", ?[^\W\d_][\w.]*(?: [^\W\d_]\w+)?", paragraph[end : match.end()])
        return end, end + (rest.end() if rest else 0)
    return end, end
