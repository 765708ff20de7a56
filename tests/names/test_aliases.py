import json

import pytest

from searchkit.names.aliases import AliasTable, Defined, definitions
from searchkit.names.overrides import read_overrides
from tests.timing import grows_no_faster

from .golden import lines

TABLE = [tuple(line.split("\t")) for line in lines("aliases.tsv")]
DEFINING = [row for row in TABLE if len(row) == 3]
DEFINING_NOTHING = [row[0] for row in TABLE if len(row) == 1]


def test_definitions_are_found_and_look_alikes_are_not() -> None:
    found = {(sentence, d.short, d.long) for sentence, _, _ in DEFINING for d in definitions([sentence])}
    false = {(sentence, d.short, d.long) for sentence in DEFINING_NOTHING for d in definitions([sentence])}
    right = found & set(DEFINING)
    assert len(DEFINING) >= 60
    assert len(DEFINING_NOTHING) >= 40
    assert len(right) / len(found | false) >= 0.98
    assert len(right) / len(DEFINING) >= 0.9


def test_a_definition_keeps_its_sentence() -> None:
    paragraph = "It rained. The World Food Programme (WFP) sent flour to Dr. Ali. It was late."
    (definition,) = definitions(["First paragraph.", paragraph])
    assert definition.paragraph == 1
    assert (
        paragraph[definition.start : definition.end]
        == "The World Food Programme (WFP) sent flour to Dr. Ali."
    )
    assert definition.acronym


def table(*articles: tuple[str, str], rules: str = "") -> AliasTable:
    defined = [Defined(article, d) for article, text in articles for d in definitions([text])]
    return AliasTable.build(defined, read_overrides(rules, "aliases.txt"))


IRGC = ("a1", "The Islamic Revolutionary Guard Corps (IRGC) denied it.")
PA_1 = ("a2", "The Palestinian Authority (PA) agreed.")
PA_2 = ("a3", "The Press Association (PA) reported it.")


def test_either_form_finds_the_other() -> None:
    aliases = table(IRGC)
    assert aliases.others("irgc") == ("Islamic Revolutionary Guard Corps",)
    assert aliases.others("the Islamic revolutionary guard corps") == ("IRGC",)
    group = aliases.group("IRGC")
    assert group is not None
    assert [d.article for d in group.evidence] == ["a1"]
    assert aliases.others("Hamas") == ()


def test_a_shorter_long_form_is_no_second_meaning() -> None:
    aliases = table(IRGC, ("a4", "The Revolutionary Guards (IRGC) did too."))
    assert aliases.ambiguities == ()
    assert set(aliases.others("IRGC")) == {"Islamic Revolutionary Guard Corps", "Revolutionary Guards"}


def test_an_acronym_of_two_things_joins_nothing_and_is_reported() -> None:
    aliases = table(PA_1, PA_2)
    assert aliases.others("PA") == ()
    ambiguity = aliases.ambiguity("pa")
    assert ambiguity is not None
    assert ambiguity.longs == ("Palestinian Authority", "Press Association")
    assert aliases.in_article("PA", "a2") == ("Palestinian Authority",)
    assert aliases.in_article("PA", "a9") == ()


def test_british_and_american_spellings_are_one_meaning() -> None:
    aliases = table(
        ("a1", "The Organisation for Economic Co-operation and Development (OECD) met."),
        ("a2", "The Organization for Economic Cooperation and Development (OECD) met."),
    )
    assert aliases.ambiguities == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("earnings before interest and tax (EBIT)", "earnings before interest and taxation (EBIT)"),
     ("the Halden Salt Co (HSC)", "the Halden Salt Company (HSC)"),
     ("the Halden Salt Corp (HSC)", "the Halden Salt Corporation (HSC)"),
     ("the Japan Coast Office (JCO)", "the Japanese Coast Office (JCO)"),
     ("the China Grain Board (CGB)", "the Chinese Grain Board (CGB)"),
     ("the Halden Interbank Rate (HIR)", "the Halden Inter-Bank Rate (HIR)"),
     ("the United Nations Seed Office (UNSO)", "the U.N. Seed Office (UNSO)"),
     ("required reserve ratios (RRRs)", "reserve ratio requirements (RRR)"),
     ("the Belgravian Potash Trust (BPT)", "the Belgrravian Potash Trust (BPT)"),
     ("a residential bond fund (RBF)", "residential bond funds (RBFs)")],
)  # fmt: skip
def test_forms_that_differ_by_derivation_are_one_meaning(one: str, other: str) -> None:
    aliases = table(("a1", f"He read of {one}."), ("a2", f"She read of {other}."))
    assert aliases.ambiguities == ()
    (group,) = aliases.groups
    assert len(group.evidence) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("the Harbour Services Agency (HSA)", "the Harbour Services Authority (HSA)"),
     ("the Coast Policy Council (CPC)", "the Coast Policy Committee (CPC)"),
     ("interest rate swaps (IRS)", "the Internal Revenue Service (IRS)"),
     ("the Mission of Salt (MOS)", "the Ministry of Salt (MOS)")],
)  # fmt: skip
def test_words_that_only_begin_alike_are_two_meanings(one: str, other: str) -> None:
    (ambiguity,) = table(("a1", f"He read of {one}."), ("a2", f"She read of {other}.")).ambiguities
    assert len(ambiguity.longs) == 2


