"""R8 to R10, R14 to R16, R26: the options are of one kind, distinct, even, and in order."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from statistics import mean

from quizzes.core.answers import Relation, relation
from quizzes.core.index import parse_date
from quizzes.core.library import SpanKind
from quizzes.core.quantities import Quantity
from quizzes.core.questions import Form
from quizzes.core.rules.view import View
from quizzes.core.verbs import IRREGULAR_PASTS
from quizzes.core.words import ABSOLUTES, contains_words, fold, words

_LONGEST = 1.25
_NAME_LENGTHS = (0.5, 2.0)


def has_options_of_one_kind(view: View) -> Iterator[str]:
    """R8: all options are what the key is: a kind of name, a measure, a form of words."""
    if view.kind is SpanKind.ENTITY:
        yield from _of_one_entity_kind(view)
    elif view.kind is SpanKind.DATE:
        yield from _of_one_precision(view)
    elif view.kind is SpanKind.NUMBER:
        yield from _of_one_measure(view)
    else:
        yield from _of_one_shape(view)


def _of_one_entity_kind(view: View) -> Iterator[str]:
    kinds = {entity.kind for entity in view.key_entities}
    if not kinds:
        return
    for option, read in zip(view.question.options, view.answers, strict=True):
        if read.entity is None:
            if parse_date(option.label) or Quantity.parse(option.label):
                yield f"“{option.label}” is no {_either(kinds)}, as the key is: take a name."
        elif read.entity.kind not in kinds:
            yield (
                f"“{option.label}” is of another kind ({read.entity.kind}) than the key "
                f"({_either(kinds)}): take one of its kind."
            )


def _either(kinds: Iterable[str]) -> str:
    return " or ".join(sorted(kinds))


def _of_one_precision(view: View) -> Iterator[str]:
    dates = [read.when for read in view.answers]
    if None in dates and any(dates):
        odd = next(read.label for read in view.answers if read.when is None)
        yield f"“{odd}” is no date as the others are: write it as a day, a month or a year."
    shapes = {(when.precision, when.is_single, when.about) for when in dates if when}
    if len(shapes) > 1:
        yield "The dates are not equally fine: give all as days, as months or as years."


def _of_one_measure(view: View) -> Iterator[str]:
    found = [(read.label, read.quantity) for read in view.answers]
    known = [quantity for _, quantity in found if quantity]
    for label, quantity in found:
        if known and (quantity is None or not quantity.comparable(known[0])):
            yield f"“{label}” measures something else than “{found[0][0]}”: use one measure."
            return
    hedges = {quantity.hedge for quantity in known}
    if len(hedges) > 1:
        hedge = next(hedge for hedge in sorted(hedges) if hedge)
        yield f"Only some numbers say “{hedge}”: let all say it, or none."


def _of_one_shape(view: View) -> Iterator[str]:
    shapes = {_shape(option.label) for option in view.question.options}
    if len(shapes) > 1:
        yield f"The options differ in their form ({_either(shapes)}): word all of them alike."


_NOT_GERUNDS = frozenset(
    "king ring spring string wing thing nothing something anything everything evening morning "
    "beijing during sibling ceiling".split()
)


def _shape(label: str) -> str:
    """The form of a phrase, as far as its first words tell."""
    found = words(label)
    first = found[0] if found else ""
    if label.rstrip().endswith(".") and len(found) > 1:
        return "future sentence" if "will" in found else "sentence"
    if first in ("because", "to", "by"):
        return f"“{first} …”"
    if len(first) > 4 and first.endswith("ing") and first not in _NOT_GERUNDS:
        return "“-ing” phrase"
    if label[:1].islower() and (first in IRREGULAR_PASTS or re.fullmatch(r"\w{3,}ed", first)):
        return "past verb"
    return "plain phrase"


def has_options_of_one_subkind(view: View) -> Iterator[str]:
    """R8, as a warning: the names are of the subkind that the key is of."""
    if view.kind is not SpanKind.ENTITY:
        return
    subkinds = {entity.subkind for entity in view.key_entities}
    for option, read in zip(view.question.options, view.answers, strict=True):
        entity = read.entity
        if entity and entity.subkind and "" not in subkinds and entity.subkind not in subkinds:
            yield f"“{option.label}” is a different sort ({entity.subkind}): see if it tempts."


def has_distinct_options(view: View) -> Iterator[str]:
    """R9: no two options are the same thing, overlap, or stand in one another."""
    for one, other in combinations(view.answers, 2):
        if relation(view.index, one, other) is Relation.SAME:
            yield f"“{one.label}” and “{other.label}” are the same or overlap: keep one."
        elif contains_words(one.label, other.label) or contains_words(other.label, one.label):
            yield f"Of “{one.label}” and “{other.label}” one stands in the other: change one."


_ABOVE = re.compile(
    r"\b(?:all|none|both|neither|any|either|some|two) of (?:the )?(?:above|these|them|others)\b"
    r"|\ball (?:the )?above\b|\A(?:both )?[a-e](?:, [a-e])* and [a-e]\Z|\A(?:all|none|both)\Z"
)


def avoids_all_of_the_above(view: View) -> Iterator[str]:
    """R10: no option speaks of the other options, or joins two of them."""
    labels = view.labels
    for label in labels:
        if _ABOVE.search(fold(label).rstrip(".")):
            yield f"“{label}” speaks of the other options: replace it by one of their kind."
            continue
        parts = [part for part in re.split(r",| and | or ", fold(label)) if part.strip()]
        others = {" ".join(words(each)) for each in labels if each != label}
        if len(parts) > 1 and sum(" ".join(words(part)) in others for part in parts) > 1:
            yield f"“{label}” joins two other options: replace it."


def does_not_favour_the_longest(view: View) -> Iterator[str]:
    """R14: the key is not told by its length."""
    lengths = [len(option.label) for option in view.question.distractors]
    if not lengths:
        return
    for option in view.question.keys:
        length = len(option.label)
        if view.kind is SpanKind.PHRASE:
            if length > _LONGEST * max(lengths):
                yield f"“{option.label}” is by far the longest: shorten it, or lengthen another."
        elif view.kind is SpanKind.ENTITY:
            low, high = (each * mean(lengths) for each in _NAME_LENGTHS)
            if not low <= length <= high:
                yield f"“{option.label}” stands out by its length: take names more like it."


def is_even_in_absolutes(view: View) -> Iterator[str]:
    """R15: words such as "always" and "usually" stand in all options or in none."""
    having = [label for label in view.labels if ABSOLUTES & set(words(label))]
    if having and len(having) < len(view.labels):
        yield f"Only “{having[0]}” says such a word as “always”: take it out."


def stores_options_in_order(view: View) -> Iterator[str]:
    """R16: numbers and dates ascend, names go by their sort key, phrases by the alphabet."""
    if not any(all(one <= other for one, other in pairwise(places)) for places in _orders(view)):
        yield "The options are not in their order: sort dates and numbers, or the alphabet."


def _orders(view: View) -> Iterator[list[tuple[float, str]]]:
    """The places of the options by each order that is allowed for them."""
    if view.kind is SpanKind.DATE and all(read.when for read in view.answers):
        yield [(read.when.start.toordinal(), "") for read in view.answers if read.when]
        return
    if view.kind is SpanKind.NUMBER and all(read.quantity for read in view.answers):
        yield [(read.quantity.low, "") for read in view.answers if read.quantity]
        return
    names = [
        read.entity.sort_key if read.entity and read.label in read.entity.names else read.label
        for read in view.answers
    ]
    yield [(0.0, fold(name)) for name in names]
    yield [(0.0, " ".join(words(name))) for name in names]


def has_three_or_four_options(view: View) -> Iterator[str]:
    """R26: three or four options, up to five for several keys, and two of them tempting."""
    count = len(view.question.options)
    most = 5 if view.question.form is Form.MULTIPLE else 4
    if count < 3:
        yield "It has fewer than two wrong options: make it a typed question or a flashcard."
    elif count > most:
        yield f"It has {count} options: drop the weakest."
