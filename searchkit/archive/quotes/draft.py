"""A draft -> the quotations in it.

A quotation stands between double quotation marks, curly, straight or « », which may lie lines apart, or it is a
block quotation of Markdown (`>`). A quotation that runs over paragraphs opens again in each of them, so that one
that is not closed goes on to the end of its paragraph. Code, front matter and HTML tags hold no quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from searchkit.errors import UsageError

_READABLE = "Drafts are Markdown, plain text or DOCX."
_MARK = re.compile('[“”„"«»]')
_CLOSED_BY = {"“": "”", "„": "“”", "«": "»", '"': '"”'}
_BEFORE_OPENING = "([{—–-/‘'“„«"
_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTION = re.compile(r"(?:^|\n)[ \t]*(?:—|–|--)[^\n]*\Z")
_IN_PARENTHESES = re.compile(r"\s\(([^()]*)\)\s*\Z")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks, white space made single. `line` counts from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Draft:
    """The quotations of a draft, in order. In a Word document, which has no lines, paragraphs are counted."""

    quotations: tuple[Quotation, ...]
    counted_by: Literal["line", "paragraph"] = "line"


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, heading or table cell, with its line breaks. `quoted` is for a block quotation."""

    text: str
    line: int
    quoted: bool = False


def read_draft(data: bytes, name: str) -> Draft:
    """The quotations of a file: Markdown, plain text, which is read as Markdown, or a Word document.

    Raises UsageError for any other kind, and where reading Word documents needs a library that is not there.
    """
    from searchkit.ingest.charset import decode, is_binary

    if data.startswith(b"PK\x03\x04"):
        blocks = [_Block(text, number) for number, text in enumerate(_word_paragraphs(data, name), 1)]
        return Draft(tuple(_quotations(blocks)), "paragraph")
    if data.startswith(b"%PDF-") or is_binary(data):
        raise UsageError(f"{name} is no draft that can be read.", _READABLE)
    return Draft(tuple(_quotations(_markdown_blocks(decode(data)))))


def _word_paragraphs(data: bytes, name: str) -> list[str]:
    from searchkit.ingest.base import Blob, why
    from searchkit.ingest.formats.docx import document_blocks

    try:
        return document_blocks(Blob(name, name, data))
    except Exception as error:  # a broken document makes the libraries raise anything
        raise UsageError(f"{name}: {why(error)}.", _READABLE) from error


def _markdown_blocks(text: str) -> Iterator[_Block]:
    from searchkit.ingest.frontmatter import split_front_matter

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _, body = split_front_matter(text)
    before = text[: len(text) - len(body)].count("\n")
    parser = MarkdownIt("commonmark").enable("table").disable("code")  # in prose, what is indented is no code
    depth, line = 0, 0
    for token in parser.parse(body):
        line = token.map[0] if token.map else line
        depth += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.type == "inline":
            yield _Block(_text(token.children or []), before + line + 1, depth > 0)
        elif token.type == "html_block":
            yield _Block(_without_tags(token.content), before + line + 1, depth > 0)


def _text(tokens: list[Token]) -> str:
    said = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(token.content if token.type == "text" else said.get(token.type, " ") for token in tokens)


def _without_tags(block: str) -> str:
    if block.lstrip().startswith(("<!--", "<?", "<script", "<style")):
        return ""
    return _TAG.sub(lambda tag: "\n" * tag[0].count("\n"), block)


def _quotations(blocks: Iterable[_Block]) -> Iterator[Quotation]:
    for block in blocks:
        line, at = block.line, 0
        for start, end in _spans(block):
            quoted = block.text[start:end]
            begins = start + len(quoted) - len(quoted.lstrip())
            line += block.text.count("\n", at, begins)
            at = begins
            if quoted.strip():
                yield Quotation(" ".join(quoted.split()), line)


def _spans(block: _Block) -> Iterator[tuple[int, int]]:
    """The quotations of a block, `start:end` in code points, without their marks."""
    if block.quoted and not _MARK.match(block.text.lstrip()):
        yield 0, len(_without_source(block.text))
    else:
        yield from _marked_spans(block.text)


def _without_source(text: str) -> str:
    """A block quotation without who said it at its end: "— Jane Doe", "(Doe 2018, 3)"."""
    text = _ATTRIBUTION.sub("", text)
    found = _IN_PARENTHESES.search(text)
    return text[: found.start()] if found and re.search(r"\d", found[1]) else text


def _marked_spans(text: str) -> Iterator[tuple[int, int]]:
    opener, start, depth = "", 0, 0
    for found in _MARK.finditer(text):
        mark, at = found[0], found.start()
        if not opener:
            if mark in "“„«" or (mark == '"' and _may_open(text, at)):
                opener, start, depth = mark, at + 1, 1
        elif mark == opener == '"' and _may_open(text, at) and text[at + 1 : at + 2].isalnum():
            yield start, at  # the one before was never closed
            start = at + 1
        elif mark in _CLOSED_BY[opener] or (mark == '"' and not _may_open(text, at)):
            depth -= 1
            if not depth:
                yield start, at
                opener = ""
        elif mark == opener:
            depth += 1
    if opener:
        yield start, len(text)


def _may_open(text: str, at: int) -> bool:
    """Whether a straight mark stands where one opens: before a word and not behind one (6" is six inches)."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return (not before or before.isspace() or before in _BEFORE_OPENING) and not (
        after.isspace() or not after
    )
