"""Making questions from facts, and keeping them in circulation."""

from datetime import timedelta
from typing import Any

import pytest

from quizzes.factories.attempts import begin
from quizzes.factories.classes import make_own_set
from quizzes.factories.library import EntityNameFactory
from quizzes.models import (
    AcceptedAnswer,
    Article,
    Fact,
    Group,
    Option,
    Proof,
    Question,
    QuestionSet,
    SetItem,
)
from quizzes.models.library import Status
from quizzes.models.questions import QuestionStatus
from quizzes.services.decisions import withdraw
from quizzes.services.library import current_library, revise
from quizzes.services.questions import (
    Run,
    articles_judged_by,
    articles_naming,
    articles_resting_on,
    generate_questions,
    preview,
)
from quizzes.services.rewording import reword
from tests.desk import NOW, SHEET, TEXT, entity, fact, load, load_article

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)


def generate() -> Run:
    return generate_questions(now=LATER)


def tables() -> list[object]:
    """Every row that a run writes."""
    models = (Question, Option, AcceptedAnswer, Proof, QuestionSet, SetItem)
    return [list(model.objects.order_by("pk").values()) for model in models]


def of(key: str) -> Any:
    """The living questions of the bank that ask a fact."""
    return Question.objects.of_the_bank().living().filter(asked__target__fact__key=key)


def asking(key: str, label: str, form: str = "choice") -> Question:
    question: Question = of(key).get(asked__target__label=label, form=form)
    return question


# ---- Making them


def test_what_has_no_finding_is_published_with_its_options_and_proof() -> None:
    load_article()
    question = asking("lamp", "Lervik")
    assert question.status == QuestionStatus.PUBLISHED
    assert [(row.label, row.is_key) for row in question.options.all()] == [
        ("Lervik", True),
        ("Molvik", False),
        ("Nordvik", False),
        ("Sundby", False),
    ]
    assert all(row.reason_text for row in question.options.filter(is_key=False))
    assert [str(proof) for proof in question.proofs.all()] == [
        "Lervik's new lighthouse was lit for the first time on Saturday",
        "Harbour master Ingrid Solberg switched on its lamp.",
    ]


def test_a_second_run_changes_nothing() -> None:
    load_article()
    before = tables()
    run = generate()
    assert not run.changed
    assert run.kept == Question.objects.count()
    assert tables() == before


def test_what_a_rule_blocks_is_held_and_not_stored() -> None:
    blocked = SHEET.replace("Which port lit a new", "Which port, says the article, lit a new")
    load(blocked)
    run = generate()
    assert not of("lamp").filter(asked__target__label="Lervik", stem__contains="says").exists()
    assert any("R7" in [finding.rule for finding in made.findings] for made in run.held)


def test_what_a_rule_warns_of_waits_for_an_editor() -> None:
    load_article(SHEET.replace("important: yes\n", ""))
    assert asking("danger", "ten years", "typed").status == QuestionStatus.WAITING


def test_an_editor_who_vouches_publishes_in_spite_of_warnings() -> None:
    plain = SHEET.replace("important: yes\n", "")
    load_article(plain)
    load(plain.replace("verb: claimed", "verb: claimed\npublish ten years: yes"))
    run = generate()
    assert asking("danger", "ten years", "typed").status == QuestionStatus.PUBLISHED
    assert run.changed
    assert run.released


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_a_draft_gives_none(status: str) -> None:
    load_article(SHEET.replace("status: approved", f"status: {status}"))
    assert not Question.objects.exists()
    assert not QuestionSet.objects.exists()


def test_only_the_article_that_was_meant_is_touched() -> None:
    load()
    load(another_article())
    article = Article.objects.get(slug="harbour-again")
    generate_questions(now=NOW, article=article)
    assert {row.article for row in Question.objects.all()} == {article}


# ---- When facts change


def another_article() -> str:
    """A second article on the same subject, with one fact."""
    return (
        "article: The harbour again\nslug: harbour-again\ntext: again.txt\nstatus: approved\n\n"
        "fact: [Lervik] has a light of [31 metres].\nid: again\nimportant: yes\n"
        "quote: The tower is 31 metres tall.\nunique: 31 metres\nderived: yes\n"
    )


