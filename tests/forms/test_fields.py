"""Fields that read the notations of the fact sheet, and that find entities."""

import pytest
from django import forms

from quizzes.core.dates import When
from quizzes.factories.library import EntityFactory
from quizzes.forms.fields import EntitiesField, EntityField, LinesField, ProseField, WhenField


@pytest.mark.parametrize("text", ["2024-05-24", "2024-05", "~2020", "2020/2024", "2024 inferred"])
def test_a_date_is_read_and_shown_as_the_sheet_writes_it(text: str) -> None:
    field = WhenField()
    when = field.clean(text)
    assert when == When.parse(text)
    assert field.prepare_value(when) == text
    assert not field.has_changed(when, f" {text} ")


def test_no_date_is_none() -> None:
    assert WhenField().clean(" ") is None
    assert WhenField().prepare_value(None) == ""
    assert not WhenField().has_changed(None, "")


@pytest.mark.parametrize("text", ["24 May 2024", "2024-13", "2024/2020", "x" * 41])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        WhenField().clean(text)


def test_lines_are_a_list_without_empty_ones_and_repeats() -> None:
    field = LinesField()
    assert field.clean("  Molvik \r\n\r\nNew   Havnes\r\nMolvik") == ("Molvik", "New Havnes")
    assert field.prepare_value(("Molvik", "Havnes")) == "Molvik\nHavnes"
    assert field.clean("") == ()


def test_lines_that_say_the_same_have_not_changed() -> None:
    assert not LinesField().has_changed(("Molvik", "Havnes"), "Molvik\r\nHavnes\r\n")
    assert not LinesField().has_changed((), "")
    assert LinesField().has_changed(("Molvik",), "Havnes")


def test_one_line_that_is_too_long_is_refused_by_its_beginning() -> None:
    assert LinesField(longest=5).clean("12345\n1234") == ("12345", "1234")
    with pytest.raises(forms.ValidationError, match="“123456…” is too long: 5 characters"):
        LinesField(longest=5).clean("1\n123456")


def test_prose_has_the_line_breaks_that_it_was_written_with() -> None:
    field = ProseField(strip=False)
    assert field.clean("One.\r\n\r\n Two. ") == "One.\n\n Two. "
    assert not field.has_changed("One.\r\nTwo.", "One.\r\nTwo.")
    assert not field.has_changed("One.\nTwo.", "One.\r\nTwo.")
    assert field.has_changed("One.\nTwo.", "One.\r\n\r\nTwo.")


@pytest.mark.django_db
def test_entities_keep_their_order_and_new_ones_follow() -> None:
    first, second, new = (EntityFactory.create(name=name) for name in ("Zed", "Yan", "Abe"))
    field = EntitiesField()
    field.kept = [first.pk, second.pk]
    assert field.clean([new.pk, second.pk, first.pk]) == [first, second, new]
    assert field.clean([second.pk, new.pk]) == [second, new]


@pytest.mark.django_db
@pytest.mark.parametrize("field", [EntityField(), EntitiesField()])
def test_an_entity_that_does_not_exist_is_refused(field: forms.Field) -> None:
    with pytest.raises(forms.ValidationError):
        field.clean(["0"] if isinstance(field, EntitiesField) else "0")
