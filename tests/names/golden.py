"""Tables of names marked by hand, all written for these tests."""

from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def lines(name: str) -> list[str]:
    """The lines of a table without comments and empty lines."""
    text = (GOLDEN / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def sections(name: str) -> dict[str, list[str]]:
    """The lines of a table by the `[section]` they stand in."""
    found: dict[str, list[str]] = {}
    for line in lines(name):
        if line.startswith("["):
            found[line[1:-1]] = own = []
        else:
            own.append(line)
    return found
