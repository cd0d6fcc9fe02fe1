"""R6: it says when, absolutely, and no more finely than is known."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizzes.core.answers import disjoint
from quizzes.core.dates import MONTHS, When
from quizzes.core.index import dates_in
from quizzes.core.library import Fact
from quizzes.core.rules.view import View
from quizzes.core.words import contains_words, fold

_MONTH = "|".join(month.casefold() for month in MONTHS)
_WEEKDAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_NUMBER = r"\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|few"
_UNIT = r"(?:minute|hour|day|week|month|year|decade|centurie|century)s?"

_RELATIVE = re.compile(
    rf"\b(today|yesterday|tomorrow|tonight|now(?!-)|nowadays|currently|presently|recently|lately"
    rf"|so far|to date|at present|earlier today|the other day"
    rf"|(?:earlier|later) (?:this|that) (?:{_UNIT})"
    rf"|(?:this|that|last|next) (?:{_UNIT}|morning|afternoon|evening|night|weekend|spring|summer"
    rf"|autumn|winter|{_WEEKDAY}|{_MONTH})"
    rf"|the (?:following|previous|next|same|preceding) (?:{_UNIT}|morning|evening|{_WEEKDAY})"
    rf"|(?:{_NUMBER}) {_UNIT} (?:later|earlier|ago|before\Z|after\Z|previously))(?!\w)"
)
_FULL_DATE = rf"(?:\d{{1,2}} (?:{_MONTH})|(?:{_MONTH}) \d{{1,2}})(?:,? \d{{4}})"
_WEEKDAY_ALONE = re.compile(rf"\b({_WEEKDAY})s?\b(?!,? (?:the )?{_FULL_DATE})")

# A month, with its day or without one, must be followed by its year, or joined to a date that is.
_LATER_DATE = rf"(?: ?(?:and|to|or|,|-) ?(?:\d{{1,2}} )?(?:{_MONTH})?(?: \d{{1,2}})?)*,? ?\d{{4}}\b"
_DAY_AND_MONTH = re.compile(
    rf"\b(\d{{1,2}} (?:{_MONTH})|(?:{_MONTH}) \d{{1,2}}(?!\d))\b(?!{_LATER_DATE})"
)
_MONTH_ALONE = re.compile(
    rf"\b(?:in|since|until|by|early|late|mid|during|from|of|before|after) ({_MONTH})\b"
    rf"(?! \d{{1,2}}\b)(?!{_LATER_DATE})"
)
_HEDGED = re.compile(r"\b(?:about|around|roughly|approximately|circa|some time in)\s+\Z")

_END = re.compile(r"\b(?:between|from|since|to|until|till|by|and)\s+\Z")


@dataclass(frozen=True, slots=True)
class _Written:
    """A date as a text writes it: as approximate, or as one end of a stretch, or as neither."""

    text: str
    when: When
    hedged: bool
    is_end: bool


def says_when_absolutely(view: View) -> Iterator[str]:
    """R6: no word that means another day tomorrow, no date finer or surer than is known."""
    for text in (view.question.stem, *view.labels):
        bare = view.without_names(text)
        for pattern in (_RELATIVE, _WEEKDAY_ALONE):
            match = pattern.search(bare)
            if match and not _is_anchored(bare, match):
                yield f"“{match.group(1)}” says when only to whoever read it that day: give a date."
                break
        for pattern in (_DAY_AND_MONTH, _MONTH_ALONE):
            if match := pattern.search(bare):
                yield f"“{match.group(1)}” has no year: add it."
    for text in (view.question.stem, *view.key_labels):
        for written in _dates_written(view.without_names(text)):
            yield from _unknown(view, written)


def _is_anchored(text: str, match: "re.Match[str]") -> bool:
    """Whether "that year" follows a date, or "the same day" goes on with "as"."""
    if text.startswith(" as ", match.end()):
        return True
    points_back = match.group(1).startswith(("that ", "the ", "later that", "earlier that"))
    return points_back and any(True for _ in dates_in(text[: match.start()]))


def _dates_written(text: str) -> Iterator[_Written]:
    for start, end, when in dates_in(text):
        before = text[:start]
        is_end = bool(_END.search(before))
        yield _Written(text[start:end], when, bool(_HEDGED.search(before)), is_end)


def _unknown(view: View, written: _Written) -> Iterator[str]:
    """What the library knows less finely, less surely, or not at all."""
    near = _times(view.facts)
    known = [when for when in near if when.overlaps(written.when)]
    if not known:
        known = [w for w in _times_of_article(view) if w.overlaps(written.when)]
    covered = [when for when in known if _covers(written, when)]
    if any(not when.inferred and (written.hedged or not when.about) for when in covered):
        return
    if _is_written_in(view, written):
        return
    if any(when.inferred for when in known):
        yield f"Nobody confirmed the year in “{written.text}”: leave it out, or confirm it."
    elif covered:
        yield f"“{written.text}” is known only roughly: say “about {written.text}”."
    elif known:
        coarse = known[0].words
        yield f"“{written.text}” is finer than what is known, {coarse}: say {coarse}."
    else:
        yield f"Nothing in the library is dated “{written.text}”: leave it out."


def _covers(written: _Written, known: When) -> bool:
    """Whether the text says no more than is known: "2024" of a day in it, or an end of a range."""
    starts, ends = written.when.start <= known.start, known.end <= written.when.end
    return (starts and ends) or (written.is_end and not known.is_single and (starts or ends))


def _times(facts: Iterable[Fact]) -> list[When]:
    return [when for fact in facts for when in (fact.when, fact.said_on) if when]


def _times_of_article(view: View) -> list[When]:
    slugs = dict.fromkeys(fact.article for fact in view.asked_facts)
    times = _times(fact for slug in slugs for fact in view.library.facts_of(slug))
    published = (
        article.published for slug in slugs if (article := view.library.articles.get(slug))
    )
    return [*times, *(When.parse(day.isoformat()) for day in published if day)]


def _is_written_in(view: View, written: _Written) -> bool:
    """Whether a fact's own statement has that date in its words: "the 2020 war"."""
    for fact in view.facts:
        text = fold(fact.statement.text)
        if contains_words(text, written.text):
            return not any(
                when.inferred for when in _times([fact]) if not disjoint(when, written.when)
            )
    return False
