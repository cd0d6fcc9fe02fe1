"""The item-writing rules: one table, one function a rule, by their numbers R1 to R27."""

from quizzes.core.library import Library
from quizzes.core.questions import Finding, Form, Level, Question
from quizzes.core.rules import attribution, cues, options, timing, truth, wording
from quizzes.core.rules.quiz import enemies, enemy_pairs, favours_a_position
from quizzes.core.rules.rule import ALL, OPTIONS, Rule, Scope
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

B, W = Level.BLOCK, Level.WARN
_CLAIMS_KEPT = ALL - {Form.FACT_OR_CLAIM}

RULES: tuple[Rule, ...] = (
    Rule("R1", B, Scope.ITEM, ALL, "has the keys that it says", truth.has_its_keys),
    Rule(
        "R2", B, Scope.ITEM, OPTIONS, "has provably false distractors", truth.has_false_distractors
    ),
    Rule("R3", B, Scope.ITEM, ALL, "rests on evidence", truth.rests_on_evidence),
    Rule("R4", B, Scope.ITEM, _CLAIMS_KEPT, "keeps the attribution", attribution.keeps_attribution),
    Rule("R5", B, Scope.ITEM, ALL, "invents no cause", truth.invents_no_cause),
    Rule("R6", B, Scope.ITEM, ALL, "says when, absolutely", timing.says_when_absolutely),
    Rule("R7", B, Scope.ITEM, ALL, "stands alone", wording.stands_alone),
    Rule(
        "R8", B, Scope.ITEM, OPTIONS, "offers options of one kind", options.has_options_of_one_kind
    ),
    Rule("R8", W, Scope.ITEM, OPTIONS, "… of one subkind", options.has_options_of_one_subkind),
    Rule("R9", B, Scope.ITEM, OPTIONS, "offers distinct options", options.has_distinct_options),
    Rule(
        "R10", B, Scope.ITEM, OPTIONS, "avoids “all of the above”", options.avoids_all_of_the_above
    ),
    Rule(
        "R11", B, Scope.ITEM, OPTIONS, "gives no grammatical hint", cues.gives_no_grammatical_hint
    ),
    Rule("R12", B, Scope.ITEM, ALL, "asks positively", wording.asks_positively),
    Rule("R13", B, Scope.ITEM, OPTIONS, "does not echo its key", cues.does_not_echo_its_key),
    Rule(
        "R14",
        W,
        Scope.ITEM,
        OPTIONS,
        "does not favour the longest",
        options.does_not_favour_the_longest,
    ),
    Rule(
        "R15",
        B,
        Scope.ITEM,
        OPTIONS,
        "is even in “always” and “never”",
        options.is_even_in_absolutes,
    ),
    Rule(
        "R16",
        B,
        Scope.ITEM,
        OPTIONS,
        "stores its options in order",
        options.stores_options_in_order,
    ),
    Rule("R17", W, Scope.QUIZ, OPTIONS, "does not favour a position"),
    Rule("R17", W, Scope.BANK, OPTIONS, "does not favour a position"),
    Rule("R18", W, Scope.ITEM, OPTIONS, "does not converge", cues.does_not_converge),
    Rule("R19", W, Scope.ITEM, OPTIONS, "has no odd one out", cues.has_no_odd_one_out),
    Rule("R20", B, Scope.QUIZ, ALL, "does not give away its neighbours"),
    Rule("R21", B, Scope.ITEM, ALL, "does not contain its key", cues.does_not_contain_its_key),
    Rule("R22", W, Scope.ITEM, ALL, "is focused", wording.is_focused),
    Rule("R23", W, Scope.ITEM, ALL, "matters", wording.matters),
    Rule("R24", W, Scope.ITEM, ALL, "is neutral", wording.is_neutral),
    Rule("R25", W, Scope.ITEM, ALL, "paraphrases", wording.paraphrases),
    Rule(
        "R26",
        W,
        Scope.ITEM,
        OPTIONS,
        "has three or four options",
        options.has_three_or_four_options,
    ),
    Rule("R27", B, Scope.BANK, OPTIONS, "survives test-wise guessers"),
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
