"""Wrong options: who or what stands in for the key, ranked by likeness, proven to be false.

Candidates come from the editor's own lines first, then from the same article, then from the
rest of the library; for dates and numbers from the article first, then from what lies near.
Only those that `proof` calls false are offered, each with its reason.
"""

from collections.abc import Iterator
from itertools import islice

from quizzes.core.index import parse_date
from quizzes.core.library import Entity, EntityKey, SpanKind, TargetRole
from quizzes.core.nearby import dates_near, numbers_near
from quizzes.core.options import Case, cased, entity_label, key_option, tie_breaker, wanted_place
from quizzes.core.phrasing import takes_the
from quizzes.core.proof import Truth, judge_option
from quizzes.core.questions import Option, Reason, ReasonKind, Wording
from quizzes.core.rivals import Pool
from quizzes.core.stems import Style
from quizzes.core.words import contains_words, fold, takes_an, words

# How many candidates are put to the proof, and how many proven ones are kept to choose from.
_JUDGED = 24
_KEPT = 8

# What a name gains by being from the country that the stem names.
_AT_HOME = 6


def false_options(case: Case, pool: Pool) -> tuple[Option, ...]:
    """Options that fit the stem and are proven to be false, the best first."""
    found: list[Option] = []
    for option in islice(_candidates(case, pool), _JUDGED):
        verdict = judge_option(pool.library, case.fact, case.target, option.label, option.entity)
        if verdict.truth is Truth.FALSE and verdict.reason and _holds(verdict.reason, case):
            label = (
                cased(option.label, case, pool.library) if option.entity is None else option.label
            )
            found.append(Option(label, False, option.entity, option.fact, verdict.reason))
            if len(found) == _KEPT:
                break
    return tuple(found)


def _holds(reason: Reason, case: Case) -> bool:
    """Whether the reason is enough: another date is wrong only for what happened only once.

    That two dates differ doesn't say that nothing of the kind happened on the other.
    """
    return reason.kind is not ReasonKind.DATE or case.target.unique


def _candidates(case: Case, pool: Pool) -> Iterator[Option]:
    """Everything that could stand beside the key, the best first, none twice."""
    key = key_option(case, pool.library)
    seen = {fold(key.label)}
    for option in (*_editors(case, pool), *_found(case, pool, key)):
        if fold(option.label) in seen or not _fits(option, key, case, pool):
            continue
        seen.add(fold(option.label))
        yield option


def _editors(case: Case, pool: Pool) -> Iterator[Option]:
    named = case.entity is not None and case.stem.style is not Style.SURFACE
    for label in case.target.wrong:
        entity = pool.index.entity(label) if named else None
        stated = pool.index.stating(label) if case.target.role is TargetRole.STATEMENT else ()
        yield Option(label, False, entity.key if entity else None, stated[0].ref if stated else "")


def _found(case: Case, pool: Pool, key: Option) -> Iterator[Option]:
    if case.entity and case.stem.style is not Style.SURFACE:
        yield from _entities(case, pool, case.entity)
    elif case.when or case.target.kind is SpanKind.DATE:
        yield from _dates(case, pool, key)
    elif case.target.kind is SpanKind.NUMBER:
        yield from _numbers(case, pool, key)
    elif case.target.role is TargetRole.SPAN:
        yield from _phrases(case, pool)


def _entities(case: Case, pool: Pool, key: EntityKey) -> Iterator[Option]:
    home = pool.hinted_country(key, case.stem.text)

    def rank(pair: tuple[int, Entity]) -> tuple[int, str]:
        likeness, entity = pair
        at_home = _AT_HOME if home and entity.country == home else 0
        return -likeness - at_home, tie_breaker(case, entity.name)

    for _, entity in sorted(pool.like(key, case.fact.article), key=rank):
        if case.stem.subkind and entity.subkind != case.stem.subkind:
            continue
        label = entity_label(entity, case.stem, case.target.label)
        if label:
            yield Option(label, entity=entity.key)


def _dates(case: Case, pool: Pool, key: Option) -> Iterator[Option]:
    article = pool.library.articles.get(case.fact.article)
    latest = article.published if article else None
    told = pool.dates.get(case.fact.article, ())
    loose = case.fact.when is not None and case.fact.when.about
    for label in dates_near(key.label, told, latest, lambda n: wanted_place(case, n), loose):
        if _possible(label, key, case):
            yield Option(label)


def _possible(label: str, key: Option, case: Case) -> bool:
    """Whether a date lies on the key's side of when the fact happened.

    What left in March arrived in April: that it left in June rules itself out.
    """
    happened, asked, other = case.fact.when, parse_date(key.label), parse_date(label)
    if case.target.role is not TargetRole.SPAN or not (happened and asked and other):
        return True
    return not (asked.precedes(happened) and happened.precedes(other)) and not (
        happened.precedes(asked) and other.precedes(happened)
    )


def _numbers(case: Case, pool: Pool, key: Option) -> Iterator[Option]:
    told = pool.phrases.get(case.fact.article, ())
    for label in numbers_near(key.label, told, lambda n: wanted_place(case, n)):
        yield Option(label)


def _phrases(case: Case, pool: Pool) -> Iterator[Option]:
    """Other phrases of the article that begin alike, so that they fit the same place."""
    opening = _opening(case.target.label)
    same = [
        label
        for label in pool.phrases.get(case.fact.article, ())
        if opening and _opening(label) == opening
    ]
    for label in sorted(same, key=lambda label: tie_breaker(case, label)):
        yield Option(label)


def _opening(phrase: str) -> str:
    """What decides where a phrase fits: its preposition, or that it begins with a gerund."""
    first = (words(phrase) or ("",))[0]
    if first.endswith("ing") and len(first) > 5:
        return "-ing"
    return first if first in ("to", "for", "by", "from", "because", "under", "without") else ""


def _fits(option: Option, key: Option, case: Case, pool: Pool) -> bool:
    """Whether the option neither stands in the stem nor clashes with what surrounds the blank."""
    entity = pool.library.entities.get(option.entity) if option.entity else None
    names = (option.label, *(entity.names if entity else ()))
    if any(contains_words(case.stem.text, name) for name in names):
        return case.stem.wording is Wording.EDITOR and option.label in case.target.wrong
    if not case.stem.is_cloze:
        return True
    if case.stem.before in ("a", "an"):
        return takes_an(option.label) == takes_an(key.label)
    answer = pool.library.entities.get(case.entity) if case.entity else None
    return entity is None or answer is None or takes_the(entity) == takes_the(answer)
