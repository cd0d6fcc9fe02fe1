"""R4: what somebody claims stays that speaker's claim."""

from collections.abc import Iterator

from quizzes.core.library import Fact, TargetRole
from quizzes.core.rules.view import View
from quizzes.core.words import STOP_WORDS, contains_name, root, roots, words

# "made the claim": what counts is "claim".
_WEAK_VERBS = frozenset(map(root, "make made give gave take took issue issued".split()))
# What keeps the attribution where the fact has a speaker and no verb.
_SAYING = frozenset(map(root, "say tell state claim announce declare report according".split()))

# So many things of a claim that stand in a stem are no accident.
_MOST_OF_A_CLAIM = 4
# … unless the report itself says all of them but one.
_OWN_OF_A_CLAIM = 2


def keeps_attribution(view: View) -> Iterator[str]:
    """R4: what somebody claims is asked as that speaker's claim, with its verb."""
    stem = view.question.stem
    for fact, target in view.asked:
        if not fact.is_claim or view.orders_events:
            continue
        named = target.role is TargetRole.SPEAKER or not fact.speakers
        texts = (stem, *(view.key_labels if target.role is TargetRole.STATEMENT else ()))
        if not named and not any(contains_name(t, n) for t in texts for n in view.names(fact)):
            yield f"It doesn't say that {_speakers(fact)} claims this: name the speaker."
        if not any(_has_verb(text, fact.verb) for text in texts):
            yield f"It states a claim as a fact: say that {_whose(fact)}."
    yield from _bare_options(view)
    for fact in _told_as_facts(view):
        yield (
            f"It tells “{fact.statement.text}” as a fact: say that {_whose(fact)}, or leave it out."
        )


def _bare_options(view: View) -> Iterator[str]:
    """Events to be put in order, of which one is only claimed, and not shown as a claim."""
    for option in view.question.options if view.orders_events else ():
        fact = view.library.facts.get(option.fact)
        if fact and fact.is_claim and not _keeps(view, option.label, fact):
            yield f"“{option.label}” states a claim as a fact: say that {_whose(fact)}."


def _told_as_facts(view: View) -> Iterator[Fact]:
    """The claims beside the one asked that the stem repeats without any word of saying."""
    stem = view.question.stem
    if roots(stem) & (_SAYING | view.index.claim_verbs):
        return
    seen = view.index.things(stem)
    facts = list(view.library.facts_of(view.question.article))
    asserted = [view.index.things(fact.statement.text) for fact in facts if not fact.is_claim]
    for fact in facts:
        if not fact.is_claim or fact in view.asked_facts:
            continue
        told = view.index.things(fact.statement.text)
        shared = told & seen
        by_the_report = any(len(shared - things) < _OWN_OF_A_CLAIM for things in asserted)
        enough = len(shared) >= _MOST_OF_A_CLAIM and 3 * len(shared) >= 2 * len(told)
        if enough and not by_the_report:
            yield fact


def _keeps(view: View, text: str, fact: Fact) -> bool:
    named = not fact.speakers or any(contains_name(text, name) for name in view.names(fact))
    return named and _has_verb(text, fact.verb)


def _has_verb(text: str, verb: str) -> bool:
    """Whether the verb stands in the text by its root: alleged, allegation."""
    if not verb:
        return bool(roots(text) & _SAYING)
    telling = [
        word
        for word in words(verb)
        if word not in STOP_WORDS and not word.endswith("ly") and root(word) not in _WEAK_VERBS
    ]
    return root((telling or words(verb))[0]) in roots(text)


def _speakers(fact: Fact) -> str:
    return " and ".join(key.name for key in fact.speakers)


def _whose(fact: Fact) -> str:
    """Whose claim it is, in words: "Nikol Pashinyan alleged it", "it is widely believed"."""
    if not fact.speakers:
        return f"it {fact.verb}"
    return f"{_speakers(fact)} {fact.verb or 'said'} it"