def test_a_name_with_two_acronyms_joins_the_one_most_articles_give_it() -> None:
    texts = [
        "The Social Liberals (SPL) won.",
        "The Social Liberals (SPL) lost.",
        "The Social Liberals (PLS) voted.",
    ]
    aliases = table(*((f"a{i}", text) for i, text in enumerate(texts)))
    assert aliases.others("Social Liberals") == ("SPL",)
    assert aliases.others("PLS") == ()


def test_a_name_with_two_acronyms_joins_neither_if_none_is_more_frequent() -> None:
    aliases = table(("a1", "The Central Bank (CBN) acted."), ("a2", "The Central Bank (CBK) waited."))
    assert aliases.groups == ()


def test_the_s_of_an_acronym_is_no_plural() -> None:
    aliases = table(
        ("a1", "He bought credit default swaps (CDS)."), ("a2", "Two certificates of deposit (CDs).")
    )
    assert aliases.ambiguities == ()
    assert aliases.others("cds") == ("credit default swaps",)
    assert aliases.others("CD") == ("certificates of deposit",)


def test_an_acronym_inside_another_is_no_rival() -> None:
    aliases = table(("a1", "The Islamic State (IS) fled."), ("a2", "The Islamic State (ISIS) fled."))
    assert set(aliases.others("Islamic State")) == {"IS", "ISIS"}


def test_the_user_has_the_last_word() -> None:
    aliases = table(
        IRGC,
        PA_1,
        PA_2,
        rules="split IRGC = Islamic Revolutionary Guard Corps\nmerge PA = Palestinian Authority # ours",
    )
    assert aliases.others("IRGC") == ()
    assert aliases.others("PA") == ("Palestinian Authority",)
    assert aliases.ambiguity("PA") is None
    group = aliases.group("PA")
    assert group is not None
    assert group.by_user


def test_a_rule_holds_however_its_case() -> None:
    isis = ("a1", "The Islamic State in Syria (ISIS) fled.")
    assert set(table(isis, rules="merge isis = daesh").others("ISIS")) == {"daesh", "Islamic State in Syria"}
    assert table(isis, rules="split isis = islamic state in syria").groups == ()


def test_a_merge_needs_no_evidence() -> None:
    assert table(rules="merge Pasdaran = IRGC = Sepah").others("IRGC") == ("Pasdaran", "Sepah")


@pytest.mark.parametrize(
    ("line", "message"),
    [("join A = B", "aliases.txt line 2: a rule starts with merge or split, not 'join'"),
     ("merge A", "aliases.txt line 2: merge needs two names with = between them"),
     ("split A =", "aliases.txt line 2: split needs two names with = between them")],
)  # fmt: skip
def test_a_bad_rule_is_named_by_its_line(line: str, message: str) -> None:
    from searchkit.errors import UsageError

    with pytest.raises(UsageError) as error:
        read_overrides(f"# mine\n{line}\n", "aliases.txt")
    assert error.value.message == message


def test_a_table_survives_json() -> None:
    aliases = table(IRGC, PA_1, PA_2, rules="merge X Corps = Y Corps")
    again = AliasTable.from_json(json.loads(json.dumps(aliases.to_json())))
    assert again == aliases
    assert again.others("IRGC") == aliases.others("IRGC")
    with pytest.raises(ValueError, match="schema"):
        AliasTable.from_json({"schema": 0})


@pytest.mark.parametrize(
    "text",
    ["(" * 1_000_000, "(A) " * 250_000, "A (AB) " * 140_000, ", or AB" * 140_000, "Aa known as " * 80_000,
     "A. " * 330_000],
    ids=["brackets", "short", "acronyms", "or", "known", "initials"],
)  # fmt: skip
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    assert grows_no_faster(definitions, [text[: len(text) // 4]], [text])
