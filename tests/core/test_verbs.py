import pytest

from quizzes.core.verbs import is_adverb, is_impersonal, is_present, is_singular_verb, reports


@pytest.mark.parametrize("word", ["recalled", "met", "was", "has", "leads", "left"])
def test_a_finite_verb_of_one_is_known(word: str) -> None:
    assert is_singular_verb(word)


@pytest.mark.parametrize("word", ["are", "have", "engineers", "and", "of", "Foreign", "red"])
def test_what_may_be_a_noun_or_plural_is_no_verb_of_one(word: str) -> None:
    assert not is_singular_verb(word)


def test_adverbs_may_stand_before_a_verb() -> None:
    assert is_adverb("repeatedly")
    assert is_adverb("also")
    assert not is_adverb("ally")
    assert not is_adverb("recalled")


@pytest.mark.parametrize(
    "verb", ["alleged", "said", "repeatedly warned", "told journalists", "denied", "noted"]
)
def test_a_verb_of_saying_takes_that(verb: str) -> None:
    assert reports(verb)


@pytest.mark.parametrize("verb", ["accused", "told", "called for", "urged", "says", "", "openly"])
def test_a_verb_that_takes_no_that_or_may_not_is_known(verb: str) -> None:
    assert not reports(verb)


def test_a_verb_of_nobody_named_is_known() -> None:
    assert is_impersonal("is widely believed")
    assert not is_impersonal("alleged")


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Armenia has been seeking closer ties", True),
        ("The probe carries a record", True),
        ("Russia recalled its envoy and is silent", False),
        ("Armenia will vote", False),
        ("Ann Byrne met him", False),
        ("Nothing here tells", False),
    ],
)
def test_the_first_verb_tells_a_state_from_an_event(text: str, present: bool) -> None:
    assert is_present(text) is present
