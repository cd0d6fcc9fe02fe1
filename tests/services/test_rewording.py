"""A teacher's own wordings of questions, and questions brought up to date."""

from datetime import timedelta

import pytest

from quizzes.factories.attempts import begin
from quizzes.factories.questions import make_question
from quizzes.models import Question, SetItem
from quizzes.models.library import Status
from quizzes.models.questions import QuestionStatus, Wording
from quizzes.services import own_sets
from quizzes.services.own_sets import copy_set, publish_set
from quizzes.services.questions import generate_questions
from quizzes.services.rewording import (
    FaultyWordingError,
    NoSuccessorError,
    renew,
    reword,
)
from quizzes.services.set_items import NotAskedError, add_question
from tests.desk import NOW, SHEET, fact, load, load_article, questions_of
from tests.drafting import item_of, make_draft

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)
STEM = "Which port got a new lighthouse on 14 September 2024?"
WARNED = "Name the port that got a new lighthouse on 14 September 2024."
BLOCKED = "Which port, says the article, lit a new lighthouse on 14 September 2024?"


def bank_question(key: str = "lamp", label: str = "Lervik") -> Question:
    """The choice question of the bank that asks for that."""
    rows = questions_of(key).of_the_bank().filter(form="choice", asked__target__label=label)
    return rows.get()


@pytest.fixture
def item() -> SetItem:
    """Of a draft that holds one question of a small library."""
    load_article()
    return item_of(make_draft(bank_question()))


def put(item: SetItem, stem: str = STEM, *, anyway: bool = False, why: str = "It did.") -> Question:
    return reword(item=item, stem=stem, explanation=why, in_spite_of_warnings=anyway, now=LATER)


def test_a_wording_asks_the_same_in_other_words(item: SetItem) -> None:
    base = item.question
    own = put(item)
    assert (own.stem, own.explanation, own.wording) == (STEM, "It did.", Wording.EDITOR)
    assert (own.author, own.based_on, own.version) == (item.set.owner, base, 1)
    assert (own.status, own.created, own.identity != base.identity) == ("published", LATER, True)
    for rows in ("options", "answers", "asked", "used", "proofs"):
        hidden = {"id", "question_id"}
        one, other = (
            [{n: v for n, v in row.items() if n not in hidden} for row in getattr(q, rows).values()]
            for q in (own, base)
        )
        assert one == other, rows
    assert own.proofs.exists()
    item.refresh_from_db()
    assert item.question == own


def test_the_bank_keeps_its_own(item: SetItem) -> None:
    base = item.question
    put(item)
    base.refresh_from_db()
    assert base.status == QuestionStatus.PUBLISHED


def test_a_wording_that_a_rule_blocks_is_refused_and_not_stored(item: SetItem) -> None:
    for anyway in (False, True):
        with pytest.raises(FaultyWordingError) as refused:
            put(item, BLOCKED, anyway=anyway)
        assert refused.value.blocks
        assert "R7" in [finding.rule for finding in refused.value.findings]
    assert not Question.objects.filter(author__isnull=False).exists()


def test_a_wording_that_a_rule_warns_of_is_kept_all_the_same_if_one_says_so(item: SetItem) -> None:
    with pytest.raises(FaultyWordingError) as refused:
        put(item, WARNED)
    assert refused.value.findings
    assert not refused.value.blocks
    assert not Question.objects.filter(author__isnull=False).exists()
    assert put(item, WARNED, anyway=True).stem == WARNED


def test_the_same_words_are_no_new_question(item: SetItem) -> None:
    base = item.question
    assert put(item, base.stem, why=base.explanation) == base
    own = put(item)
    item.refresh_from_db()
    assert put(item) == own


def test_another_wording_in_the_same_set_is_the_next_version(item: SetItem) -> None:
    base = item.question
    first = put(item)
    item.refresh_from_db()
    second = put(item, "Which port received a new lighthouse on 14 September 2024?")
    first.refresh_from_db()
    assert (first.status, first.retired) == (QuestionStatus.RETIRED, LATER)
    assert (second.version, second.replaces, second.based_on) == (2, first, base)
    assert second.identity == first.identity


def test_a_published_set_takes_no_wording(item: SetItem) -> None:
    publish_set(question_set=item.set, now=LATER)
    with pytest.raises(own_sets.PublishedError):
        put(item)


def test_wordings_of_other_sets_and_other_teachers_are_their_own(item: SetItem) -> None:
    first = put(item)
    elsewhere = [
        item_of(make_draft(bank_question(), owner=owner)) for owner in (item.set.owner, None)
    ]
    others = [put(each) for each in elsewhere]
    first.refresh_from_db()
    assert first.status == QuestionStatus.PUBLISHED
    assert len({first.identity, *(own.identity for own in others)}) == 3


def test_a_wording_in_a_copy_leaves_the_published_set_what_it_asks(item: SetItem) -> None:
    first = put(item)
    publish_set(question_set=item.set, now=LATER)
    copy = copy_set(question_set=item.set, title="Again", now=LATER)
    put(item_of(copy), "Which port received a new lighthouse on 14 September 2024?")
    first.refresh_from_db()
    assert first.status == QuestionStatus.PUBLISHED
    [asked] = begin(item.set).questions.all()
    assert asked.question == first


def test_a_wording_of_a_draft_is_not_for_another_set_until_it_is_published(item: SetItem) -> None:
    own = put(item)
    other = make_draft(make_question(), owner=item.set.owner)
    with pytest.raises(NotAskedError):
        add_question(question_set=other, question=own)
    publish_set(question_set=item.set, now=LATER)
    assert add_question(question_set=other, question=own).question == own
    strangers = make_draft(make_question())
    with pytest.raises(NotAskedError):
        add_question(question_set=strangers, question=own)


def test_what_is_out_of_use_cannot_be_reworded(item: SetItem) -> None:
    Question.objects.filter(pk=item.question_id).update(status=QuestionStatus.WITHDRAWN)
    with pytest.raises(NotAskedError):
        put(item)


# Brought up to date


def change_the_lamp() -> None:
    load(SHEET.replace("switched on the lamp of the new light", "lit the lamp of the bright light"))
    generate_questions(now=LATER)


def test_a_question_that_was_replaced_is_renewed(item: SetItem) -> None:
    old = item.question
    change_the_lamp()
    old.refresh_from_db()
    assert old.status == QuestionStatus.RETIRED
    assert renew(item=item) == bank_question()
    item.refresh_from_db()
    assert item.question.version == 2


def test_a_wording_that_fell_with_its_facts_is_renewed_by_the_banks_question(item: SetItem) -> None:
    own = put(item)
    item.refresh_from_db()
    change_the_lamp()
    own.refresh_from_db()
    assert own.status == QuestionStatus.RETIRED
    assert renew(item=item) == bank_question()


def test_what_the_set_asks_already_is_not_asked_twice(item: SetItem) -> None:
    change_the_lamp()
    add_question(question_set=item.set, question=bank_question())
    renew(item=item)
    assert [each.question for each in item.set.items.all()] == [bank_question()]


def test_a_question_that_is_asked_needs_no_renewal(item: SetItem) -> None:
    assert renew(item=item) == item.question


def test_a_question_without_successor_is_not_renewed(item: SetItem) -> None:
    type(fact("lamp")).objects.filter(key="lamp").update(status=Status.RETIRED)
    generate_questions(now=LATER)
    with pytest.raises(NoSuccessorError):
        renew(item=item)
    item.refresh_from_db()
