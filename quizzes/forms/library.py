"""Articles, entities and groups as editors write them, and the sheets that they upload."""

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from quizzes.core import library as core
from quizzes.core.evidence import locate
from quizzes.core.exchange.factsheet.article import BARE_NAME, IDENTIFIER, LONGEST_TEXT
from quizzes.forms.fields import EntitiesField, LinesField, ProseField, WhenField
from quizzes.models import Article, Entity, EntityName, Evidence, Group
from quizzes.models.library import Status

MAX_UPLOAD = 2 * 1024 * 1024
NOTE = forms.Textarea({"rows": 2, "cols": 100})


class SheetUploadForm(forms.Form):
    """A fact sheet, and the text that it names where it has an article."""

    sheet = forms.FileField(label=_("Fact sheet"))
    text = forms.FileField(
        label=_("Text of the article"),
        required=False,
        help_text=_("Needed where the sheet has an article."),
    )

    def clean_sheet(self) -> bytes:
        return _content(self.cleaned_data["sheet"])

    def clean_text(self) -> bytes | None:
        upload = self.cleaned_data["text"]
        return _content(upload) if upload else None


def _content(upload: UploadedFile[bytes]) -> bytes:
    if (upload.size or 0) > MAX_UPLOAD:
        raise forms.ValidationError(_("This file is larger than 2 MB."))
    return bytes(upload.read())


class ArticleForm(forms.ModelForm[Article]):
    """An article and the text of its current revision."""

    url = forms.URLField(
        label=_("Address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    text = ProseField(
        label=_("Text"),
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 20, "cols": 100}),
        help_text=_("A changed text becomes a new revision; the old one is kept."),
    )

    class Meta:
        model = Article
        fields = (
            "title",
            "slug",
            "source",
            "url",
            "licence",
            "language",
            "published",
            "text_name",
            "show",
            "status",
            "note",
        )
        widgets: ClassVar[dict[str, forms.Widget]] = {"note": NOTE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = self.instance.to_core() if self.instance.pk else None
        if self.before:
            self.initial["text"] = self.before.text
        if "text_name" in self.fields:
            self.fields["text_name"].required = False
            self.fields["text_name"].help_text = _("Left empty, it is the short name and .txt.")

    def clean_title(self) -> str:
        return _folded(self.cleaned_data["title"])

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if not IDENTIFIER.fullmatch(slug):
            raise forms.ValidationError(_("A short name is made of a-z, 0-9 and -."))
        return slug

    def clean_text_name(self) -> str:
        name = str(self.cleaned_data["text_name"])
        if name and not BARE_NAME.fullmatch(name):
            raise forms.ValidationError(_("Give a bare name, without a folder."))
        return name

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if not text.strip("\ufeff \t\n"):
            raise forms.ValidationError(_("The text is empty."))
        if len(text.encode()) > LONGEST_TEXT:
            raise forms.ValidationError(_("The text is longer than 512 KiB."))
        if "text" not in self.changed_data and self.before:
            return self.before.text
        quotes = Evidence.objects.filter(fact__article=self.instance.pk)
        for row in quotes.exclude(fact__status=Status.RETIRED):
            if locate(text, row.quote, row.nth) is None:
                message = _("A fact rests on words that are gone: “%(quote)s”. Change it first.")
                raise forms.ValidationError(message, params={"quote": row.quote})
        return text

    def clean(self) -> dict[str, Any]:
        super().clean()
        slug = self.cleaned_data.get("slug") or self.instance.slug
        if not self.cleaned_data.get("text_name"):
            self.cleaned_data["text_name"] = f"{slug}.txt"
        return self.cleaned_data


class EntityForm(forms.ModelForm[Entity]):
    """An entity with all its names, of which none of its kind may share one.

    A valid form has it as a core value in `entity`.
    """

    also = LinesField(label=_("Other names, one a line"), longest=200)
    demonyms = LinesField(
        label=_("Demonyms, one a line"),
        longest=100,
        help_text=_("Words that give it away without being its name: Armenian for Armenia."),
    )
    near = EntitiesField(label=_("Near"), help_text=_("Neighbours: likely wrong options."))

    class Meta:
        model = Entity
        fields = (
            "name",
            "kind",
            "subkind",
            "sort",
            "pronoun",
            "stands_for",
            "part_of",
            "country",
            "note",
        )
        widgets: ClassVar[dict[str, forms.Widget]] = {"note": NOTE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = self.instance.to_core() if self.instance.pk else None
        self.entity: core.Entity | None = None
        if self.before:
            near = [row.neighbour_id for row in self.instance.neighbours.all()]
            self.initial.update(also=self.before.also, demonyms=self.before.demonyms, near=near)
            _keep_order(self, "near", near)

    def clean_name(self) -> str:
        return _folded(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if given.get("name") and given.get("kind"):
            self._refuse_taken("name", [given["name"]])
            given["also"] = tuple(n for n in given.get("also", ()) if n != given["name"])
            self._refuse_taken("also", given["also"])
        for name in ("stands_for", "part_of", "country"):
            if given.get(name) and given[name].pk == self.instance.pk:
                self.add_error(name, _("Choose another entity than itself."))
        if self.instance.pk in [row.pk for row in given.get("near", ())]:
            self.add_error("near", _("Choose other entities than itself."))
        if not self.errors:
            self.entity = self._to_core()
        return given

    def _refuse_taken(self, field: str, names: Any) -> None:
        """Say beside the field where another entity of the kind goes by one of the names."""
        others = EntityName.objects.exclude(entity=self.instance.pk).select_related("entity")
        for row in others.filter(kind=self.cleaned_data["kind"], text__in=names):
            message = _("“%(name)s” is a name of %(entity)s already.")
            self.add_error(field, message % {"name": row.text, "entity": row.entity})

    def _to_core(self) -> core.Entity:
        given = self.cleaned_data
        return core.Entity(
            name=given["name"],
            kind=core.EntityKind(given["kind"]),
            subkind=given["subkind"],
            also=given["also"],
            sort=given["sort"],
            stands_for=_key(given["stands_for"]),
            part_of=_key(given["part_of"]),
            country=_key(given["country"]),
            pronoun=given["pronoun"],
            demonyms=given["demonyms"],
            near=tuple(row.key for row in given["near"]),
            note=given["note"],
        )


class GroupForm(forms.ModelForm[Group]):
    """A group with its members, and the date at which they were these.

    A valid form has it as a core value in `group`.
    """

    as_of = WhenField(label=_("As of"))
    members = EntitiesField(label=_("Members"), required=True)

    class Meta:
        model = Group
        fields = ("name", "complete", "source", "note")
        widgets: ClassVar[dict[str, forms.Widget]] = {"note": NOTE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = self.instance.to_core() if self.instance.pk else None
        self.group: core.Group | None = None
        if self.before:
            members = [row.entity_id for row in self.instance.members.all()]
            self.initial.update(as_of=self.before.as_of, members=members)
            _keep_order(self, "members", members)

    def clean_name(self) -> str:
        return _folded(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if not self.errors:
            self.group = core.Group(
                name=given["name"],
                members=tuple(row.key for row in given["members"]),
                complete=given["complete"],
                as_of=given["as_of"],
                source=given["source"],
                note=given["note"],
            )
        return given


def _key(row: Entity | None) -> core.EntityKey | None:
    return row.key if row else None


def _keep_order(form: forms.BaseForm, name: str, pks: list[int]) -> None:
    field = form.fields.get(name)
    if isinstance(field, EntitiesField):
        field.kept = pks


def _folded(text: str) -> str:
    """With one space for all white space, as sheets have names and titles."""
    return " ".join(text.split())
