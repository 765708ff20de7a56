"""Citations of articles, in the styles people are asked for.

    people.py      an author -> the parts of a name that styles put in different order
    reference.py   an article, or a paragraph of it -> what a citation says, and its date in words
    chicago.py  apa.py  bibtex.py  csl_json.py  markdown.py     a style each

Titles are printed as published: which words of a headline are names, and so keep their capitals in a style
that changes them, is nothing a program can know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Literal, get_args

from searchkit.archive.cite.reference import Citation, Reference, reference

Style = Literal["chicago", "apa", "bibtex", "csl-json", "md"]
STYLES: tuple[Style, ...] = get_args(Style)

_HOME: Mapping[Style, str] = {"csl-json": "csl_json", "md": "markdown"}

__all__ = ["STYLES", "Citation", "Reference", "Style", "cite", "document", "reference"]


def cite(references: Sequence[Reference], style: Style) -> list[Citation]:
    """The citations in a style, in the order given."""
    module = import_module(f"{__name__}.{_HOME.get(style, style)}")
    in_style: Callable[[Sequence[Reference]], list[Citation]] = module.cite
    return in_style(references)


def document(citations: Sequence[Citation], style: Style) -> str:
    """The citations as one text: a file for BibTeX and CSL-JSON, entries with empty lines between for others."""
    if style == "csl-json":
        return "[\n" + ",\n".join(citation.entry for citation in citations) + "\n]"
    return "\n\n".join("\n".join(filter(None, (each.entry, each.in_text))) for each in citations)
