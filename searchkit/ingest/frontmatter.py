"""The block of fields at the top of a Markdown file, in YAML or TOML. The only place that imports yaml."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import yaml

_BLOCK = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([\w-]+)[ \t]*:[ \t]+(\S.*)$", re.MULTILINE)
_MAX = 100_000  # characters; a longer block is none


class _Loader(yaml.BaseLoader):
    """Makes nothing but strings, lists and dictionaries, so that "2018" and "no" stay what they are."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):  # a few aliases of aliases would stand for gigabytes
            raise yaml.YAMLError("an alias")
        return super().compose_node(parent, index)


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The fields and the text after them. Dates and numbers of YAML stay as printed."""
    block = _BLOCK.match(text[:_MAX])
    if block is None:
        return {}, text
    fields = _toml(block[2]) if block[1] == "+++" else _yaml(block[2])
    return fields, text[block.end() :]


def _yaml(block: str) -> dict[str, Any]:
    try:
        fields = yaml.load(block, Loader=_Loader)  # noqa: S506  this loader constructs no objects
    except (yaml.YAMLError, RecursionError):
        # Written by hand, most often a title with a colon in it: "title: Iran: a review".
        return {key: value.strip(" \t\"'") for key, value in _FIELD.findall(block)}
    return fields if isinstance(fields, dict) else {}


def _toml(block: str) -> dict[str, Any]:
    try:
        return tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
