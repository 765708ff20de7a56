"""A small archive to search, written file by file."""

from __future__ import annotations

import json
from pathlib import Path

FILES = {
    "deal.txt": (
        "Guards pull back from “state of war”\n\n"
        "By Jane Doe | Fellow - Policy Institute | Aug 14, 2018\n\n"
        "The state of war between neighbours is not a war of states. Iran’s Guards (IRGC) denied it.\n\n"
        "Oil fell. The nuclear deal was abandoned by Washington in May, and sanctions on oil came back.\n"
    ),
    "oil/crude.txt": (
        "Crude prices rise\n\nBy John Roe | Sep 2018\n\nOil rose on Monday as sanctions on Iran took hold.\n"
    ),
    "oil/undated.txt": "Why oil matters\n\nOil is what the world runs on. Nobody knows for how long.\n",
    "feed.jsonl": "".join(
        json.dumps(record, ensure_ascii=False) + "\n"
        for record in (
            {
                "id": "n1",
                "title": "北京和上海的石油",
                "text": "他们在北京谈石油。",
                "author": "王伟",
                "date": "2019-01-02",
                "source": "Review",
            },
            {
                "id": "evil",
                "title": "Evil \x1b[31mred\x1b[0m \x9b2J title \u202ereversed",
                "text": "Tankers \x1b]0;owned\x07 wait \u202eoffshore.\n\nMore tankers.",
                "author": "Mallory \x1b[5mBlink",
                "date": "2017",
                "source": "So\x1b[2Jurce",
            },
        )
    ),
}


def write(folder: Path) -> Path:
    """Write the corpus of an archive into a folder."""
    for name, text in FILES.items():
        file = folder / "corpus" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder
