"""Approved facts to questions: for each target a question of every form that suits it.

Pure and deterministic: the same library and seed give the same questions, byte for byte,
whatever order the library was read in. The seed only breaks ties between equal options.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice
from typing import NamedTuple

from quizzes.core.claims import statement_of
from quizzes.core.distractors import false_options
from quizzes.core.library import Fact, Library, SpanKind, Status, Target, TargetRole
from quizzes.core.options import Case, in_order, key_option, sort_key, wanted_place
from quizzes.core.questions import Finding, Form, Level, Option, Question, TargetRef
from quizzes.core.rivals import Pool
from quizzes.core.rules import judge
from quizzes.core.statement import BLANK
from quizzes.core.stems import Stem, stems_for
from quizzes.core.wordings import accepted_wordings, asked_for
from quizzes.core.words import fold

# How many sets of distractors are judged for one wording before the best so far is taken.
_TRIES = 8

# What it costs a set of distractors, in ranks of likeness, to leave out one of the editor's
# own, to make the key stand out, or to leave it in another place than the one it should have.
_UNHEEDED, _ODD, _MISPLACED, _LIKEST_LOST = 20, 6, 5, 8

# The most words that a learner is asked to type.
_TYPED_WORDS = 5
_TYPED_PHRASE_WORDS = 3


class Generated(NamedTuple):
    """A question, and what the rules have against it."""

    question: Question
    findings: tuple[Finding, ...]


def generate(library: Library, article: str | None = None, seed: int = 0) -> tuple[Generated, ...]:
    """Every question that the approved facts of approved articles give, in a fixed order.

    `article` limits it to one article. A question with a blocking finding is returned too,
    so that an editor can see what stops it.
    """
    pool = Pool(library)
    slugs = [slug for slug in library.articles if article in (None, slug)]
    approved = [s for s in slugs if library.articles[s].status is Status.APPROVED]
    facts = (fact for slug in approved for fact in library.facts_of(slug))
    return tuple(found for fact in facts for found in generate_for(fact, pool, seed))


def generate_for(fact: Fact, pool: Pool, seed: int = 0) -> tuple[Generated, ...]:
    """The questions of one fact, its targets in their order, none that repeats another."""
    found: dict[tuple[Form, str], Generated] = {}
    for target in fact.targets:
        for made in _of_target(fact, target, pool, seed):
            found.setdefault((made.question.form, made.question.stem), made)
    return tuple(found.values())


def _of_target(fact: Fact, target: Target, pool: Pool, seed: int) -> Iterator[Generated]:
    stems = stems_for(fact, target, pool.library)
    cases = [Case(fact, target, stem, seed) for stem in stems]
    chosen = _best(found for case in cases if (found := _with_options(case, pool)))
    if chosen:
        yield chosen
    if _can_be_typed(fact, target):
        typed = _best(_typed(case, pool) for case in cases if _asks_openly(case.stem))
        if typed:
            yield typed


def _best(found: Iterator[Generated]) -> Generated | None:
    """The first with the fewest findings, blocking ones first."""
    best: Generated | None = None
    for each in found:
        if best is None or _faults(each) < _faults(best):
            best = each
        if not best.findings:
            break
    return best


def _faults(made: Generated) -> tuple[int, int]:
    blocking = sum(finding.level is Level.BLOCK for finding in made.findings)
    return blocking, len(made.findings)


# ---- questions with options


def _with_options(case: Case, pool: Pool) -> Generated | None:
    """The question with the best set of distractors; None with fewer than two to choose from."""
    false = false_options(case, pool)
    if len(false) < 2:
        return None
    key = key_option(case, pool.library)
    return _best(
        _judged(_question(case, pool, options=in_order((key, *chosen), case, pool.library)), pool)
        for chosen in islice(_choices(key, false, case, pool), _TRIES)
    )


def _choices(
    key: Option, false: tuple[Option, ...], case: Case, pool: Pool
) -> Iterator[tuple[Option, ...]]:
    """Sets of three distractors, then of two, the most alike first.

    Among sets that are about as good, those come first that bring the key to a place that
    depends on the target alone, so that the keys of a bank are spread over all places.
    """
    own = {fold(label) for label in case.target.wrong}
    editors = frozenset(n for n, option in enumerate(false) if fold(option.label) in own)
    middle = sort_key(key, case, pool.library)
    is_before = [sort_key(option, case, pool.library) < middle for option in false]
    for size in (3, 2):
        wanted = wanted_place(case, size + 1)

        def cost(ranks: tuple[int, ...], wanted: int = wanted) -> tuple[int, tuple[int, ...]]:
            place = sum(is_before[rank] for rank in ranks)
            return (
                sum(ranks)
                + _UNHEEDED * len(editors.difference(ranks))
                + _ODD * pool.stands_out(key, [false[rank] for rank in ranks])
                + _MISPLACED * (place != wanted)
                + _LIKEST_LOST * (0 not in ranks)
            ), ranks

        if len(false) >= size:
            ordered = sorted(combinations(range(len(false)), size), key=cost)
            for ranks in islice(ordered, _TRIES - 2):
                yield tuple(false[rank] for rank in ranks)


# ---- typed answers


def _can_be_typed(fact: Fact, target: Target) -> bool:
    """Whether the answer is short, and surely the only right one.

    It isn't where the editor knows of another that might be right, nor where the date is vague.
    """
    if target.role is TargetRole.STATEMENT or target.avoid:
        return False
    if target.kind is SpanKind.DATE and fact.when is not None and fact.when.about:
        return False
    most = _TYPED_PHRASE_WORDS if target.kind is SpanKind.PHRASE else _TYPED_WORDS
    is_span = target.role is TargetRole.SPAN
    short = not is_span or len(target.label.split()) <= most
    return short and target.unique


def _asks_openly(stem: Stem) -> bool:
    """Whether the stem can be answered without options before one."""
    return "of these" not in stem.text.lower()


def _typed(case: Case, pool: Pool) -> Generated:
    key = key_option(case, pool.library)
    question = _question(case, pool, accepted=accepted_wordings(case, key, pool.library))
    stem = question.stem.replace(BLANK, BLANK + asked_for(case, key, pool.library))
    return _judged(replace(question, stem=stem), pool)


# ---- the finished question


def _question(
    case: Case,
    pool: Pool,
    options: tuple[Option, ...] = (),
    accepted: tuple[str, ...] = (),
) -> Question:
    fact, target = case.fact, case.target
    form = Form.WHO_SAID if target.role is TargetRole.SPEAKER else Form.CHOICE
    reasons = [option.reason.fact for option in options if option.reason]
    uses = {fact.ref, *reasons, *(option.fact for option in options)} - {""}
    return Question(
        form=Form.TYPED if accepted else form,
        wording=case.stem.wording,
        article=fact.article,
        asks=(TargetRef(fact.ref, target.label),),
        stem=case.stem.text,
        uses=tuple(sorted(uses)),
        options=options,
        accepted=accepted,
        explanation=target.why or statement_of(fact, pool.library),
    )


def _judged(question: Question, pool: Pool) -> Generated:
    return Generated(question, judge(question, pool.library))
