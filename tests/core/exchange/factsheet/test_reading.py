from datetime import date
from pathlib import Path

import pytest

from quizzes.core.dates import When
from quizzes.core.exchange.factsheet import Fault, Sheet, SheetFaults, read
from quizzes.core.exchange.factsheet.article import LONGEST_TEXT
from quizzes.core.exchange.factsheet.reading import LONGEST_SHEET, MOST_LINES
from quizzes.core.exchange.factsheet.sheet import MOST_FAULTS
from quizzes.core.library import (
    Article,
    Entity,
    EntityKey,
    EntityKind,
    Fact,
    Group,
    Library,
    Quote,
    Show,
    SpanKind,
    Status,
    Target,
    TargetRole,
)
from quizzes.core.statement import parse_statement
from tests.core.exchange.factsheet.sheets import SHEET, TEXT, texts, with_end, with_line

RUSSIA = EntityKey("Russia", EntityKind.COUNTRY)
ARMENIA = EntityKey("Armenia", EntityKind.COUNTRY)
PASHINYAN = EntityKey("Nikol Pashinyan", EntityKind.PERSON)


def faults(
    sheet: str | bytes, text: str | bytes | None = TEXT, known: Library | None = None
) -> list[tuple[int, str]]:
    with pytest.raises(SheetFaults) as refused:
        read(sheet, texts(seed=text), known)
    return [(fault.line, fault.message) for fault in refused.value.faults]


def one_fault(sheet: str | bytes, text: str | bytes | None = TEXT) -> tuple[int, str]:
    (fault,) = faults(sheet, text)
    return fault


# ---- What a good sheet gives


def test_the_article_is_read_with_its_text() -> None:
    assert read(SHEET, texts()).article == Article(
        title="Russia recalls its ambassador",
        slug="russia-recalls-ambassador",
        text=TEXT,
        text_name="seed.txt",
        published=date(2024, 5, 24),
        show=Show.FULL,
        status=Status.APPROVED,
    )


def test_entities_are_read_with_what_they_name() -> None:
    entities = {entity.name: entity for entity in read(SHEET, texts()).entities}

    assert entities["Russia"] == Entity(
        "Russia", EntityKind.COUNTRY, also=("Russian Federation",), demonyms=("Russian",)
    )
    assert entities["Moscow"] == Entity(
        "Moscow", EntityKind.CITY, "capital", stands_for=RUSSIA, country=RUSSIA
    )
    assert entities["Armenia"].near == (EntityKey("Azerbaijan", EntityKind.COUNTRY),)


def test_groups_are_read_with_their_members() -> None:
    assert read(SHEET, texts()).groups == (
        Group("Members", (ARMENIA, RUSSIA), complete=True, as_of=When.parse("2024-05")),
    )


def test_facts_are_read_with_all_their_targets_in_order() -> None:
    recall, helped = read(SHEET, texts()).facts

    assert recall == Fact(
        id="recall",
        article="russia-recalls-ambassador",
        statement=parse_statement(SHEET.split("fact: ")[1].split("\n")[0]),
        quotes=(Quote("Russia recalled its ambassador to Armenia for consultations on Friday"),),
        targets=(
            Target(TargetRole.SPAN, "Russia", SpanKind.ENTITY, RUSSIA, unique=True),
            Target(
                TargetRole.SPAN,
                "Armenia",
                SpanKind.ENTITY,
                ARMENIA,
                ask="From which country did Russia recall its ambassador?",
            ),
            Target(TargetRole.SPAN, "24 May 2024", SpanKind.DATE, unique=True),
            Target(TargetRole.WHEN, "when", SpanKind.DATE),
            Target(TargetRole.STATEMENT, "statement", SpanKind.PHRASE),
        ),
        when=When.parse("2024-05-24"),
        status=Status.APPROVED,
    )
    assert helped.speakers == (PASHINYAN,)
    assert [(target.role, target.entity) for target in helped.targets[1:]] == [
        (TargetRole.SPEAKER, PASHINYAN),
        (TargetRole.SAID_ON, None),
        (TargetRole.STATEMENT, None),
    ]


def test_the_seed_article_reads_without_a_fault() -> None:
    fixtures = Path(__file__).parents[4] / "fixtures"
    sheet = (fixtures / "seed.facts").read_bytes()

    found = read(sheet, lambda name: (fixtures / name).read_bytes())

    assert len(found.facts) >= 28
    assert all(fact.status is Status.APPROVED for fact in found.facts)
    assert found.article is not None
    assert found.article.published == date(2024, 5, 24)


