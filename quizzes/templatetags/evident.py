"""What the templates need beyond Django's own tags: icons, where we are, times in the zone of a
class, and marked passages.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django import template
from django.template.context import Context
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quizzes.core.zones import moments, offset, place_of, wall_clock

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


def in_words(moment: datetime, zone: str) -> str:
    """As clocks in the zone show it: Friday, 27 November 2026, 18:00 (Berlin).

    In the hour that comes twice it says which one is meant: 02:30 (Berlin, UTC+02:00).
    """
    clock = wall_clock(moment, zone)
    comes_twice = len(moments(clock, zone)) > 1
    which = f", UTC{offset(moment, zone)}" if comes_twice else ""
    return f"{date_format(clock, 'l, j F Y, H:i')} ({place_of(zone)}{which})"


@register.filter
def in_zone(moment: datetime | None, zone: str) -> SafeString:
    """A moment in words, as clocks in the zone show it; nothing where there is none."""
    return _time(moment, in_words(moment, zone)) if moment else SafeString()


@register.filter
def in_zone_short(moment: datetime | None, zone: str) -> SafeString:
    """The same where there is little room, and the page names the zone: Fri 27 Nov, 18:00."""
    if moment is None:
        return SafeString()
    return _time(moment, date_format(wall_clock(moment, zone), "D j M, H:i"))


def _time(moment: datetime, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), words)


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
