"""Names of people, and the usernames that are derived from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.people import (
    base_of,
    derive_usernames,
    folded,
    has_controls,
    is_username,
    same,
)


def nobody(_candidates: set[str]) -> set[str]:
    return set()


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Ada Brandt", "ada.brandt"),
        ("  Ada   BRANDT ", "ada.brandt"),
        ("Jean-Luc O’Neil", "jean.luc.oneil"),
        ("Änne Müller", "anne.muller"),
        ("Łukasz Groß", "lukasz.gross"),
        ("Ayşe Işık", "ayse.isik"),
        ("Søren Ægidius", "soren.aegidius"),
        ("Παύλος", "learner"),
        ("!", "learner"),
    ],
)
def test_a_name_suggests_a_username(name: str, username: str) -> None:
    assert base_of(name) == username


@given(st.text(max_size=80))
def test_whatever_the_name_its_username_is_one(name: str) -> None:
    assert is_username(base_of(name))
    assert base_of(name).isascii()


def test_the_second_of_a_name_gets_a_number() -> None:
    names = ["Ada Brandt", "Ben Kay", "Ada Brandt"]
    assert derive_usernames(names, [], nobody) == ["ada.brandt", "ben.kay", "ada.brandt2"]


def test_what_is_taken_or_reserved_is_passed_over() -> None:
    taken = {"ada.brandt", "ada.brandt3"}
    made = derive_usernames(["Ada Brandt", "Ada Brandt"], ["Ada.Brandt2"], lambda _asked: taken)
    assert made == ["ada.brandt4", "ada.brandt5"]


def test_numbers_go_on_as_long_as_they_must_with_few_questions() -> None:
    asked = []

    def taken(candidates: set[str]) -> set[str]:
        asked.append(len(candidates))
        return {f"ada{number}" for number in range(2, 100)} | {"ada"}

    assert derive_usernames(["Ada"], [], taken) == ["ada100"]
    assert asked == [9, 90, 900]


def test_the_same_names_give_the_same_usernames() -> None:
    names = ["Ada", "Ada", "Ben"] * 20
    assert derive_usernames(names, [], nobody) == derive_usernames(names, [], nobody)
    assert len(set(derive_usernames(names, [], nobody))) == len(names)


def test_names_are_the_same_in_any_case_and_spacing() -> None:
    assert same(" ada  BRANDT") == same("Ada Brandt")
    assert same("Zoe\u0301") == same("Zoé")
    assert same("Ada") != same("Ida")


def test_white_space_in_a_name_is_folded() -> None:
    assert folded("\tAda \u00a0 Brandt\n") == "Ada Brandt"


@pytest.mark.parametrize("text", ["a\0", "a\x1b[0m", "a\u202eb", "a\u2028b", "\ufffd"])
def test_characters_that_cannot_be_read_are_found(text: str) -> None:
    assert has_controls(text)


@pytest.mark.parametrize("text", ["Ada", "Zoë", "نور‌الدین", "李雷", "O'Neil", "Anne-Marie"])
def test_names_of_the_world_are_let_pass(text: str) -> None:
    assert not has_controls(text)


@pytest.mark.parametrize("text", ["", "a b", "a\n", "a/b", "x" * 151])
def test_what_is_no_username_is_told(text: str) -> None:
    assert not is_username(text)
