"""What teachers and learners send about classes."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from quizzes.core.exchange.roster import LONGEST_ROSTER
from quizzes.core.people import LONGEST_NAME, LONGEST_USERNAME, folded, has_controls
from quizzes.models import Classroom, Member

# Regions whose zones are only other names of zones under a continent or an ocean.
OLD_REGIONS = {"Brazil", "Canada", "Chile", "Etc", "Mexico", "SystemV", "US", "posix", "right"}

ZoneChoices = list[tuple[str, str | list[tuple[str, str]]]]


@cache
def zone_choices() -> ZoneChoices:
    """All time zones, those of a region together; before them UTC and the zone of the site."""
    regions: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted(available_timezones()):
        region, slash, place = zone.partition("/")
        if slash and region not in OLD_REGIONS:
            regions.setdefault(region, []).append((zone, place.replace("_", " ")))
    offered = {zone for zones in regions.values() for zone, _place in zones}
    others = sorted({"UTC", settings.TIME_ZONE} - offered)
    return [*((zone, zone) for zone in others), *regions.items()]


class NameField(forms.CharField):
    """A name of a class or of somebody in it, on one line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_NAME, **options)

    def to_python(self, value: Any) -> str:
        return folded(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if has_controls(value):
            raise forms.ValidationError(_("A name is made of characters that can be read."))


class ClassForm(forms.Form):
    name = NameField(label=_("Name of the class"))
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("In which times are entered and shown: when work opens, is due, and closes."),
    )


class CodeForm(forms.Form):
    """A join code as it was typed; whether it is one is found out in one place, the view."""

    code = forms.CharField(
        label=_("Join code"),
        max_length=60,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class SignUpForm(forms.Form):
    """The account of a guest who joins a class: as little as there can be, by the site's rules."""

    name = NameField(
        label=_("Your name, as your teacher knows you"),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    username = forms.CharField(
        label=_("Username, to sign in by"),
        max_length=LONGEST_USERNAME,
        widget=forms.TextInput(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("Eight characters or more, and not one that others would guess."),
    )

    def clean_username(self) -> str:
        return str(get_adapter().clean_username(self.cleaned_data["username"]))

    def clean_password(self) -> str:
        user = User(username=self.cleaned_data.get("username", ""))
        return str(get_adapter().clean_password(self.cleaned_data["password"], user))

    def refuse_taken(self) -> None:
        """Say what the field says of a name that is taken: somebody was faster."""
        self.add_error("username", get_adapter().validation_error("username_taken"))


class MembersField(forms.ModelMultipleChoiceField[Member]):
    """Some members by their numbers."""

    def clean(self, value: Any) -> Any:
        """Refuse a number that is larger than SQLite can look for, as any that is nobody's."""
        try:
            return super().clean(value)
        except OverflowError:
            raise forms.ValidationError(_("Choose learners of this class.")) from None


class MemberForm(forms.Form):
    name = NameField(label=_("Name in this class"))


class TeacherForm(forms.Form):
    """A co-teacher by username; a valid form has them in `user`."""

    username = forms.CharField(label=_("Username"), max_length=LONGEST_USERNAME)

    def clean_username(self) -> str:
        username = str(self.cleaned_data["username"])
        self.user = User.objects.filter(username=username, is_active=True).first()
        if self.user is None or not self.user.has_perm("quizzes.teach"):
            raise forms.ValidationError(_("There is no teacher by this username."))
        return username


class PasswordsForm(forms.Form):
    """The learners who get new passwords, of those who may."""

    def __init__(self, classroom: Classroom, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["members"] = MembersField(classroom.members.managed())


class RosterForm(forms.Form):
    """A list of learners, as a file or as text; a valid form has it in `roster`.

    The file counts where both are given, and its text stands in the page that comes back.
    """

    file = forms.FileField(label=_("List as a CSV file"), required=False)
    text = forms.CharField(
        label=_("Or type or paste it"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        upload = given.get("file")
        given["roster"] = upload.read(LONGEST_ROSTER + 1) if upload else given.get("text", "")
        if not given["roster"] and not self.errors:
            self.add_error("text", _("Choose a file, or type or paste the list."))
        return given

    @property
    def shown(self) -> str:
        """The list as text, to be looked at and sent again."""
        roster = self.cleaned_data["roster"]
        return roster.decode("utf-8-sig", "replace") if isinstance(roster, bytes) else str(roster)
