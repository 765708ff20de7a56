import json

import pytest

from searchkit.article import Article, NameKind
from searchkit.names import recognise
from searchkit.names.overrides import read_overrides
from searchkit.names.variants import NameProfile, VariantTable, profiles

from .golden import sections

TABLE = {name: [line.split(" = ") for line in own] for name, own in sections("variants.txt").items()}
SAME, DIFFERENT, ONE_KEY = TABLE["one name"], TABLE["two names"], TABLE["two names, one key"]


def in_company(
    name: str, *company: str, kind: NameKind = "organisation", articles: str = "", roles: str = ""
) -> NameProfile:
    return NameProfile(
        name,
        kind,
        frozenset({articles or f"article of {name}"}),
        frozenset(company),
        frozenset(roles.split()),
    )


def join(a: str, b: str, company_a: tuple[str, ...], company_b: tuple[str, ...]) -> bool:
    table = VariantTable.build(
        [in_company(a, *company_a), in_company(b, *company_b)]
        + [in_company(c) for c in {*company_a, *company_b}]
    )
    return b in table.others(a)


def test_spellings_of_one_name_join_and_others_do_not() -> None:
    shared = ("Qarmat", "Zenobia")
    right = sum(join(*pair, shared, shared) for pair in SAME)
    wrong = [pair for pair in DIFFERENT if join(*pair, shared, shared)]
    wrong += [pair for pair in ONE_KEY if join(*pair, shared, ("Odysseus", "Penelope"))]
    assert len(SAME) + len(DIFFERENT) + len(ONE_KEY) >= 200
    assert right / (right + len(wrong)) >= 0.98, wrong
    assert right / len(SAME) >= 0.9


def test_one_shared_name_is_not_enough_without_a_role() -> None:
    assert not join("Hezbollah", "Hizbullah", ("Zenobia",), ("Zenobia",))


def test_a_role_and_a_shared_name_are() -> None:
    a = in_company("Mohammed Morsi", "Zenobia", kind="person", roles="president")
    b = in_company("Muhammad Mursi", "Zenobia", kind="person", roles="president leader")
    c = in_company("Mohamed Morsy", "Zenobia", kind="person", roles="actor")
    (variant,) = VariantTable.build([a, b, c, in_company("Zenobia", kind="person")]).variants
    assert (variant.name, variant.other, variant.roles, variant.company) == (
        a.name,
        b.name,
        ("president",),
        ("Zenobia",),
    )


def test_two_people_of_one_article_are_two() -> None:
    a = in_company("Mohammed Ali", "X Y", "Z W", kind="person", articles="a1")
    b = in_company("Mohammed Aly", "X Y", "Z W", kind="person", articles="a1")
    assert VariantTable.build([a, b]).variants == ()


def test_names_that_stand_everywhere_tell_nothing() -> None:
    everywhere = frozenset(f"a{i}" for i in range(30))
    common = [NameProfile(name, "place", everywhere) for name in ("Iran", "Syria")]
    pair = [
        in_company("Omar Khan", "Iran", "Syria", kind="person"),
        in_company("Umar Khan", "Iran", "Syria", kind="person"),
    ]
    assert VariantTable.build(common + pair).variants == ()


def articles(*numbers: int) -> frozenset[str]:
    return frozenset(f"a{number}" for number in numbers)


@pytest.mark.parametrize(
    ("a", "b", "beside", "joined"),
    [("Tveeter", "Tviter", 20, False), ("Tveeter", "Tviter", 5, True), ("Tveeter Hall", "Tviter Hall", 20, True)],
)  # fmt: skip
def test_spellings_of_one_word_need_a_rarer_name_beside_them(
    a: str, b: str, beside: int, joined: bool
) -> None:
    company = [NameProfile(name, "person", articles(*range(beside))) for name in ("X Y", "Z W")]
    archive = NameProfile("Everything", "place", articles(*range(3000)))
    pair = [in_company(name, "X Y", "Z W") for name in (a, b)]
    assert bool(VariantTable.build([*pair, *company, archive]).variants) == joined


def test_a_name_frequent_as_a_place_tells_nothing_as_a_person() -> None:
    company = [
        NameProfile("Tver", "place", articles(*range(100))),
        NameProfile("Tver", "person", articles(1)),
    ]
    pair = [in_company(name, "Tver", kind="person", roles="editor") for name in ("Omar Khan", "Umar Khan")]
    assert VariantTable.build([*pair, *company]).variants == ()


@pytest.mark.parametrize(("far", "joined"), [((), False), ((3, 4), True)])
def test_what_stands_beside_both_in_one_article_is_no_evidence(far: tuple[int, ...], joined: bool) -> None:
    company = [NameProfile(name, "person", articles(1, *far)) for name in ("X Y", "Z W")]
    pair = [
        NameProfile("Shaansi", "place", articles(1, 3), frozenset({"X Y", "Z W"})),
        NameProfile("Shansi", "place", articles(1, 4), frozenset({"X Y", "Z W"})),
    ]
    assert bool(VariantTable.build([*pair, *company]).variants) == joined


def test_a_spelling_that_only_stands_beside_the_other_is_one_of_it() -> None:
    company = [NameProfile(name, "person", articles(1)) for name in ("X Y", "Z W")]
    pair = [
        NameProfile("Thessaloniki", "place", articles(1, 3), frozenset({"X Y", "Z W"})),
        NameProfile("Thesssaloniki", "place", articles(1), frozenset({"X Y", "Z W"})),
    ]
    assert VariantTable.build([*pair, *company]).others("Thessaloniki") == ("Thesssaloniki",)


def test_the_user_can_keep_spellings_apart() -> None:
    names = [
        in_company("Hezbollah", "X Y", "Z W"),
        in_company("Hizbullah", "X Y", "Z W"),
        in_company("X Y"),
        in_company("Z W"),
    ]
    assert VariantTable.build(names).others("hezbollah") == ("Hizbullah",)
    assert (
        VariantTable.build(names, read_overrides("split Hizbullah = Hezbollah", "aliases.txt")).others(
            "hezbollah"
        )
        == ()
    )


def test_from_articles_to_variants() -> None:
    texts = {
        "a1": "Lebanon's Hezbollah said its leader Hassan Nasrallah met Naim Qassem in Beirut.",
        "a2": "Hizbullah leader Hassan Nasrallah and Naim Qassem left the capital, Hizbullah said today.",
        "a3": "Elsewhere Olga Sidorova left Tver.",
    }
    articles = [
        Article(id=i, title="", paragraphs=(text,), names=recognise([text])) for i, text in texts.items()
    ]
    table = VariantTable.build(profiles(articles))
    assert table.others("Hezbollah") == ("Hizbullah",)
    (variant,) = table.evidence("hizbullah")
    assert set(variant.company) == {"Hassan Nasrallah", "Naim Qassem"}


def test_a_table_survives_json() -> None:
    table = VariantTable.build(
        [
            in_company("Hezbollah", "X Y", "Z W"),
            in_company("Hizbullah", "X Y", "Z W"),
            in_company("X Y"),
            in_company("Z W"),
        ]
    )
    again = VariantTable.from_json(json.loads(json.dumps(table.to_json())))
    assert again == table
    assert again.others("Hizbullah") == ("Hezbollah",)
    with pytest.raises(ValueError, match="schema"):
        VariantTable.from_json({"schema": 0})
