"""The rules for taking an assignment, as a teacher sets them, and the presets of such rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.core.availability import Counts as CoreCounts
from quizzes.core.availability import Shows as CoreShows
from quizzes.core.availability import Terms
from quizzes.core.zones import moments, place_of
from quizzes.forms.wall_clock import SECOND, WallClockField, WhichField
from quizzes.models.classes import Counts, Shows

MOST_ATTEMPTS = 20
MOST_MINUTES = 600
TIMES = ("opens", "due", "closes")

# The button that gives an assignment, where others keep it as it is.
GIVE = "give"

LEFT_OUT = _(
    "%(time)s is left out that night in %(place)s, where clocks go forward. Choose another time."
)
COMES_TWICE = _(
    "%(time)s comes twice that night in %(place)s, where clocks go back. Say which one is meant."
)
NO_CLOSING = _("Say when it closes: the answers are shown after that.")


@dataclass(frozen=True, slots=True)
class Preset:
    """Rules that go well together; `due` and `closes` are so far from now, at six in the evening.

    `closes` of None leaves it open.
    """

    label: str | Promise
    why: str | Promise
    shows: Shows
    counts: Counts = Counts.HIGHEST
    attempts: int | None = None
    minutes: int | None = None
    due: timedelta | None = None
    closes: timedelta | None = None


EVENING = time(18, 0)
PRESETS = {
    "practice": Preset(
        label=_("Practice"),
        why=_("As often as they like. Each answer is explained at once."),
        shows=Shows.AT_ONCE,
    ),
    "homework": Preset(
        label=_("Homework"),
        why=_("Due in a week, two attempts. Answers are shown after handing in."),
        shows=Shows.SUBMITTED,
        attempts=2,
        due=timedelta(days=7),
        closes=timedelta(days=10),
    ),
    "test": Preset(
        label=_("Test"),
        why=_("One attempt of 20 minutes. Answers are shown once it has closed."),
        shows=Shows.CLOSED,
        counts=Counts.LATEST,
        attempts=1,
        minutes=20,
        closes=timedelta(days=1),
    ),
}


def initial_of(preset: Preset, *, today: date) -> dict[str, Any]:
    """The fields as the preset fills them, on that day of the class's calendar."""

    def evening(after: timedelta | None) -> datetime | None:
        return datetime.combine(today + after, EVENING) if after else None

    return {
        "shows": preset.shows,
        "counts": preset.counts,
        "attempts": preset.attempts,
        "minutes": preset.minutes,
        "due": evening(preset.due),
        "closes": evening(preset.closes),
    }