def test_a_reference_sheet_needs_no_article() -> None:
    sheet = "entity: Russia\nkind: country\n"

    assert read(sheet, texts()) == Sheet(entities=(Entity("Russia", EntityKind.COUNTRY),))


def test_an_empty_sheet_holds_nothing() -> None:
    assert read(b"\n# nothing yet\n\n", texts()) == Sheet()


def test_byte_order_mark_crlf_comments_and_wrapped_lines_make_no_difference() -> None:
    wrapped = SHEET.replace("ambassador to [Armenia]", "ambassador\n  # to\n\tto [Armenia]")
    wrapped = wrapped.replace("  # to\n", "# to\n").replace("\n\n", "\n \t\n# a comment\n\n")
    windows = b"\xef\xbb\xbf" + wrapped.replace("\n", "\r\n").encode()

    assert read(windows, texts()) == read(SHEET, texts()) == read("\ufeff" + wrapped, texts())


def test_the_text_is_kept_byte_for_byte() -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n") + " \n"
    article = read(SHEET, texts(seed=text)).article

    assert article is not None
    assert article.text == text


def test_an_empty_value_is_as_if_its_key_were_left_out() -> None:
    sheet = SHEET.replace("verb: alleged", "verb:\nnothing: \nask nobody:\nquote:\nverb: alleged")

    assert read(sheet, texts()) == read(SHEET, texts())


def test_what_stands_twice_in_a_list_counts_once() -> None:
    sheet = SHEET.replace("also: Pashinyan", "also: Pashinyan | | Pashinyan | Nikol Pashinyan")
    sheet = sheet.replace("by: Nikol Pashinyan", "by: Nikol Pashinyan | Pashinyan")

    assert read(sheet, texts()) == read(SHEET, texts())


def test_escapes_stand_for_themselves_in_any_value() -> None:
    sheet = with_end(
        r"entity: A \| B",
        r"kind: work",
        r"also: \[x\] | C:\\D | y\=z | a|b",
    )
    (*_, entity) = read(sheet, texts()).entities

    assert entity.name == "A | B"
    assert entity.also == ("[x]", "C:\\D", "y=z", "a|b")


def test_the_kind_of_a_span_is_seen_from_its_words() -> None:
    statement = (
        "[Pashinyan] sent [over 700,000 people] for [two weeks] in [May 2024], [one of the three], "
        "to [the south]"
    )
    sheet = SHEET.replace("Two states helped [Azerbaijan].", statement)
    (_, fact) = read(sheet, texts()).facts

    assert [(target.label, target.kind) for target in fact.targets[:6]] == [
        ("Pashinyan", SpanKind.ENTITY),
        ("over 700,000 people", SpanKind.NUMBER),
        ("two weeks", SpanKind.NUMBER),
        ("May 2024", SpanKind.DATE),
        ("one of the three", SpanKind.PHRASE),
        ("the south", SpanKind.PHRASE),
    ]
    assert fact.targets[0].entity == PASHINYAN


def test_a_key_says_the_kind_where_it_is_not_plain() -> None:
    sheet = SHEET + "kind Azerbaijan: phrase\n"
    (_, fact) = read(sheet, texts()).facts

    assert fact.targets[0].kind is SpanKind.PHRASE
    assert fact.targets[0].entity is None


def test_a_span_names_another_entity_behind_an_equals_sign() -> None:
    sheet = SHEET.replace("[Azerbaijan]", "[the state=Azerbaijan]")
    (_, fact) = read(sheet, texts()).facts

    assert fact.targets[0].label == "the state"
    assert fact.targets[0].entity == EntityKey("Azerbaijan", EntityKind.COUNTRY)


def test_a_needless_reference_is_left_out() -> None:
    sheet = SHEET.replace("[Azerbaijan]", "[Azerbaijan=Azerbaijan / country]")

    assert read(sheet, texts()) == read(SHEET, texts())


def test_a_name_that_two_kinds_share_is_told_by_its_kind() -> None:
    sheet = with_end("entity: Pashinyan", "kind: product").replace(
        "helped [Azerbaijan]", "helped [Pashinyan=Pashinyan / product]"
    )
    fact = read(sheet, texts()).facts[1]

    assert fact.targets[0].entity == EntityKey("Pashinyan", EntityKind.PRODUCT)
    assert fact.statement.spans[0].entity == "Pashinyan / product"


