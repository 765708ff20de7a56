"""Bylines -> authors, each with role and affiliation.

    parse_byline("By Ann Lee | Fellow - The Gulf Institute | Aug 30, 2018")
    clean_authors(["Lee, Ann", "ANN LEE", "admin"])             one author, Ann Lee
    looks_like_byline("Ann Lee, The Gulf Institute")            True: also without "By"

A line is parted into segments (bars, bullets, spaced dashes), a segment into pieces (commas, "and"); each
piece is a name, role, organisation or suffix by its words; the pieces are put together from left to right.
"""

from __future__ import annotations

from .read import Byline, clean_authors, looks_like_byline, parse_byline

__all__ = ["Byline", "clean_authors", "looks_like_byline", "parse_byline"]
