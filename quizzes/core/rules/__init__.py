"""The item-writing rules: one table, one function a rule, by their numbers R1 to R27."""

from quizzes.core.library import Library
from quizzes.core.questions import Finding, Form, Level, Question
from quizzes.core.rules import attribution, cues, options, timing, truth, wording
from quizzes.core.rules.quiz import enemies, enemy_pairs, favours_a_position
from quizzes.core.rules.rule import ALL, OPTIONS, Check, Rule, Scope
from quizzes.core.rules.view import View

__all__ = [
    "RULES",
    "Rule",
    "Scope",
    "enemies",
    "enemy_pairs",
    "favours_a_position",
    "judge",
]

_BUT_FACT_OR_CLAIM = ALL - {Form.FACT_OR_CLAIM}


def _item(number: str, level: Level, forms: frozenset[Form], check: Check) -> Rule:
    """A rule for single questions, which is called what its check is called."""
    return Rule(number, level, Scope.ITEM, forms, check.__name__.replace("_", " "), check)


RULES: tuple[Rule, ...] = (
    _item("R1", Level.BLOCK, ALL, truth.has_its_keys),
    _item("R2", Level.BLOCK, OPTIONS, truth.has_false_distractors),
    _item("R3", Level.BLOCK, ALL, truth.rests_on_evidence),
    _item("R4", Level.BLOCK, _BUT_FACT_OR_CLAIM, attribution.keeps_attribution),
    _item("R5", Level.BLOCK, ALL, truth.invents_no_cause),
    _item("R6", Level.BLOCK, ALL, timing.says_when_absolutely),
    _item("R7", Level.BLOCK, ALL, wording.stands_alone),
    _item("R8", Level.BLOCK, OPTIONS, options.has_options_of_one_kind),
    _item("R8", Level.WARN, OPTIONS, options.has_options_of_one_subkind),
    _item("R9", Level.BLOCK, OPTIONS, options.has_distinct_options),
    _item("R10", Level.BLOCK, OPTIONS, options.avoids_all_of_the_above),
    _item("R11", Level.BLOCK, OPTIONS, cues.gives_no_grammatical_hint),
    _item("R12", Level.BLOCK, ALL, wording.asks_positively),
    _item("R13", Level.BLOCK, OPTIONS, cues.does_not_echo_its_key),
    _item("R14", Level.WARN, OPTIONS, options.does_not_favour_the_longest),
    _item("R15", Level.BLOCK, OPTIONS, options.is_even_in_absolutes),
    _item("R16", Level.BLOCK, OPTIONS, options.stores_options_in_order),
    Rule("R17", Level.WARN, Scope.QUIZ, OPTIONS, "does not favour a position"),
    Rule("R17", Level.WARN, Scope.BANK, OPTIONS, "does not favour a position"),
    _item("R18", Level.WARN, OPTIONS, cues.does_not_converge),
    _item("R19", Level.WARN, OPTIONS, cues.has_no_odd_one_out),
    Rule("R20", Level.BLOCK, Scope.QUIZ, ALL, "does not give away its neighbours"),
    _item("R21", Level.BLOCK, ALL, cues.does_not_contain_its_key),
    _item("R22", Level.WARN, ALL, wording.is_focused),
    _item("R23", Level.WARN, ALL, wording.matters),
    _item("R24", Level.WARN, ALL, wording.is_neutral),
    _item("R25", Level.WARN, ALL, wording.paraphrases),
    _item("R26", Level.WARN, OPTIONS, options.has_three_or_four_options),
    Rule("R27", Level.BLOCK, Scope.BANK, OPTIONS, "survives test-wise guessers"),
)


def judge(question: Question, library: Library) -> tuple[Finding, ...]:
    """Everything that the rules for single questions have against this one, by rule.

    Truth is found anew from the library: the reasons that the options bear are not looked at.
    """
    view = View(question, library)
    found = (
        Finding(rule.number, rule.level, message)
        for rule in RULES
        if rule.check is not None and question.form in rule.forms
        for message in rule.check(view)
    )
    return tuple(dict.fromkeys(found))
