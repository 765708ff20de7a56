"""The schemas of the JSON forms, to hold output against. They are closed here: a field they do not tell of is wrong."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from searchkit.cli import schemas
from searchkit.cli.printers import SCHEMA

FOLDER = Path(schemas.__file__).parent


def names() -> set[str]:
    """The commands that have a schema."""
    return {file.stem for file in FOLDER.glob("*.json")} - {"common"}


def validate(command: str, form: str, output: str) -> None:
    """Raises ValidationError if what `--json` or `--jsonl` printed is not as its schema says."""
    schema = _read(command)
    if form == "--json":
        _validator(command, "#").validate(json.loads(output))
        return
    for line in output.splitlines():
        record = json.loads(line)
        if "record" in schema.get("$defs", {}):
            assert record.pop("schema") == SCHEMA
            _validator(command, "#/$defs/record").validate(record)
        else:
            _validator(command, "#").validate(record)


@cache
def _validator(command: str, place: str) -> Draft202012Validator:
    contents = {f"{name}.json": _closed(_read(name)) for name in ("common", command)}
    registry = Registry().with_resources(
        (name, Resource.from_contents(content)) for name, content in contents.items()
    )
    return Draft202012Validator(
        {"$ref": f"{command}.json{place}"}, registry=registry, format_checker=FormatChecker()
    )


@cache
def _read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def _closed(schema: Any) -> Any:
    """The same schema, objects with no other properties than those it tells of."""
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(part) for key, part in schema.items()}
    is_object = schema.get("type") == "object" and "properties" in schema
    return {**closed, "additionalProperties": False} if is_object else closed
