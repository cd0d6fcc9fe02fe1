"""Wall-clock times in a zone: the two nights of a clock change, and every other hour."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.zones import moments, offset, place_of, wall_clock

BERLIN, NEW_YORK, KOLKATA = "Europe/Berlin", "America/New_York", "Asia/Kolkata"
ZONES = (BERLIN, NEW_YORK, KOLKATA, "Australia/Lord_Howe", "Europe/Dublin", "UTC")


# Of the years in which the zones keep their present rules.
PRESENT = (datetime.fromisoformat("2008-01-01"), datetime.fromisoformat("2040-01-01"))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("zone", "shown", "meant"),
    [
        (BERLIN, "2026-11-27 18:00", "2026-11-27 17:00"),
        (BERLIN, "2026-07-01 18:00", "2026-07-01 16:00"),
        (NEW_YORK, "2026-11-27 18:00", "2026-11-27 23:00"),
        (KOLKATA, "2026-11-27 18:00", "2026-11-27 12:30"),
        (KOLKATA, "2026-10-25 02:30", "2026-10-24 21:00"),
        ("UTC", "2026-03-29 02:30", "2026-03-29 02:30"),
        ("Asia/Kathmandu", "2026-11-27 18:00", "2026-11-27 12:15"),
    ],
)
def test_a_time_on_the_wall_is_one_moment(zone: str, shown: str, meant: str) -> None:
    assert moments(wall(shown), zone) == (utc(meant),)


@pytest.mark.parametrize(
    ("zone", "left_out"),
    [
        (BERLIN, "2026-03-29 02:00"),
        (BERLIN, "2026-03-29 02:59"),
        (NEW_YORK, "2026-03-08 02:30"),
        # There clocks go forward by half an hour.
        ("Australia/Lord_Howe", "2026-10-04 02:15"),
    ],
)
def test_the_hour_that_is_left_out_is_no_moment(zone: str, left_out: str) -> None:
    assert moments(wall(left_out), zone) == ()


@pytest.mark.parametrize(
    ("zone", "twice", "first", "second"),
    [
        (BERLIN, "2026-10-25 02:00", "2026-10-25 00:00", "2026-10-25 01:00"),
        (BERLIN, "2026-10-25 02:30", "2026-10-25 00:30", "2026-10-25 01:30"),
        (NEW_YORK, "2026-11-01 01:30", "2026-11-01 05:30", "2026-11-01 06:30"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04 14:45", "2026-04-04 15:15"),
    ],
)
def test_the_hour_that_comes_twice_is_two_moments(
    zone: str, twice: str, first: str, second: str
) -> None:
    assert moments(wall(twice), zone) == (utc(first), utc(second))


@pytest.mark.parametrize(
    ("zone", "edge"),
    [
        (BERLIN, "2026-03-29 01:59"),
        (BERLIN, "2026-03-29 03:00"),
        (BERLIN, "2026-10-25 01:59"),
        (BERLIN, "2026-10-25 03:00"),
        (NEW_YORK, "2026-03-08 03:00"),
        (NEW_YORK, "2026-11-01 02:00"),
    ],
)
def test_the_minutes_beside_a_change_are_one_moment(zone: str, edge: str) -> None:
    assert len(moments(wall(edge), zone)) == 1


def test_what_a_clock_shows_does_not_depend_on_the_zone_that_a_moment_is_told_in() -> None:
    [moment] = moments(wall("2026-11-27 18:00"), NEW_YORK)
    assert wall_clock(moment, BERLIN) == wall("2026-11-28 00:00")


@given(
    st.datetimes(*PRESENT, timezones=st.just(UTC)),
    st.sampled_from(ZONES),
)
def test_every_moment_is_one_of_those_that_its_clock_names(moment: datetime, zone: str) -> None:
    assert moment in moments(wall_clock(moment, zone), zone)


@given(st.datetimes(*PRESENT), st.sampled_from(ZONES))
def test_every_moment_of_a_clock_shows_its_time(shown: datetime, zone: str) -> None:
    named = moments(shown, zone)
    assert all(wall_clock(moment, zone) == shown for moment in named)
    assert len(named) < 2 or timedelta() < named[1] - named[0] <= timedelta(hours=1)


@pytest.mark.parametrize(
    ("zone", "moment", "ahead"),
    [
        (BERLIN, "2026-07-01 12:00", "+02:00"),
        (NEW_YORK, "2026-11-27 12:00", "-05:00"),
        (KOLKATA, "2026-11-27 12:00", "+05:30"),
        ("UTC", "2026-11-27 12:00", "+00:00"),
    ],
)
def test_a_zone_is_ahead_of_utc_by_its_offset(zone: str, moment: str, ahead: str) -> None:
    assert offset(utc(moment), zone) == ahead


@pytest.mark.parametrize(
    ("zone", "place"),
    [
        (BERLIN, "Berlin"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_called_by_its_place(zone: str, place: str) -> None:
    assert place_of(zone) == place