def test_a_key_names_a_span_that_has_a_colon_or_an_escape() -> None:
    sheet = SHEET.replace("[Azerbaijan].", r"[Baku: a city] [Baku] [: a] [x\=y].") + (
        "ask Baku: a city: Which?\nask Baku: Where?\nwhy x=y: Why.\nask x\\=y: How?\n"
        "ask : a: When?\n"
    )
    (_, fact) = read(sheet, texts()).facts

    assert fact.target("Baku: a city").ask == "Which?"
    assert fact.target("Baku").ask == "Where?"
    assert fact.target(": a").ask == "When?"
    assert (fact.target("x=y").why, fact.target("x=y").ask) == ("Why.", "How?")


def test_any_target_takes_the_keys_that_name_one() -> None:
    sheet = SHEET + (
        "ask by: Who?\nwrong by: Russia | Armenia\nunique: by\nwhy statement: So.\n"
        "accept statement: Two helped.\navoid said on: 2023\npublish by: yes\nkind by: entity\n"
    )
    (_, fact) = read(sheet, texts()).facts
    by = fact.target("by")

    assert (by.ask, by.wrong, by.unique, by.publish) == ("Who?", ("Russia", "Armenia"), True, True)
    assert fact.target("statement").accept == ("Two helped.",)
    assert fact.target("said on").avoid == ("2023",)


def test_the_speaker_target_of_several_speakers_has_no_one_entity() -> None:
    sheet = SHEET.replace("by: Nikol Pashinyan", "by: Russia | Nikol Pashinyan")
    (_, fact) = read(sheet, texts()).facts

    assert fact.speakers == (RUSSIA, PASHINYAN)
    assert fact.target("by").entity is None


def test_a_fact_has_its_own_status_or_that_of_its_article() -> None:
    recall, helped = read(SHEET + "status: draft\n", texts()).facts

    assert recall.status is Status.APPROVED
    assert helped.status is Status.DRAFT


def test_a_quote_may_be_meant_at_its_second_place() -> None:
    sheet = SHEET + "quote 2: was brief\n"
    text = TEXT.replace("It was brief", "It was  brief")

    assert read(sheet, texts(seed=text)).facts[1].quotes[1] == Quote("was brief", 2)


def test_an_inferred_year_is_kept_as_such() -> None:
    recall = read(SHEET.replace("when: 2024-05-24", "when: ~2024-05 inferred"), texts()).facts[0]

    assert recall.when == When.parse("~2024-05 inferred")


# ---- What a sheet says of things that the library knows


def test_a_sheet_may_name_what_only_the_library_knows() -> None:
    known = Library.of(entities=[Entity("Iran", EntityKind.COUNTRY, also=("Persia",))])
    sheet = SHEET.replace("near: Azerbaijan", "near: Azerbaijan | Persia")
    armenia = read(sheet, texts(), known).entities[1]

    assert armenia.near[1] == EntityKey("Iran", EntityKind.COUNTRY)


def test_a_sheet_adds_to_what_the_library_knows() -> None:
    known = Library.of(
        entities=[
            Entity("Russia", EntityKind.COUNTRY, also=("RF",), pronoun="it", note="Large."),
            *read(SHEET, texts()).entities[1:],
        ],
        groups=[Group("Members", (RUSSIA,), source="a charter")],
    )
    sheet = read(SHEET, texts(), known)

    assert sheet.entities[0] == Entity(
        "Russia",
        EntityKind.COUNTRY,
        also=("RF", "Russian Federation"),
        demonyms=("Russian",),
        pronoun="it",
        note="Large.",
    )
    assert sheet.groups[0].members == (RUSSIA, ARMENIA)
    assert sheet.groups[0].source == "a charter"


def test_a_sheet_that_is_read_again_changes_nothing() -> None:
    sheet = read(SHEET, texts())
    known = Library.of(entities=sheet.entities, groups=sheet.groups)

    assert read(SHEET, texts(), known) == sheet


