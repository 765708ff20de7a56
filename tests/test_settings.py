"""Which value of a setting wins, what is refused, and which archive is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchkit.errors import UsageError
from searchkit.settings import INDEX_POINTER, Archive, Settings, find_archive, load


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home/.config/searchkit").mkdir(parents=True)
    (tmp_path / "archive/deep/er").mkdir(parents=True)
    return tmp_path


def environ(home: Path, **more: str) -> dict[str, str]:
    return {"HOME": str(home / "home"), **more}


def test_defaults(home: Path) -> None:
    settings = load(home / "archive", environ(home))
    assert settings == Settings()
    assert settings.origin("limit") == "default"


def test_the_nearer_place_wins(home: Path) -> None:
    user = home / "home/.config/searchkit/config.toml"
    user.write_text("limit = 1\nsnippets = 1\nsort = 'newest'\nwait = 1\ncolor = 'never'\n")
    project = home / "archive/searchkit.toml"
    project.write_text("limit = 2\nsnippets = 2\nsort = 'oldest'\nindex = 'built'\n")
    (home / "searchkit.toml").write_text("limit = 9\n")
    variables = environ(home, SEARCHKIT_LIMIT="3", SEARCHKIT_SNIPPETS="3", SEARCHKIT_NAMES="no")
    settings = load(home / "archive/deep/er", variables, {"limit": 4, "match": None})
    assert settings == Settings(
        index=str(home / "archive/built"),
        limit=4,
        snippets=3,
        sort="oldest",
        color="never",
        names=False,
        wait=1.0,
        origins={
            "index": str(project),
            "limit": "--limit",
            "snippets": "SEARCHKIT_SNIPPETS",
            "sort": str(project),
            "color": str(user),
            "names": "SEARCHKIT_NAMES",
            "wait": str(user),
        },
    )


def test_the_users_file_is_where_xdg_says(home: Path) -> None:
    folder = home / "elsewhere/searchkit"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("limit = 7\n")
    assert load(home, environ(home, XDG_CONFIG_HOME=str(home / "elsewhere"))).limit == 7
    assert load(home, environ(home, XDG_CONFIG_HOME="elsewhere")).limit == 10


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "limit = 5\n\nlimitt = 5\n",
            "searchkit.toml:3: there is no setting 'limitt'.",
            "Did you mean limit?",
        ),
        ("limit = 'x'\n", "searchkit.toml:1: limit must be a whole number from 1, not 'x'.", ""),
        ("limit = 0\n", "searchkit.toml:1: limit must be a whole number from 1, not 0.", ""),
        ("limit = true\n", "searchkit.toml:1: limit must be a whole number from 1, not True.", ""),
        ("names = 1\n", "searchkit.toml:1: names must be true or false, not 1.", ""),
        ("wait = -1\n", "searchkit.toml:1: wait must be a number of seconds, not -1.", ""),
        ("index = 3\n", "searchkit.toml:1: index must be text, not 3.", ""),
        (
            "# a\nsort = 'newst'\n",
            "searchkit.toml:2: sort must be one of relevance, newest, oldest, author, title, not 'newst'.",
            "",
        ),
        ("limit =\n", "searchkit.toml cannot be read: Invalid value (at line 1, column 8).", ""),
        ("[search]\nlimit = 5\n", "searchkit.toml:1: there is no setting 'search'.", None),
        (
            "pager = 'evil'\n",
            "searchkit.toml:1: an archive cannot set the pager, as that is a program to run.",
            None,
        ),
    ],
)
def test_a_file_that_makes_no_sense(home: Path, text: str, message: str, hint: str | None) -> None:
    (home / "archive/searchkit.toml").write_text(text)
    with pytest.raises(UsageError) as raised:
        load(home / "archive", environ(home))
    assert raised.value.message == f"{home}/archive/{message}"
    assert hint is None or raised.value.hint == hint


def test_a_file_that_is_not_text(home: Path) -> None:
    (home / "archive/searchkit.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match=r"searchkit\.toml cannot be read: 'utf-8' codec"):
        load(home / "archive", environ(home))


def test_a_variable_that_makes_no_sense(home: Path) -> None:
    with pytest.raises(
        UsageError, match=r"^SEARCHKIT_LIMIT: limit must be a whole number from 1, not 'many'\.$"
    ):
        load(home, environ(home, SEARCHKIT_LIMIT="many"))


def test_an_empty_variable_is_not_set_but_an_empty_pager_is(home: Path) -> None:
    assert load(home, environ(home, SEARCHKIT_LIMIT="", SEARCHKIT_PAGER="")) == Settings(
        pager="", origins={"pager": "SEARCHKIT_PAGER"}
    )


def test_the_archive_is_the_nearest_folder_upwards(home: Path) -> None:
    archive = home / "archive"
    assert find_archive(archive / "deep/er") is None
    (archive / "corpus").mkdir()
    assert find_archive(archive / "deep/er") == Archive(archive / "corpus", archive / "index")
    (archive / "deep/index").mkdir()
    assert find_archive(archive / "deep/er") == Archive(archive / "corpus", archive / "index")
    (archive / "deep/index" / INDEX_POINTER).write_text("1")
    found = find_archive(archive / "deep/er")
    assert found == Archive(None, archive / "deep/index")
    assert found.has_index


def test_a_named_index_wins(home: Path) -> None:
    archive = home / "archive"
    (archive / "corpus").mkdir()
    assert find_archive(archive, str(home / "other")) == Archive(None, home / "other")
    assert find_archive(home, str(archive / "mine")) == Archive(archive / "corpus", archive / "mine")


def test_the_ranking_is_a_table_of_its_own(home: Path) -> None:
    file = home / "archive/searchkit.toml"
    file.write_text("expand = true\n\n[ranking]\ntitle = 5\nlength = 0.4\n")
    settings = load(
        home / "archive", environ(home, SEARCHKIT_RANKING_HALF_LIFE="365", SEARCHKIT_RANKING_LENGTH="0.5")
    )
    assert (settings.ranking_title, settings.ranking_exact) == (5.0, 0.3)
    assert (settings.ranking_length, settings.ranking_half_life) == (0.5, 365.0)
    assert settings.origin("ranking_title") == str(file)
    assert settings.origin("ranking_length") == "SEARCHKIT_RANKING_LENGTH"
    assert settings.expand


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("limit = 3\n[ranking]\ntitle = 0\n", 3, "ranking_title must be a number from 0.1 to 100, not 0."),
        ("ranking.length = 1.5\n", 1, "ranking_length must be a number from 0 to 1, not 1.5."),
        ("[ranking]\nexact = nan\n", 2, "ranking_exact must be a number from 0 to 100, not nan."),
        ("[ranking]\nhalf_life = true\n", 2, "must be a number from 0 to 100000, not True"),
        ("[ranking]\nhalflife = 3\n", 2, "there is no setting 'ranking_halflife'."),
        ("ranking = 3\n", 1, "there is no setting 'ranking'."),
        ("[[ranking]]\ntitle = 3\n", 1, "there is no setting 'ranking'."),
    ],
)
def test_mistakes_in_the_ranking(home: Path, text: str, line: int, said: str) -> None:
    file = home / "archive/searchkit.toml"
    file.write_text(text)
    with pytest.raises(UsageError) as caught:
        load(home / "archive", environ(home))
    assert caught.value.message.startswith(f"{file}:{line}: ")
    assert said in caught.value.message