class RulesForm(forms.Form):
    """The title and the rules of an assignment; a valid form has them in `terms`, by zone.

    Times are those of clocks in the zone of each class. With `is_given` or when it is being
    given, the rules must be whole; a draft may lack what is to be decided yet.
    """

    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("What learners see. Left empty, it is the title of the set."),
    )
    opens = WallClockField(
        label=_("Opens"), help_text=_("Nobody can begin before that. Empty: at once.")
    )
    due = WallClockField(
        label=_("Due"), help_text=_("What is handed in later counts, and is marked as late.")
    )
    closes = WallClockField(
        label=_("Closes"),
        help_text=_("From then on nobody can answer; what is there is handed in. Empty: never."),
    )
    opens_which, due_which, closes_which = WhichField(), WhichField(), WhichField()
    attempts = forms.IntegerField(
        label=_("Attempts"),
        required=False,
        min_value=1,
        max_value=MOST_ATTEMPTS,
        help_text=_("How often each learner may begin. Empty: as often as they like."),
    )
    counts = forms.ChoiceField(
        label=_("Which attempt counts"),
        choices=Counts.choices,
        initial=Counts.HIGHEST,
        help_text=_("Of several attempts, the score that stands in the results."),
    )
    shows = forms.ChoiceField(
        label=_("Answers are shown"),
        choices=[
            (Shows.AT_ONCE, _("after each answer: it is final, and explained at once")),
            (Shows.SUBMITTED, _("after handing in: until then answers can be changed")),
            (Shows.CLOSED, _("after the closing: to everybody at the same time")),
        ],
        initial=Shows.AT_ONCE,
        widget=forms.RadioSelect,
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        help_text=_("The time for one attempt, from its start. Empty: no limit."),
    )
    then = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, is_given: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.is_given = is_given
        self.terms: dict[str, Terms] = {}
        self.asked_back: dict[str, list[tuple[datetime, ...]]] = {}

    @property
    def is_giving(self) -> bool:
        """Whether the button that was pressed gives it."""
        return bool(self.cleaned_data.get("then") == GIVE)

    @property
    def times(self) -> Iterator[tuple[forms.BoundField, forms.BoundField | None]]:
        """The fields of the times, each with the one that asks back where it must."""
        for name in TIMES:
            yield self[name], self._which(name) if name in self.asked_back else None

    def zones(self) -> Iterable[str]:
        """The zones in which the times are read."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        super().clean()
        zones = sorted(set(self.zones()))
        times = {name: self._read(name, zones) for name in TIMES}
        if not self.errors:
            self.terms = {
                zone: self._terms({n: times[n].get(zone) for n in TIMES}) for zone in zones
            }
            for terms in self.terms.values():
                self._check(terms)
        return self.cleaned_data

    def _read(self, name: str, zones: Sequence[str]) -> dict[str, datetime]:
        """The moment that a time names in each zone; an error where that is none, or unsaid."""
        wall = self.cleaned_data.get(name)
        if wall is None:
            return {}
        named = {zone: moments(wall, zone) for zone in zones}
        which = self.cleaned_data.get(f"{name}_which")
        for zone in zones:
            if not named[zone]:
                self._refuse(name, wall, zone, LEFT_OUT)
            elif len(named[zone]) > 1:
                self.ask_back(name, named[zone])
                if not which:
                    self._refuse(name, wall, zone, COMES_TWICE)
        place = -1 if which == SECOND else 0
        return {zone: found[place] for zone, found in named.items() if found}

    def _refuse(self, name: str, wall: datetime, zone: str, why: str | Promise) -> None:
        self._complain(name, str(why) % {"time": f"{wall:%H:%M}", "place": place_of(zone)})

    def ask_back(self, name: str, named: tuple[datetime, ...]) -> None:
        """Ask which of the two moments is meant."""
        self.asked_back.setdefault(name, []).append(named)

    def _which(self, name: str) -> forms.BoundField:
        cast("WhichField", self.fields[f"{name}_which"]).tell(self.asked_back[name])
        return self[f"{name}_which"]

    def _terms(self, times: Mapping[str, datetime | None]) -> Terms:
        given = self.cleaned_data
        return Terms(
            **times,
            attempts=given["attempts"],
            minutes=given["minutes"],
            counts=CoreCounts(given["counts"]),
            shows=CoreShows(given["shows"]),
        )

    def _check(self, terms: Terms) -> None:
        """Say beside a time where it comes too early, or is missing."""
        if terms.opens and terms.due and terms.due < terms.opens:
            self._complain("due", _("Choose a time after the opening."))
        if terms.opens and terms.closes and terms.closes <= terms.opens:
            self._complain("closes", _("Choose a time after the opening."))
        if terms.due and terms.closes and terms.closes < terms.due:
            self._complain("closes", _("Choose a time after it is due, or the same."))
        if self.is_giving and terms.closes and terms.closes <= self.now:
            self._complain("closes", _("This time has passed. Choose a later one."))
        must_close = terms.shows is CoreShows.CLOSED and (self.is_giving or self.is_given)
        if must_close and terms.closes is None:
            self._complain("closes", NO_CLOSING)

    def _complain(self, name: str, what: str | Promise) -> None:
        """Once, however many zones the times are read in."""
        if name not in self.errors:
            self.add_error(name, str(what))
