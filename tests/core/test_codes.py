"""Join codes and passwords, drawn by a chance that is passed in."""

from math import log2
from random import Random

import pytest

from quizzes.core.codes import (
    ALPHABET,
    CODE_LENGTH,
    LETTERS,
    PASSWORD_LENGTH,
    Choose,
    draw_code,
    draw_password,
    draw_suffix,
    read_code,
    show_code,
)


def chance(seed: int) -> Choose:
    return Random(seed).choice  # noqa: S311 - an example


def test_the_same_chance_draws_the_same_code() -> None:
    assert draw_code(chance(1)) == draw_code(chance(1))
    assert draw_code(chance(1)) != draw_code(chance(2))


def test_a_code_has_forty_bits_at_least_and_no_look_alikes() -> None:
    assert CODE_LENGTH * log2(len(ALPHABET)) >= 40
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert not set(ALPHABET) & set("0O1IL5SUZAEB")


def test_a_password_has_more_and_is_typed_without_shifting() -> None:
    assert PASSWORD_LENGTH * log2(len(set(LETTERS))) >= 48
    password = draw_password(chance(1))
    assert len(password) == PASSWORD_LENGTH + 2
    assert password.replace("-", "").islower()


def test_every_character_can_be_drawn() -> None:
    drawn = {draw_code(lambda _characters, c=c: c) for c in ALPHABET}  # type: ignore[misc]
    assert drawn == {c * CODE_LENGTH for c in ALPHABET}


def test_a_code_is_shown_in_groups() -> None:
    assert show_code("2346789CD") == "234-678-9CD"


@pytest.mark.parametrize(
    "typed",
    ["234-678-9CD", "2346789cd", " 234 678 9cd ", "234\u2013678\u20149CD", "2-3-4-6-7-8-9-C-D"],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == "2346789CD"


@pytest.mark.parametrize(
    "typed", ["", "-", "2346789C", "2346789CDF", "2346789CO", "../../admin", "２３４6789CD", "\0"]
)
def test_what_is_no_code_is_read_as_none(typed: str) -> None:
    assert read_code(typed) == ""


def test_whatever_is_drawn_can_be_read_again() -> None:
    for seed in range(50):
        code = draw_code(chance(seed))
        assert read_code(show_code(code).lower()) == code


def test_a_suffix_can_stand_in_an_address() -> None:
    suffix = draw_suffix(chance(1))
    assert len(suffix) == 4
    assert suffix.isalnum()
    assert suffix == suffix.lower()
