"""The quotations of a draft, checked against an archive.

draft.py    a Markdown, text or Word file -> its quotations, with the lines they start in
units.py    a quotation or an article -> words to compare, and where editing marks leave something out
match.py    whether and where words stand in an article: exactly, or nearly and with which difference
checking.py the straight line through all of it
"""

from __future__ import annotations

from searchkit.archive.quotes.checking import Checked, Status, check
from searchkit.archive.quotes.draft import Draft, Quotation, read_draft
from searchkit.archive.quotes.match import Change, Kind

__all__ = ["Change", "Checked", "Draft", "Kind", "Quotation", "Status", "check", "read_draft"]
