"""The fields of an article, as a Whoosh schema: for stock Whoosh, and not imported to search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from searchkit.analysis import POSITION_GAP, tokens
from searchkit.engines.whoosh.fields import KEYWORD_FIELDS, RUN_FIELDS, TEXT_FIELDS
from searchkit.engines.whoosh.library import analysis, fields


class ArticleAnalyzer(analysis.Analyzer):  # type: ignore[misc]  # Whoosh has no types
    """`searchkit.analysis` for stock Whoosh: folded words, a gap in the positions between paragraphs."""

    def __call__(self, value: str, positions: bool = False, chars: bool = False, **_: Any) -> Iterator[Any]:
        """Whoosh's tokens of one text."""
        shared = analysis.Token(positions, chars)
        position = 0
        for paragraph in value.split("\n\n"):
            for token in tokens(paragraph):
                shared.text = token.word
                shared.boost = 1.0
                shared.stopped = False
                shared.pos = position
                shared.startchar, shared.endchar = token.start, token.end
                position += 1
                yield shared
            position += POSITION_GAP


def article_schema() -> Any:
    """A `whoosh.fields.Schema`. `date` and `until` are stored as ISO text: ranges use arrays of their own."""
    schema = fields.Schema()
    schema.add("id", fields.ID(stored=True, unique=True))
    for name in RUN_FIELDS:
        schema.add(name, fields.TEXT(analyzer=ArticleAnalyzer(), stored=name in TEXT_FIELDS))
    for name in KEYWORD_FIELDS:
        if name not in schema:
            schema.add(name, fields.ID(stored=False))
    for name in ("date", "authors", "url"):
        schema.add(name, fields.STORED)
    return schema
