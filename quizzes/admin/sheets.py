"""Fact sheets at the desk: upload one with its text, download one as it stands."""

from datetime import datetime

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from quizzes.admin.outcomes import note_change, tell_of_articles
from quizzes.core.exchange.factsheet import SheetFaults
from quizzes.forms.library import SheetUploadForm
from quizzes.models import Article
from quizzes.services.decisions import bring_into_line
from quizzes.services.library import Loaded, dump_sheet, load_sheet

COUNTED = ("added", "changed", "unchanged", "retired")
TEMPLATE = "admin/quizzes/article/upload.html"


def upload(request: HttpRequest) -> HttpResponseBase:
    """Load a sheet, whole or not at all, and bring the article's questions into line."""
    if not request.user.has_perms(["quizzes.add_article", "quizzes.change_article"]):
        raise PermissionDenied
    sent = request.method == "POST"
    form = SheetUploadForm(request.POST, request.FILES) if sent else SheetUploadForm()
    if form.is_valid():
        now = timezone.now()
        try:
            loaded = _load(form, now)
        except SheetFaults as error:
            for fault in error.faults:
                line = _("Line %(line)d: %(message)s")
                form.add_error("sheet", line % {"line": fault.line, "message": fault.message})
        else:
            _tell(request, loaded, now)
            return redirect("admin:quizzes_article_changelist")
    status = 422 if form.errors else 200
    context = {**admin.site.each_context(request), "form": form, "title": _("Upload a fact sheet")}
    return render(request, TEMPLATE, context, status=status)


def _load(form: SheetUploadForm, now: datetime) -> Loaded:
    sheet, text = form.cleaned_data["sheet"], form.cleaned_data["text"]
    try:
        return load_sheet(sheet=sheet, fetch_text=lambda name: text, now=now)
    except IntegrityError:
        # Somebody stored the same while it was read: read again, beside what they stored.
        return load_sheet(sheet=sheet, fetch_text=lambda name: text, now=now)


def _tell(request: HttpRequest, loaded: Loaded, now: datetime) -> None:
    """Bring the questions into line with what was loaded, and say what that was."""
    if loaded.article is None:
        text = _("The entities and groups are loaded. No article's questions were made anew.")
        messages.success(request, text)
        return
    facts = loaded.facts
    text = _(
        "%(article)s: %(added)d facts added, %(changed)d changed, %(unchanged)d unchanged, "
        "%(retired)d retired."
    )
    counts = {name: len(getattr(facts, name)) for name in COUNTED}
    messages.success(request, text % {"article": loaded.article, **counts})
    note_change(request, [loaded.article], "fact sheet")
    tell_of_articles(request, [loaded.article], bring_into_line([loaded.article], now=now))


def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The article as a fact sheet, or with `?text` the text that the sheet names."""
    if not request.user.has_perm("quizzes.view_article"):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.prefetch_related("revisions"), pk=pk)
    if "text" in request.GET:
        content, name = article.current.text, article.text_name
    else:
        content, name = dump_sheet(article=article), f"{article.slug}.facts"
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(content, content_type="text/plain; charset=utf-8", headers=headers)