def test_a_sheet_that_contradicts_the_library_is_refused() -> None:
    known = Library.of(
        entities=[
            Entity("Nikol Pashinyan", EntityKind.PERSON, "official", pronoun="she"),
            Entity("Federation", EntityKind.COUNTRY, also=("Russian Federation",)),
            Entity("Armenia", EntityKind.COUNTRY),
            Entity("Azerbaijan", EntityKind.COUNTRY),
        ],
        groups=[
            Group(
                "Members",
                (EntityKey("Azerbaijan", EntityKind.COUNTRY), ARMENIA),
                complete=True,
                as_of=When.parse("2023"),
            )
        ],
    )
    found = faults(SHEET, known=known)

    assert [line for line, _ in found] == [9, 28, 31, 33, 33]
    assert found[0][1] == "“Russian Federation” is already a name of the country “Federation”"
    assert "“she” here, not “he”" in found[1][1]
    assert "“2023” here, not “2024-05”" in found[2][1]
    assert found[3][1] == "the group is complete in the library without Russia"
    assert found[4][1] == "the group is complete in this sheet without Azerbaijan"


# ---- Faults, each planted in a sheet that has no other

PLANTED = {
    "facts without an article block": (
        "fact: It rained.\nid: rain\nquote: It rained.",
        [1],
        "need an article",
    ),
    "an article that is not the first block": (
        "entity: Russia\nkind: country\n\narticle: A\nslug: a\ntext: seed.txt",
        [4],
        "only the first block",
    ),
    "a second article": (
        with_end("article: B", "slug: b", "text: seed.txt"),
        [49],
        "only the first",
    ),
    "a block of nothing known": (with_end("kind: country", "note: lost"), [49], "one of the keys"),
    "an unknown key": (with_line(17, "kind: country", "colour: red"), [18], "no key “colour”"),
    "an unknown key of a fact": (SHEET + "asks Azerbaijan: Who?", [48], "no key “asks Azerbaijan”"),
    "a key that names a target, without one": (SHEET + "ask: Who?", [48], "no key “ask”"),
    "a key of another kind of block": (
        with_line(17, "kind: country", "fact: It rained."),
        [18],
        "an entity has no key “fact”",
    ),
    "a repeated key": (with_line(17, "kind: country", "kind: city"), [18], "already, on line 17"),
    "a repeated key of a target": (
        with_line(40, "ask Armenia: Which?", "ask Armenia: Where?"),
        [41],
        "already, on line 40",
    ),
    "a missing title": (with_line(1, "article:", "note: x"), [1], "needs a line “article: …”"),
    "a missing slug": (with_line(2), [1], "needs a line “slug: …”"),
    "a missing text line": (with_line(4), [1], "needs a line “text: …”"),
    "a missing kind": (with_line(17), [16], "needs a line “kind: …”"),
    "a missing name": (with_line(19, "entity:"), [19], "needs a line “entity: …”"),
    "missing members": (with_line(33), [30], "needs a line “members: …”"),
    "members that are none": (with_line(33, "members: | |"), [33], "a member at least"),
    "a missing statement": (with_line(42, "fact:"), [42], "needs a line “fact: …”"),
    "a missing id": (with_line(36), [35], "needs a line “id: …”"),
    "a line without a colon": (with_line(17, "kind: country", "just words"), [18], "key: value"),
    "a colon without a space": (with_line(17, "kind: country", "also:X"), [18], "key: value"),
    "a target's line without a colon": (SHEET + "ask Azerbaijan", [48], "key: value"),
    "a continued line that has none above": (with_line(15, "", " kind: city"), [16], "to continue"),
    "an open bracket": (with_line(42, "fact: Two helped [Azerbaijan."), [42], "never closed"),
    "a bracket that closes only": (with_line(42, "fact: Two helped Azerbaijan]."), [42], "opened"),
    "two equal surfaces": (with_line(42, "fact: [Two] and [Two] helped."), [42], "same words"),
    "a span that is called like a role": (
        with_line(42, "fact: The [statement] helped."),
        [42],
        "can't be a span",
    ),
    "a span that is too long": (with_line(42, f"fact: [{'x' * 301}]."), [42], "300 characters"),
    "an ask that names no target": (SHEET + "ask Baku: Who?", [48], "“Baku” is no target"),
    "an ask for a time that is not given": (SHEET + "ask when: When?", [48], "“when” is no target"),
    "a list that names no target": (
        SHEET + "unique: Azerbaijan | Baku",
        [48],
        "“Baku” is no target",
    ),
    "an accept that names no target": (SHEET + "accept by X: Y", [48], "“by X” is no target"),
    "a quote that is not in the text": (
        with_line(44, "quote: Nikol Pashinyan denied"),
        [44],
        "these words are not in the text",
    ),
    "a quote over the end of a paragraph": (
        with_line(44, "quote: It was brief. Nikol Pashinyan"),
        [44],
        "end of a paragraph",
    ),
    "a quote in other quotation marks": (
        with_line(44, 'quote: "On May 24, the Ambassador'),
        [44],
        "other quotation marks",
    ),
    "a place that a quote does not have": (
        with_line(44, "quote 3: was brief"),
        [44],
        "not 3 times",
    ),
    "a quote of unbounded length": (with_line(44, f"quote: {'x' * 2001}"), [44], "2000 characters"),
    "a fact without a quote": (with_line(44), [42], "needs a line “quote: …”"),
    "an impossible date": (with_line(38, "when: 2024-02-30"), [38], "no day of the calendar"),
    "what is no date": (with_line(38, "when: Friday"), [38], "is not a date"),
    "a publication that is no one day": (with_line(3, "published: 2024-05"), [3], "is one day"),
    "an impossible day of publication": (with_line(3, "published: 2023-02-29"), [3], "no day"),
    "a group's impossible date": (with_line(31, "as of: 2024-13"), [31], "no day"),
    "an unknown kind": (with_line(17, "kind: state"), [17], "no kind that is known"),
    "an unknown kind of span": (SHEET + "kind Azerbaijan: name", [48], "no kind that is known"),
    "a kind that a role can't have": (SHEET + "kind by: phrase", [48], "always of the kind entity"),
    "an unknown status": (with_line(5, "status: ready"), [5], "no status that is known"),
    "an unknown show": (with_line(5, "status: approved", "show: half"), [6], "no show that"),
    "an unknown pronoun": (with_line(28, "pronoun: one"), [28], "none of he, she, it, they"),
    "a yes or no that is neither": (SHEET + "important: very", [48], "yes or no, not “very”"),
    "a speaker that nobody knows": (
        with_line(45, "by: Aliyev"),
        [45],
        "no entity is called “Aliyev”",
    ),
    "a country that nobody knows": (with_line(21, "country: Rus"), [21], "called “Rus”"),
    "a whole that nobody knows": (with_line(21, "part of: Rus"), [21], "called “Rus”"),
    "a state stood for that nobody knows": (with_line(22, "stands for: Rus"), [22], "called “Rus”"),
    "a neighbour that nobody knows": (with_line(14, "near: Iran"), [14], "called “Iran”"),
    "a member that nobody knows": (with_line(33, "members: Russia | Iran"), [33], "called “Iran”"),
    "a reference that nobody knows": (
        with_line(42, "fact: [Two=Iran] helped."),
        [42],
        "called “Iran”",
    ),
    "a kind that says entity of no entity": (
        with_line(42, "fact: [Two] helped.", "kind Two: entity"),
        [43],
        "no entity is called “Two”",
    ),
    "a kind against a reference": (
        with_line(42, "fact: [Two=Russia] helped.", "kind Two: phrase"),
        [43],
        "names an entity in its brackets",
    ),
    "an entity that is its own whole": (with_line(21, "part of: Moscow"), [21], "itself"),
    "an entity that is its own neighbour": (with_line(14, "near: Armenia"), [14], "near to itself"),
    "two entities of one name and kind": (
        with_end("entity: Russia", "kind: country", "also: Rus"),
        [49],
        "described already, on line 7",
    ),
    "two entities of one other name": (
        with_line(17, "kind: country", "also: Azeris | Russian Federation"),
        [18],
        "already a name of the country “Russia”",
    ),
    "an entity by another's other name": (
        with_end("entity: Russian Federation", "kind: country"),
        [49],
        "already a name of the country “Russia”",
    ),
    "a name that could be two": (
        with_end("entity: Pashinyan", "kind: product").replace("by: Nikol P", "by: P"),
        [45],
        "write “Pashinyan / person” or “Pashinyan / product”",
    ),
    "a span that could be two": (
        with_end("entity: Azerbaijan", "kind: product"),
        [14, 42],
        "write “Azerbaijan / country” or “Azerbaijan / product”",
    ),
    "two groups of one name": (
        with_end("group: Members", "members: Russia"),
        [49],
        "a group “Members” already",
    ),
    "two facts with one id": (with_line(43, "id: recall"), [43], "line 36 has the id"),
    "two facts with one statement": (
        with_line(42, "fact: Russia recalled its ambassador to Armenia on 24 May 2024."),
        [42],
        "line 35 states the same",
    ),
    "an id of other characters": (with_line(43, "id: Helped!"), [43], "a-z, 0-9 and -"),
    "a slug of other characters": (with_line(2, "slug: a/b"), [2], "a-z, 0-9 and -"),
    "an address that is none": (with_line(3, "url: javascript:x"), [3], "begins with https"),
    "a value that is too long": (with_line(46, f"verb: {'x' * 61}"), [46], "61 characters, 60 at"),
    "a finer kind that is too long": (
        with_line(17, f"kind: country / {'x' * 61}"),
        [17],
        "60 char",
    ),
    "a null character": (with_line(46, "verb: all\0eged"), [46], "null character"),
    "a text in another folder": (with_line(4, "text: ../seed.txt"), [4], "bare name"),
    "a text by a whole path": (with_line(4, "text: /etc/passwd"), [4], "bare name"),
    "a text by a path of another system": (with_line(4, "text: c:\\seed.txt"), [4], "bare name"),
    "a text that is hidden": (with_line(4, "text: .env"), [4], "bare name"),
    "a text that is missing": (with_line(4, "text: other.txt"), [4], "“other.txt” is missing"),
}


