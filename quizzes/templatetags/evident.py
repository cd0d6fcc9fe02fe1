"""What the templates need beyond Django's own tags: icons, where we are, and marked passages."""

from collections.abc import Iterable
from typing import NamedTuple

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

HOME = "/"


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a symbol of ``_icons.html``, unseen by screen readers: the words stand beside it."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"></use></svg>', name)


@register.simple_tag(takes_context=True)
def current(context: Context, url: str) -> SafeString:
    """Say on a link of the navigation whether it leads to this page, or to the room it is in."""
    request = context.get("request")
    path = request.path if request else ""
    if path == url:
        return SafeString(' aria-current="page"')
    if url != HOME and path.startswith(url):
        return SafeString(' aria-current="true"')
    return SafeString("")


class Passage(NamedTuple):
    """A stretch of a paragraph; `main` is true of the one mark that a link leads to."""

    text: str
    marked: bool
    main: bool


@register.filter
def with_main_mark(paragraphs: Iterable[Iterable[tuple[str, bool]]]) -> list[list[Passage]]:
    """The segments of a text, the longest of the marked ones (the first of equals) as the main.

    A fact may also rest on a few words elsewhere, a name or a date: what proves it is longer.
    """
    texts = [list(paragraph) for paragraph in paragraphs]
    places = [(row, at) for row, text in enumerate(texts) for at in range(len(text))]
    marks = [(row, at) for row, at in places if texts[row][at][1]]
    main = max(marks, key=lambda place: len(texts[place[0]][place[1]][0]), default=None)
    return [
        [Passage(text, marked, (row, at) == main) for at, (text, marked) in enumerate(paragraph)]
        for row, paragraph in enumerate(texts)
    ]
