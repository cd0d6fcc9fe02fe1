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
    """A stretch of a paragraph; the marked ones of a text are counted from 1, the others are 0."""

    text: str
    mark: int


@register.filter
def count_marks(paragraphs: Iterable[Iterable[tuple[str, bool]]]) -> list[list[Passage]]:
    """Number the marked segments of a text, so that a link can lead to the first."""
    marks = 0
    counted = []
    for paragraph in paragraphs:
        passages = []
        for text, marked in paragraph:
            marks += marked
            passages.append(Passage(text, marks if marked else 0))
        counted.append(passages)
    return counted
