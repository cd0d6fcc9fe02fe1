"""R1 to R3 and R5: the key is right, the rest is wrong, on evidence; no cause is invented."""

import re
from collections.abc import Iterator

from quizzes.core.answers import key_answers
from quizzes.core.dates import When
from quizzes.core.evidence import locate
from quizzes.core.library import Fact, Quote, SpanKind, Target, TargetRole
from quizzes.core.memberships import is_member, membership_asked
from quizzes.core.mentions import mentions
from quizzes.core.proof import Truth, judge_option
from quizzes.core.quantities import Quantity
from quizzes.core.questions import Form
from quizzes.core.rules.view import View, unquoted
from quizzes.core.times import TIMES
from quizzes.core.words import contains_name, contains_words, content_stems, fold, words

_SELECT = re.compile(r"\b(?:select|choose|pick) (two|three|four|2|3|4)\b")
_COUNTS = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}

_CAUSE = re.compile(
    r"\b(why|because|led to|leads to|caused|causes|due to (?:the|an?|its|his|her|their)|owing to|"
    r"thanks to|as a result of|resulted in|resulting in|prompted|triggered|the reason for)\b"
)


def has_its_keys(view: View) -> Iterator[str]:
    """R1: it has exactly the number of right answers that it says."""
    if not view.asked or len(view.asked) < len(view.question.asks):
        yield "It asks for something that no approved fact holds: approve the fact, or drop it."
        return
    if view.question.form is Form.TYPED:
        yield from _typed_key(view)
        return
    keys = view.question.keys
    wanted = _keys_wanted(view)
    if wanted is None:
        yield "Its stem doesn't say how many answers are right: begin with “Select two.”"
    elif len(keys) != wanted:
        yield f"It has {len(keys)} right answers where {wanted} is asked for: mark {wanted}."
    for option, verdict in zip(view.question.options, view.verdicts, strict=True):
        if option.is_key and verdict.truth is not Truth.TRUE:
            yield (
                f"“{option.label}” is marked as right, but no fact says so: accept it as a "
                "wording of the answer, or mark another."
            )
        if not option.is_key and verdict.truth is Truth.TRUE:
            yield f"“{option.label}” is right, too ({verdict.note}): take another option."
    yield from _members_all_right(view)
    for key, other in view.out_of_order():
        yield f"“{other.label}” may come before “{key.label}”: take an event with a clearer date."


def _typed_key(view: View) -> Iterator[str]:
    if not view.question.accepted:
        yield "It accepts no answer: give the target an answer."
        return
    right = view.question.accepted[0]
    verdicts = [judge_option(view.library, *each, right) for each in view.asked]
    if not any(verdict.truth is Truth.TRUE for verdict in verdicts):
        yield f"“{right}” is no answer by any fact: accept it as a wording of the answer."
    for _, target in view.asked:
        if _may_have_others(target):
            yield (
                f"Nothing says that “{target.label}” is the only right answer, and a typed one "
                "may be another: mark the target as unique, or offer options."
            )


def _may_have_others(target: Target) -> bool:
    dated = target.role in TIMES or target.kind is SpanKind.DATE
    return target.role is TargetRole.SPAN and not dated and not target.unique


def _keys_wanted(view: View) -> int | None:
    if view.question.form is not Form.MULTIPLE:
        return 1
    match = _SELECT.search(fold(view.question.stem))
    return _COUNTS[match.group(1)] if match else None


def _members_all_right(view: View) -> Iterator[str]:
    """Asked who is a member of a body, every member is right."""
    for group in membership_asked(view.library, view.question.stem):
        for option, verdict in zip(view.question.options, view.verdicts, strict=True):
            if option.is_key or verdict.truth is Truth.TRUE:
                continue
            if is_member(view.library, group, option.label, option.entity):
                yield f"“{option.label}” is one of the {group.name}, and so right: take another."


