"""The user's own files of rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchkit.archive.whoiswho.rules import add_rule, rules_of
from searchkit.errors import UsageError


def test_a_rule_is_added_once_and_its_opposite_goes(tmp_path: Path) -> None:
    file = tmp_path / "aliases.txt"
    file.write_text("# mine\nmerge A = B  # they are one\nsplit C = D")
    assert add_rule(file, "merge", "  New   York ", "NYC")
    assert not add_rule(file, "merge", "NYC", "New York")
    assert add_rule(file, "split", "B", "A")
    assert file.read_text() == "# mine\nsplit C = D\nmerge New York = NYC\nsplit B = A\n"


def test_what_was_written_is_what_holds(tmp_path: Path) -> None:
    add_rule(tmp_path / "aliases.txt", "merge", "IRGC", "Pasdaran")
    add_rule(tmp_path / "authors.txt", "split", "J. Bolton", "John Bolton")
    rules = rules_of(tmp_path / "index")
    assert rules.for_aliases().merges == (("IRGC", "Pasdaran"),)
    assert rules.for_authors().splits == (("J. Bolton", "John Bolton"),)
    assert rules.digest != rules_of(tmp_path / "other" / "index").digest


@pytest.mark.parametrize(
    ("name", "other"), [("a=b", "c"), ("a", "b # c"), ("a\nb", "c"), (" ", "c"), ("x y", "x  y")]
)
def test_what_is_no_rule(tmp_path: Path, name: str, other: str) -> None:
    with pytest.raises(UsageError):
        add_rule(tmp_path / "aliases.txt", "merge", name, other)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "authors.txt").write_bytes(b"merge \xff = b")
    with pytest.raises(UsageError, match=r"authors\.txt is not UTF-8"):
        rules_of(tmp_path / "index")
