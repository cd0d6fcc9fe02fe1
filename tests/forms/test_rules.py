"""The rules of an assignment as they are typed: ranges, order, and the two odd nights."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest

from quizzes.core.availability import Terms
from quizzes.forms.rules import PRESETS, RulesForm, initial_of

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BERLIN, NEW_YORK, CHICAGO = "Europe/Berlin", "America/New_York", "America/Chicago"
RULES = {"counts": "highest", "shows": "at_once", "then": "give"}


class Rules(RulesForm):
    """The rules alone, read in these zones."""

    def __init__(self, *args: Any, places: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places

    def zones(self) -> Iterable[str]:
        return self.places


def sent(*places: str, **values: str) -> Rules:
    """The form as it is sent to give a set; in Berlin, unless other zones are named."""
    form = Rules(RULES | values, places=places or (BERLIN,), now=NOW)
    form.full_clean()
    return form


def errors_of(form: Rules) -> dict[str, str]:
    return {name: str(errors[0]) for name, errors in form.errors.items()}


def terms_of(form: Rules) -> Terms:
    """The terms of a valid form that is read in one zone."""
    assert errors_of(form) == {}
    [terms] = form.terms.values()
    return terms


def choices_of(form: Rules) -> list[list[str]]:
    """What is asked back of each time that comes twice."""
    asked = [which.subwidgets for _, which in form.times if which]
    return [[choice.choice_label for choice in choices] for choices in asked]


def test_nothing_is_demanded_but_when_answers_are_shown_and_what_counts() -> None:
    assert terms_of(sent()) == Terms()
    empty = Rules({}, places=(BERLIN,), now=NOW)
    assert empty.errors.keys() == {"counts", "shows"}


def test_times_are_read_in_the_zone_in_winter_and_in_summer() -> None:
    terms = terms_of(sent(opens="2026-03-02T08:00", closes="2026-07-01T18:00:30"))
    assert terms.opens == datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
    assert terms.closes == datetime(2026, 7, 1, 16, 0, tzinfo=UTC)


# Presets


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_good_as_it_stands(name: str) -> None:
    filled = initial_of(PRESETS[name], today=NOW.date())
    data = {key: value for key, value in filled.items() if value is not None}
    times = {key: f"{t:%Y-%m-%dT%H:%M}" for key, t in data.items() if isinstance(t, datetime)}
    form = Rules(RULES | data | times, places=(BERLIN,), now=NOW)
    assert form.errors == {}
    assert form.terms[BERLIN].minutes == PRESETS[name].minutes


# Numbers and order


@pytest.mark.parametrize(
    ("name", "value", "is_good"),
    [
        ("attempts", "", True),
        ("attempts", "1", True),
        ("attempts", "20", True),
        ("attempts", "0", False),
        ("attempts", "21", False),
        ("minutes", "", True),
        ("minutes", "1", True),
        ("minutes", "600", True),
        ("minutes", "0", False),
        ("minutes", "601", False),
        ("minutes", "ten", False),
        ("counts", "lowest", False),
        ("shows", "never", False),
        ("due", "tomorrow", False),
        ("due", "2026-13-01T10:00", False),
        ("due", "2026-03-06 18:00", True),
        ("due", "1999-12-31T23:59", False),
        ("due", "9999-12-31T23:59", False),
        ("due", "0001-01-01T00:00", False),
        ("title", "x" * 300, True),
        ("title", "x" * 301, False),
    ],
)
def test_each_setting_has_its_range(name: str, value: str, is_good: bool) -> None:
    form = sent(**{name: value})
    assert errors_of(form).keys() == (set() if is_good else {name})


@pytest.mark.parametrize(
    ("times", "wrong"),
    [
        ({"opens": "2026-03-03T10:00", "due": "2026-03-03T10:00"}, set()),
        ({"opens": "2026-03-03T10:00", "due": "2026-03-03T09:59"}, {"due"}),
        ({"due": "2026-03-03T10:00", "closes": "2026-03-03T10:00"}, set()),
        ({"due": "2026-03-03T10:00", "closes": "2026-03-03T09:59"}, {"closes"}),
        ({"opens": "2026-03-03T10:00", "closes": "2026-03-03T10:01"}, set()),
        ({"opens": "2026-03-03T10:00", "closes": "2026-03-03T10:00"}, {"closes"}),
        # At 13:00 in Berlin it is noon, which is now.
        ({"closes": "2026-03-01T13:00"}, {"closes"}),
        ({"closes": "2026-03-01T13:01"}, set()),
        ({"due": "2026-03-01T12:00"}, set()),
    ],
)
def test_it_opens_is_due_and_closes_in_this_order(times: dict[str, str], wrong: set[str]) -> None:
    assert errors_of(sent(**times)).keys() == wrong


def test_answers_after_the_closing_need_one() -> None:
    closed = {"shows": "closed"}
    assert errors_of(sent(**closed)).keys() == {"closes"}
    assert errors_of(sent(**closed, closes="2026-03-03T10:00")) == {}
    # A draft may wait for it, and for a time that is still to come.
    assert errors_of(sent(then="keep", **closed)) == {}
    assert errors_of(sent(then="keep", closes="2026-02-01T10:00")) == {}


# The nights on which clocks change


@pytest.mark.parametrize(
    ("zone", "time"),
    [(BERLIN, "2026-03-29T02:30"), (NEW_YORK, "2026-03-08T02:30")],
)
def test_the_hour_that_is_left_out_is_refused_with_words(zone: str, time: str) -> None:
    form = sent(zone, closes=time)
    assert "02:30 is left out that night in" in errors_of(form)["closes"]
    assert choices_of(form) == []


@pytest.mark.parametrize(
    ("zone", "time", "first", "second"),
    [
        (BERLIN, "2026-10-25T02:30", "00:30", "01:30"),
        (NEW_YORK, "2026-11-01T01:30", "05:30", "06:30"),
    ],
)
def test_the_hour_that_comes_twice_is_asked_back(
    zone: str, time: str, first: str, second: str
) -> None:
    form = sent(zone, closes=time)
    assert "comes twice that night" in errors_of(form)["closes"]
    assert choices_of(form) == [
        [
            f"The first, before the clocks go back ({first} UTC)",
            f"The second, after the clocks have gone back ({second} UTC)",
        ]
    ]
    for which, moment in (("first", first), ("second", second)):
        terms = terms_of(sent(zone, closes=time, closes_which=which))
        assert f"{terms.closes:%H:%M}" == moment


def test_where_the_hour_comes_twice_in_one_zone_alone_the_other_is_plain() -> None:
    form = sent(BERLIN, NEW_YORK, closes="2026-10-25T02:30", closes_which="second")
    assert errors_of(form) == {}
    assert {f"{terms.closes:%H:%M}" for terms in form.terms.values()} == {"01:30", "06:30"}


def test_in_several_zones_each_moment_is_told() -> None:
    form = sent(NEW_YORK, CHICAGO, due="2026-11-01T01:30")
    assert "(06:30 UTC, 05:30 UTC)" in choices_of(form)[0][0]
    assert len(form.errors["due"]) == 1


def test_of_two_moments_the_order_holds() -> None:
    night = {"due": "2026-10-25T02:30", "closes": "2026-10-25T02:30"}
    late = sent(**night, due_which="second", closes_which="first")
    assert errors_of(late).keys() == {"closes"}
    early = sent(**night, due_which="first", closes_which="second")
    assert errors_of(early) == {}
