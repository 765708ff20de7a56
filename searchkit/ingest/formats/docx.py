"""A Word document (the extra `docx`)."""

from __future__ import annotations

import io
from collections.abc import Iterator

from searchkit.article import Article
from searchkit.ingest.base import MAX_ARTICLE, Blob, MissingExtraError, ReadOptions, Skipped
from searchkit.ingest.formats.text import prose_article
from searchkit.ingest.formats.zip import open_zip, read_member


def read(blob: Blob, options: ReadOptions) -> Iterator[Article | Skipped | Blob]:
    """The article: paragraphs, and tables a row each, in order."""
    yield prose_article(
        blob, options, "\n\n".join(" ".join(block.split()) for block in document_blocks(blob))
    )


def document_blocks(blob: Blob) -> list[str]:
    """The paragraphs of a document, and its tables a row each, in order. Raises MissingExtraError, ReadError."""
    try:
        from docx import Document
        from docx.table import Table
    except ImportError as error:
        raise MissingExtraError("DOCX", "docx") from error

    with open_zip(blob) as archive:
        for name in archive.namelist():  # the library would unpack a bomb
            if name.endswith((".xml", ".rels")):
                read_member(archive, name, MAX_ARTICLE)
    document = Document(io.BytesIO(blob.read()))
    blocks: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            blocks += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            blocks.append(block.text)
    return blocks
