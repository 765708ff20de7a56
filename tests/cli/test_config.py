"""`searchkit config`: every setting, and where it comes from."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

from searchkit.settings import Settings
from tests.cli.conftest import Run


def test_every_setting_is_shown(run: Run) -> None:
    ran = run("config", "--json")
    assert (ran.code, ran.err) == (0, "")
    document = json.loads(ran.out)
    assert document["schema"] == 1
    assert [record["name"] for record in document["settings"]] == [
        field.name for field in fields(Settings) if field.name != "origins"
    ]
    assert {record["origin"] for record in document["settings"]} == {"default"}
    assert {"name": "limit", "value": 10, "origin": "default"} in document["settings"]


def test_where_a_value_comes_from(run: Run, tmp_path: Path) -> None:
    file, user = tmp_path / "searchkit.toml", tmp_path / "home/.config/searchkit/config.toml"
    user.parent.mkdir(parents=True)
    user.write_text('pager = "less -R"\nlimit = 5\n')
    file.write_text("limit = 20\n")
    ran = run("config", "show", "--color", "never", SEARCHKIT_SNIPPETS="1")
    lines = {line.split()[0]: line for line in ran.out.splitlines()}
    assert lines["index"].split() == ["index", "–", "default"]
    assert lines["limit"].split() == ["limit", "20", str(file)]
    assert lines["snippets"].split() == ["snippets", "1", "SEARCHKIT_SNIPPETS"]
    assert lines["color"].split() == ["color", '"never"', "--color"]
    assert lines["pager"].endswith(str(user))
    assert '"less -R"' in lines["pager"]


def test_other_forms_and_a_mistake(run: Run) -> None:
    assert run("config", "--csv").out.startswith("name,value,origin\nindex,,default\nlimit,10,default\n")
    ran = run("config", "shwo")
    assert ran.code == 2
    assert "Did you mean show?" in ran.err
