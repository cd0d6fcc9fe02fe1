"""Icons, the current place in the navigation, and the count of marked passages."""

import pytest
from django.template import Context
from django.test import RequestFactory

from quizzes.templatetags.evident import Passage, count_marks, current, icon


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


def test_marks_are_counted_through_all_paragraphs() -> None:
    text = [[("The lake ", False), ("is deep", True)], [("It is cold", True), (".", False)]]

    assert count_marks(text) == [
        [Passage("The lake ", 0), Passage("is deep", 1)],
        [Passage("It is cold", 2), Passage(".", 0)],
    ]