def test_a_changed_fact_replaces_its_questions_by_new_versions() -> None:
    load_article()
    old = asking("height", "31 metres")
    load(SHEET.replace("The new lighthouse of [Lervik] is", "The new tower of [Lervik] is"))
    run = generate()
    new = asking("height", "31 metres")
    old.refresh_from_db()
    assert (old.status, old.retired) == (QuestionStatus.RETIRED, LATER)
    assert (new.identity, new.version, new.replaces) == (old.identity, 2, old)
    assert "tower" in new.stem
    assert run.replaced
    assert asking("lamp", "Lervik").version == 1


def test_an_attempt_keeps_the_version_that_it_asks() -> None:
    load_article()
    attempt = begin(QuestionSet.objects.get(number=1))
    asked = [row.question.stem for row in attempt.questions.all()]
    load(SHEET.replace("the new light of", "the bright light of").replace("is [31", "has [31"))
    generate()
    assert [row.question.stem for row in attempt.questions.all()] == asked
    assert attempt.questions.filter(question__status=QuestionStatus.RETIRED).exists()


def test_a_fact_added_elsewhere_changes_no_published_question() -> None:
    load_article()
    before = tables()
    load(another_article())
    generate_questions(now=LATER, article=Article.objects.get(slug="lervik-lighthouse"))
    assert tables() == before


def test_a_note_or_another_weight_changes_no_question() -> None:
    load_article()
    before = list(Question.objects.values())
    load(SHEET.replace("important: yes", "note: Read twice.", 1))
    generate()
    assert list(Question.objects.values()) == before


def test_a_corrected_quote_makes_new_versions_with_the_new_proof() -> None:
    load_article()
    before = asking("lamp", "Lervik")
    whole = "Lervik's new lighthouse was lit for the first time on Saturday, in place of the one"
    load(
        SHEET.replace(
            "quote: Lervik's new lighthouse was lit for the first time on Saturday",
            f"quote: {whole}",
        )
    )
    generate()
    after = asking("lamp", "Lervik")
    assert (after.version, after.stem) == (before.version + 1, before.stem)
    assert whole in [str(proof) for proof in after.proofs.all()]
    assert whole not in [str(proof) for proof in before.proofs.all()]


def test_a_text_that_is_corrected_elsewhere_keeps_the_questions() -> None:
    article = load_article()
    versions = list(Question.objects.values_list("pk", "version", "status"))
    revise(article=article, text=f"{TEXT}It is white.\n", now=LATER)
    generate()
    assert list(Question.objects.values_list("pk", "version", "status")) == versions
    assert not generate().changed


def test_a_retired_fact_takes_its_questions_out() -> None:
    load_article()
    assert of("height").exists()
    Fact.objects.filter(key="height").update(status=Status.RETIRED)
    generate()
    assert not of("height").exists()
    assert not SetItem.objects.filter(question__status=QuestionStatus.RETIRED).exists()


def test_a_question_that_a_rule_newly_blocks_goes() -> None:
    load_article()
    assert asking("lamp", "Lervik").options.filter(label="Molvik").exists()
    # Now one of the wrong options is another name of the right one.
    EntityNameFactory.create(entity=entity("Lervik"), text="Molvik")
    generate()
    assert asking("lamp", "Lervik").version == 2
    assert not asking("lamp", "Lervik").options.filter(label="Molvik").exists()


def test_a_withdrawn_question_stays_withdrawn_until_its_facts_change() -> None:
    load_article()
    question = asking("height", "31 metres")
    Question.objects.filter(pk=question.pk).update(status=QuestionStatus.WITHDRAWN)
    generate()
    assert asking("height", "31 metres").status == QuestionStatus.WITHDRAWN
    load(SHEET.replace("The new lighthouse of [Lervik] is", "The new tower of [Lervik] is"))
    generate()
    assert asking("height", "31 metres").status == QuestionStatus.PUBLISHED


# ---- Teachers' own wordings


