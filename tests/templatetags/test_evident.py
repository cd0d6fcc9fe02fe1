"""Icons, the current place in the navigation, times in words, and the count of marked passages."""

from datetime import UTC, datetime

import pytest
from django.template import Context
from django.test import RequestFactory

from quizzes.templatetags.evident import (
    Passage,
    current,
    icon,
    in_words,
    in_zone,
    in_zone_short,
    with_main_mark,
)


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


FRIDAY = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)


def test_a_time_is_told_in_words_and_in_the_zone_of_the_class() -> None:
    assert in_zone(FRIDAY, "Europe/Berlin") == (
        '<time datetime="2026-11-27T17:00:00+00:00">Friday, 27 November 2026, 18:00 (Berlin)</time>'
    )
    assert "Friday, 27 November 2026, 12:00 (New York)" in in_zone(FRIDAY, "America/New_York")


def test_where_there_is_little_room_a_time_is_told_shortly() -> None:
    assert in_zone_short(FRIDAY, "Europe/Berlin") == (
        '<time datetime="2026-11-27T17:00:00+00:00">Fri 27 Nov, 18:00</time>'
    )


def test_in_the_hour_that_comes_twice_the_words_say_which_is_meant() -> None:
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert in_words(first, "Europe/Berlin").endswith("02:30 (Berlin, UTC+02:00)")
    assert in_words(second, "Europe/Berlin").endswith("02:30 (Berlin, UTC+01:00)")


def test_a_time_that_is_not_set_is_told_by_nothing() -> None:
    assert in_zone(None, "Europe/Berlin") == in_zone_short(None, "Europe/Berlin") == ""


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
