"""R11, R13, R18, R19, R21: nothing but knowledge tells the key from the rest."""

import re
from collections.abc import Iterable, Iterator

from quizzes.core.library import Entity, EntityKind, SpanKind
from quizzes.core.questions import Form, Option
from quizzes.core.rules.view import View, unquoted
from quizzes.core.statement import BLANK
from quizzes.core.words import contains_name, content_stems, fold, stem, takes_an, words

_GENDERED = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
_BEFORE_BLANK = re.compile(rf"\b(an?) {BLANK}", re.IGNORECASE)
_SEVERAL_ASKED = re.compile(r"\b(?:which|what) (?:two|three|four)\b")
_NUMBER_OF_VERB = re.compile(rf"{BLANK} (is|was|has|are|were|have)\b")


def gives_no_grammatical_hint(view: View) -> Iterator[str]:
    """R11: every option fits the stem: its article, its number, its gender."""
    yield from _articles(view)
    yield from _numbers(view)
    yield from _genders(view)


def _articles(view: View) -> Iterator[str]:
    match = _BEFORE_BLANK.search(view.question.stem)
    if match is None:
        return
    wanted = fold(match.group(1)) == "an"
    for label in view.labels:
        if takes_an(label) is not None and takes_an(label) is not wanted:
            yield f"“{label}” can't follow “{match.group(1)}”: write “a(n)”, or change the options."


def _numbers(view: View) -> Iterator[str]:
    match = _NUMBER_OF_VERB.search(view.question.stem)
    if match and len({_is_plural(view, option) for option in view.question.options}) > 1:
        yield f"Not every option fits “{match.group(1)}”: make all of them one, or all several."
    several = view.question.form is Form.CHOICE and _SEVERAL_ASKED.search(fold(view.question.stem))
    single = [label for label in view.labels if "and" not in words(label)]
    if several and 0 < len(single) < len(view.labels):
        yield f"“{single[0]}” is one where several are asked for: make all options alike."


def _is_plural(view: View, option: Option) -> bool:
    if view.index.entity(option.label, option.entity):
        return False
    found = words(option.label)
    return "and" in found or (
        view.kind is SpanKind.PHRASE
        and bool(found)
        and re.fullmatch(r"\w+[^s]s", found[-1]) is not None
    )


def _genders(view: View) -> Iterator[str]:
    """A "she" that stands for the answer fits women only."""
    for gender in _genders_of_the_answer(view):
        people = [read.entity for read in view.answers if read.entity]
        odd = [e for e in people if e.kind is EntityKind.PERSON and e.pronoun not in ("", gender)]
        if odd:
            yield f"“{gender}” in the stem doesn't fit {odd[0].name}: leave the pronoun out."


def _genders_of_the_answer(view: View) -> set[str]:
    """The genders of pronouns in the stem that follow nobody of that gender."""
    found = words(unquoted(view.question.stem))
    return {
        gender
        for at, word in enumerate(found)
        if (gender := _GENDERED.get(word))
        and not any(
            mention.entity.pronoun == gender for mention in view.stem_mentions if mention.end <= at
        )
    }


def does_not_echo_its_key(view: View) -> Iterator[str]:
    """R13: no telling word is shared by the stem and the key and by no wrong option."""
    if not view.question.distractors:
        return
    asked = content_stems(view.question.stem) - {stem(view.asked_noun)}
    wrong = _telling(view, view.question.distractors)
    for option in view.question.keys:
        for shared in sorted((_telling(view, [option]) & asked) - wrong):
            word = next(w for w in words(view.question.stem) if stem(w) == shared)
            yield f"“{word}” in the stem points to “{option.label}”: say it in other words."


def _telling(view: View, options: Iterable[Option]) -> frozenset[str]:
    """The stems of the options' words, the demonyms of what they name included."""
    found: set[str] = set()
    for option in options:
        found |= content_stems(option.label)
        entity = view.index.entity(option.label, option.entity)
        for demonym in entity.demonyms if entity else ():
            found |= content_stems(demonym)
    return frozenset(found)


def does_not_contain_its_key(view: View) -> Iterator[str]:
    """R21: the key, another name or a demonym of it doesn't stand in the stem."""
    entities = {entity.key for entity in view.key_entities}
    found = view.stem_words
    others = {
        at
        for mention in view.stem_mentions
        if mention.entity.key not in entities
        for at in range(mention.start, mention.end)
    }
    for name in _names_of_key(view):
        wanted = words(name) if contains_name(view.question.stem, name) else ("",)
        for at in range(len(found) - len(wanted) + 1):
            here = range(at, at + len(wanted))
            if found[at : at + len(wanted)] == wanted and not others.issuperset(here):
                yield f"“{name}” in the stem gives the answer away: take it out."
                break


def _names_of_key(view: View) -> tuple[str, ...]:
    names = dict.fromkeys(view.key_labels)
    for entity in view.key_entities:
        names.update(dict.fromkeys((*entity.names, *entity.demonyms)))
    if not view.key_entities and not view.stated_facts:
        for _, target in view.asked:
            names.update(dict.fromkeys(target.accept))
    return tuple(name for name in names if words(name))


def does_not_converge(view: View) -> Iterator[str]:
    """R18: the key is not the one that shares most with the others."""
    options = view.question.options
    if len(options) < 3 or len(view.question.keys) != 1:
        return
    features = [_features(view, option) for option in options]
    scores = [
        sum(feature in other for feature in mine for other in features if other is not mine)
        for mine in features
    ]
    key = next(at for at, option in enumerate(options) if option.is_key)
    rest = [score for at, score in enumerate(scores) if at != key]
    if scores[key] >= max(rest) + 2:
        yield (
            f"“{options[key].label}” shares most with the other options, and so stands out: "
            "take options that share as much with each other."
        )


def _features(view: View, option: Option) -> frozenset[str]:
    entity = view.index.entity(option.label, option.entity)
    own = {f"country {entity.country}"} if entity and entity.country else set()
    return content_stems(option.label) | own


def has_no_odd_one_out(view: View) -> Iterator[str]:
    """R19: the key is not alone in what all the others have in common."""
    options = view.question.options
    if len(view.question.keys) != 1 or len(options) < 3:
        return
    for what, features in _looks(view):
        by_key = {
            feature for option, feature in zip(options, features, strict=True) if option.is_key
        }
        by_rest = {f for option, f in zip(options, features, strict=True) if not option.is_key}
        if len(by_rest) == 1 and by_key != by_rest and None not in by_key | by_rest:
            yield f"The right answer alone differs in its {what}: take options that don't tell."


def _looks(view: View) -> Iterator[tuple[str, list[object]]]:
    labels = [option.label for option in view.question.options]
    entities = [view.index.entity(o.label, o.entity) for o in view.question.options]
    yield "country", [entity.country if entity else None for entity in entities]
    yield "figures", [any(char.isdigit() for char in label) for label in labels]
    yield "capitals", [label[:1].isupper() for label in labels]
    yield "form as an abbreviation", [label.isupper() and len(label) > 1 for label in labels]
    if _genders_of_the_answer(view):
        yield "gender", [_gender(entity) for entity in entities]


def _gender(entity: Entity | None) -> str | None:
    return (entity.pronoun or None) if entity else None
