"""The fields of a segment, by what is kept of them."""

from __future__ import annotations

from searchkit.engines.fields import WORD_FIELDS

TEXT_FIELDS = ("title", "body")
"""Searched by stem or as written, and scored."""

RUN_FIELDS = (*TEXT_FIELDS, *WORD_FIELDS)
"""Fields whose words have positions."""

VALUE_FIELDS = ("author", "source", "topic", "lang", "person", "org", "place", "name")
"""Facets: the whole value is a term of `<field>_value`."""

KEYWORD_FIELDS = (*(f"{name}_value" for name in VALUE_FIELDS), "id", "path", "author_sort", "title_sort")
"""Fields whose values are single terms, without positions."""
