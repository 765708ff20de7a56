"""The block of fields at the top of a Markdown file, in YAML or TOML."""

from __future__ import annotations

import re
from typing import Any

_BLOCK = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([\w-]+)[ \t]*:[ \t]+(\S.*)$", re.MULTILINE)
_MAX = 100_000  # characters; a longer block is none


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The fields and the text after them. Dates and numbers of YAML stay as printed."""
    block = _BLOCK.match(text[:_MAX])
    if block is None:
        return {}, text
    fields = _toml(block[2]) if block[1] == "+++" else _yaml(block[2])
    return fields, text[block.end() :]


def _yaml(block: str) -> dict[str, Any]:
    import yaml

    try:
        # BaseLoader makes nothing but strings, lists and dictionaries, so "2018" and "no" stay what they are.
        fields = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506  it constructs no objects
    except (yaml.YAMLError, RecursionError):
        # Written by hand, most often a title with a colon in it: "title: Iran: a review".
        return {key: value.strip(" \t\"'") for key, value in _FIELD.findall(block)}
    return fields if isinstance(fields, dict) else {}


def _toml(block: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