def has_false_distractors(view: View) -> Iterator[str]:
    """R2: each of its wrong options is proven to be false."""
    for option, verdict in zip(view.question.options, view.verdicts, strict=True):
        if not option.is_key and verdict.truth is Truth.UNPROVEN:
            yield (
                f"Nothing proves that “{option.label}” is wrong: list it among the wrong "
                "options, mark the target as unique, or take another."
            )


def rests_on_evidence(view: View) -> Iterator[str]:
    """R3: its quotes stand in the article, and its key stands in one of them."""
    for fact in (*view.asked_facts, *(f for f in view.stated_facts if f not in view.asked_facts)):
        if not fact.quotes:
            yield f"The fact “{fact.id}” has no quote: add the sentence that proves it."
        for quote in fact.quotes:
            if not _stands(view, fact, quote):
                yield f"The quote “{quote.text}” doesn't stand in the article: copy it again."
    for fact, target in view.asked:
        if not fact.derived and not _proves(view, fact, target):
            yield (
                f"{_what_is_asked(target)} stands in no quote of its fact: add the sentence that "
                "has it, or mark the fact as derived."
            )


def _stands(view: View, fact: Fact, quote: Quote) -> bool:
    article = view.library.articles.get(fact.article)
    return article is not None and locate(article.text, quote.text, quote.nth) is not None


def _what_is_asked(target: Target) -> str:
    names = {TargetRole.SPEAKER: "The speaker", TargetRole.SPAN: f"The answer “{target.label}”"}
    return names.get(target.role, "The date that is asked for")


def _proves(view: View, fact: Fact, target: Target) -> bool:
    """Whether a quote of the fact holds the answer in some form of it."""
    if target.role is TargetRole.STATEMENT:
        return True
    text = " ".join(quote.text for quote in fact.quotes)
    if target.role is TargetRole.SPEAKER:
        return any(contains_name(text, name) for name in view.names(fact))
    if target.role in TIMES or target.kind is SpanKind.DATE:
        when = next((key.when for key in key_answers(view.index, fact, target)), None)
        return contains_words(text, target.label) or bool(when and _tells(view, fact, when))
    entity = view.index.entity(target.label, target.entity)
    names = view.names_of(entity) if entity else ()
    if any(contains_name(text, each) for each in (target.label, *names, *target.accept)):
        return True
    if target.kind is SpanKind.NUMBER:
        return _has_number(text, target.label)
    return target.kind is SpanKind.PHRASE and any(
        content_stems(each) <= content_stems(text) for each in (target.label, *target.accept)
    )


def _tells(view: View, fact: Fact, when: When) -> bool:
    """Whether a quote has the date, or words that resolve to it: "Thursday", "in March"."""
    article = view.library.articles.get(fact.article)
    published = article.published if article else None
    found = mentions(" ".join(quote.text for quote in fact.quotes), published)
    return any(when.start <= mention.start and mention.end <= when.end for mention in found)


def _has_number(text: str, label: str) -> bool:
    """Whether the text has the number in other figures: "two days" for "2 days"."""
    wanted = Quantity.parse(label)
    found = words(text)
    pieces = (
        " ".join(found[at : at + length])
        for at in range(len(found))
        for length in range(1, len(words(label)) + 2)
    )
    return wanted is not None and any(
        (quantity := Quantity.parse(piece)) is not None
        and quantity.comparable(wanted)
        and quantity.overlaps(wanted)
        for piece in pieces
    )


def invents_no_cause(view: View) -> Iterator[str]:
    """R5: it asks for or gives a cause only where its fact states one."""
    if any(fact.cause for fact in view.asked_facts):
        return
    for text in (view.question.stem, *view.labels):
        if match := _CAUSE.search(fold(unquoted(text))):
            yield (
                f"“{match.group(1)}” makes a cause of it, and the fact states none: ask what "
                "happened, or mark the fact as stating a cause."
            )
            return
