"""Icons, the current place in the navigation, and the count of marked passages."""

import pytest
from django.template import Context
from django.test import RequestFactory

from quizzes.templatetags.evident import Passage, current, icon, with_main_mark


def at(path: str) -> Context:
    return Context({"request": RequestFactory().get(path)})


def test_an_icon_is_hidden_from_screen_readers_and_names_its_symbol() -> None:
    assert icon("tick") == ('<svg class="icon" aria-hidden="true"><use href="#i-tick"></use></svg>')


def test_the_link_to_this_page_is_the_current_page() -> None:
    assert current(at("/articles/"), "/articles/") == ' aria-current="page"'


def test_the_link_to_the_room_of_this_page_is_current_too() -> None:
    assert current(at("/articles/the-lake/"), "/articles/") == ' aria-current="true"'


@pytest.mark.parametrize("url", ["/", "/sets/"])
def test_links_that_lead_elsewhere_are_not_current(url: str) -> None:
    assert current(at("/articles/the-lake/"), url) == ""


def test_without_a_request_no_link_is_current() -> None:
    assert current(Context(), "/articles/") == ""


def main_marks(paragraphs: list[list[tuple[str, bool]]]) -> list[str]:
    return [each.text for text in with_main_mark(paragraphs) for each in text if each.main]


def test_the_longest_mark_is_the_main_one() -> None:
    text = [[("The lake", True), (" is deep", False)], [("It is cold and clear", True)]]
    assert main_marks(text) == ["It is cold and clear"]


def test_of_two_marks_as_long_the_first_is_the_main_one() -> None:
    assert main_marks([[("deep", True)], [("cold", True)]]) == ["deep"]


def test_a_text_without_marks_has_no_main_one() -> None:
    assert main_marks([[("The lake is deep and cold", False)], []]) == []


def test_the_segments_stay_in_their_order() -> None:
    assert with_main_mark([[("The lake ", False), ("is deep", True)]]) == [
        [Passage("The lake ", False, False), Passage("is deep", True, True)]
    ]
