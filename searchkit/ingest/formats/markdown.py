"""Markdown, with or without front matter: headings, list items and table rows become paragraphs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from searchkit.article import Article
from searchkit.ingest.base import Blob, ReadError, ReadOptions, Skipped, make_article
from searchkit.ingest.charset import decode
from searchkit.ingest.clean import clean_text
from searchkit.ingest.fields import layout, mapped_fields
from searchkit.ingest.frontmatter import split_front_matter
from searchkit.ingest.prose import read_prose
from searchkit.ingest.records import describe

_TAG = re.compile(r"<[^<>]*>")
_WIKI_LINK = re.compile(r"!?\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]")  # of note-taking programs


def read(blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:
    """The article; what the front matter says goes before what the text says."""
    text = clean_text(decode(blob.read(), declared=blob.charset))
    record, body = split_front_matter(text)
    mapped = mapped_fields(options.field_map)
    known = describe(
        record, layout(tuple(record), mapped), "front matter", None, options.today, why=options.why
    )
    blocks = markdown_blocks(body)
    prose = read_prose("\n\n".join([known.title, *blocks] if known.title else blocks))
    if not blocks or not prose.paragraphs:
        raise ReadError("no text in it")
    told = {evidence.field for evidence in known.evidence}
    yield make_article(
        blob,
        options,
        title=known.title or prose.title,
        paragraphs=prose.paragraphs,
        authors=known.authors or prose.authors,
        published=known.published or prose.published,
        source=known.source or prose.source,
        url=known.url,
        language=known.language,
        topics=known.topics,
        evidence=known.evidence + tuple(e for e in prose.evidence if e.field not in told),
    )


def markdown_blocks(text: str) -> list[str]:
    """The blocks of a Markdown text as plain text, in order, each on one line."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    blocks: list[str] = []
    row: list[str] | None = None  # the cells of a table row
    for token in parser.parse(_WIKI_LINK.sub(r"\1", text)):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            blocks.append(" | ".join(filter(None, row or [])))
            row = None
        elif token.type == "inline":
            (blocks if row is None else row).append(_inline(token.children or []))
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content)
        elif token.type == "html_block":
            blocks.append(_markup_text(token.content))
    return [line for block in blocks if (line := " ".join(block.split()))]


def _inline(tokens: list[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts)


def _markup_text(block: str) -> str:
    block = block.lstrip()
    if block.startswith("<!--"):
        block = block.partition("-->")[2]
    return html.unescape(_TAG.sub(" ", block))
