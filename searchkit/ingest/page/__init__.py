"""Saved web pages -> articles: text, title, authors, date, each with the place it was read from.

    read_page("<html>…").paragraphs

`soup` parses, `jsonld` and `meta` read what the page says of itself, `blocks` what it shows; `site`, `title`,
`authors`, `published` and `body` decide; `page` is the straight line through them.
"""

from __future__ import annotations

from .page import Page, read_page

__all__ = ["Page", "read_page"]
