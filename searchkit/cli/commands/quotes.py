"""`searchkit quotes`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from searchkit.cli.options.output import Output
from searchkit.cli.options.spread import spread
from searchkit.errors import UsageError

EXAMPLES = """\
  searchkit quotes draft.md
  searchkit quotes draft.docx --csv
  pandoc draft.odt -t markdown | searchkit quotes -

\b
  ✓  word for word in the archive
  ≠  altered: [-in the draft only-] {+in the article only+}
  ?  not in the archive
"""


@spread
def quotes(
    output: Output,
    draft: Annotated[str, typer.Argument(metavar="DRAFT")],
    min_words: Annotated[
        int, typer.Option("--min-words", min=1, metavar="N", help="Check quotations of N words and more.")
    ] = 3,
) -> int:
    """Check every quotation of a DRAFT (Markdown, text or DOCX; - for what is piped in) against the archive.

    Quotations stand between double quotation marks or « », or are block quotations. Words are compared, case and
    accents aside. Left alone is what editors mark: an ellipsis (… or ...) for words left out, [brackets] for what
    was put in, and punctuation. A quotation that is not word for word in an article is exit code 1.
    """
    from searchkit.archive.quotes import check, read_draft
    from searchkit.archive.quotes.units import countable
    from searchkit.cli.answers.quotes import quotes_answer
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form()
    settings = output.settings()
    console = output.console(settings, form)
    found = read_draft(_bytes_of(draft), "The text that was piped in" if draft == "-" else draft)
    long_enough = [each for each in found.quotations if countable(each.text) >= min_words]
    short = len(found.quotations) - len(long_enough)
    with open_index(settings, console, build=True) as opened:
        checked = list(check(opened, long_enough))
    choose(form)(quotes_answer(draft, checked, short, found.counted_by), console)
    return 0 if checked and all(each.status == "exact" for each in checked) else 1


def _bytes_of(draft: str) -> bytes:
    if draft == "-":
        return sys.stdin.buffer.read()
    path = Path(draft)
    if not path.is_file():
        raise UsageError(f"There is no file {draft}.", "Give the path of a draft, or - for what is piped in.")
    return path.read_bytes()