def worded(key: str = "lamp", label: str = "Lervik") -> Question:
    """A teacher's wording of a question, in a draft of theirs."""
    made = make_own_set(asking(key, label))
    QuestionSet.objects.filter(pk=made.pk).update(published=None)
    return reword(
        item=made.items.select_related("set").get(),
        stem="Which port got a new lighthouse on 14 September 2024?",
        explanation="",
        in_spite_of_warnings=False,
        now=NOW,
    )


def status_after_a_run(question: Question) -> str:
    generate()
    question.refresh_from_db()
    return question.status


def test_a_wording_stays_while_its_facts_do_and_belongs_to_no_figure_of_the_bank() -> None:
    load_article()
    published = generate().published
    question, before = worded(), list(SetItem.objects.exclude(set__article=None).values())
    run = generate()
    assert (run.changed, run.published) == (False, published)
    assert status_after_a_run(question) == QuestionStatus.PUBLISHED
    assert list(SetItem.objects.exclude(set__article=None).values()) == before


def test_a_wording_goes_when_its_facts_change() -> None:
    load_article()
    question = worded()
    load(SHEET.replace("the new light of", "the bright light of"))
    assert status_after_a_run(question) == QuestionStatus.RETIRED
    assert question.retired == LATER


def test_a_wording_goes_when_a_rule_newly_blocks_it() -> None:
    load_article()
    question = worded()
    EntityNameFactory.create(entity=entity("Lervik"), text="Molvik")
    assert status_after_a_run(question) == QuestionStatus.RETIRED


def test_a_wording_goes_when_a_rule_blocks_it_alone() -> None:
    load_article()
    question = worded()
    Question.objects.filter(pk=question.pk).update(stem="Which port, says the article, is it?")
    assert status_after_a_run(question) == QuestionStatus.RETIRED
    assert asking("lamp", "Lervik").version == 1


def test_a_text_that_is_corrected_elsewhere_keeps_the_wordings() -> None:
    article = load_article()
    question = worded()
    before = question.basis
    revise(article=article, text=f"{TEXT}It is white.\n", now=LATER)
    assert status_after_a_run(question) == QuestionStatus.PUBLISHED
    assert question.basis != before
    assert not generate().changed


def test_a_wording_that_an_editor_withdrew_stays_withdrawn() -> None:
    load_article()
    question = worded()
    withdraw(questions=[question])
    assert status_after_a_run(question) == QuestionStatus.WITHDRAWN


# ---- Which articles a change concerns


def test_a_fact_concerns_its_article_and_those_whose_questions_use_it() -> None:
    article = load_article()
    load(another_article())
    generate()
    other = Article.objects.get(slug="harbour-again")
    again = fact("again")
    assert articles_resting_on([again]) == [other]
    asking("lamp", "Lervik").used.create(fact=again)
    assert articles_resting_on([again]) == [other, article]


def test_an_entity_concerns_the_articles_that_name_it() -> None:
    article = load_article()
    assert articles_naming([entity("Coast Pilots' Union", "organisation")]) == [article]
    assert articles_naming([entity("Havnes", "person")]) == []


def test_a_group_concerns_the_articles_that_name_its_members() -> None:
    article = load_article()
    load("group: Ports\nmembers: Lervik\n", text=None)
    load("group: People\nmembers: Havnes / person\n", text=None)
    assert articles_judged_by(Group.objects.get(name="Ports")) == [article]
    assert articles_judged_by(Group.objects.get(name="People")) == []


# ---- Before anything is stored


def test_a_preview_gives_what_generating_stores() -> None:
    load_article()
    library = current_library()
    made = preview(fact=library.facts["lervik-lighthouse/lamp"], library=library)
    assert {(each.question.stem, status) for each, status in made if status} == set(
        of("lamp").values_list("stem", "status")
    )


def test_a_preview_takes_the_fact_for_approved_and_stores_nothing() -> None:
    load(SHEET.replace("status: approved", "status: draft"))
    library = current_library()
    made = preview(fact=library.facts["lervik-lighthouse/height"], library=library)
    assert QuestionStatus.PUBLISHED in [status for _, status in made]
    assert not Question.objects.exists()