@pytest.mark.parametrize(
    ("sheet", "lines", "message"),
    PLANTED.values(),
    ids=[name.replace(" ", "_") for name in PLANTED],
)
def test_a_sheet_is_refused_for(sheet: str, lines: list[int], message: str) -> None:
    found = faults(sheet)

    assert [line for line, _ in found] == lines
    assert all(message in told for _, told in found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        (" \n\ufeff\t\n", "is empty"),
        (b"Ash\nfell \xff", "line 2 of the text “seed.txt” is not UTF-8"),
        ("Ash\0fell", "null character"),
        ("x" * (LONGEST_TEXT + 1), "longer than 512 KiB"),
        (None, "is missing"),
    ],
    ids=["nothing", "white space", "bad bytes", "null", "too much", "no file"],
)
def test_a_text_that_cannot_serve_is_named_at_its_line(
    text: str | bytes | None, message: str
) -> None:
    line, told = one_fault(SHEET, text)

    assert line == 4
    assert message in told


def test_a_byte_that_is_not_utf_8_is_named_by_its_line() -> None:
    sheet = SHEET.encode().replace(b"verb: alleged", b"verb: alleg\xe9d")

    assert one_fault(sheet) == (46, "byte 12 of this line is not UTF-8: save the sheet as UTF-8")


def test_every_fault_is_named_in_one_go_by_its_line() -> None:
    sheet = SHEET.replace("slug: ", "slogan: ").replace("[Armenia]", "[Armenia")
    sheet = sheet.replace("kind: person", "kind: man").replace("id: helped", "id: recall")

    assert [line for line, _ in faults(sheet)] == [1, 2, 25, 35, 43]


def test_the_refusal_reads_as_lines() -> None:
    with pytest.raises(SheetFaults) as refused:
        read("kind: x\n\njust words", texts())

    assert refused.value.faults[0] == Fault(
        1, "a block needs one of the keys article, entity, group, fact"
    )
    assert str(refused.value).startswith("line 1: a block needs")
    assert "\nline 3: " in str(refused.value)


def test_a_sheet_without_end_is_refused_at_once() -> None:
    assert one_fault(b"#" * (LONGEST_SHEET + 1))[1] == "a sheet has 2048 KiB at most"
    assert one_fault("\n" * MOST_LINES)[1] == "a sheet has 20000 lines at most"


def test_reading_stops_at_a_thousand_faults() -> None:
    found = faults("nonsense\n\n" * 1_500)

    assert len(found) == MOST_FAULTS + 1
    assert found[-1] == (1_999, "here reading stopped: there are too many faults")


@pytest.mark.parametrize(
    "hostile",
    [
        "\\" * 900_000,
        "[" * 900_000,
        "| " * 450_000,
        "fact: " + "".join(f"[{n}]" for n in range(200_000)),
        "quote: " + "a " * 450_000,
        "\n".join(f"quote: {'a ' * n}b" for n in range(1_900)),
        "ask a: b\n" * 10_000,
        "ask " + ": " * 450_000,
        "unique: " + " | ".join(map(str, range(200_000))),
        ": " * 450_000,
    ],
    ids=[
        "backslashes",
        "brackets",
        "bars",
        "spans",
        "a long quote",
        "many quotes",
        "many labels",
        "a long label",
        "a long list",
        "colons",
    ],
)
def test_a_hostile_sheet_is_refused_in_little_time(hostile: str) -> None:
    assert faults(f"{SHEET}note: x\n{hostile}", "a " * 250_000)
