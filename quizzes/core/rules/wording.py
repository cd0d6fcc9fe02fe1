"""R7, R12, R22 to R25: the stem stands alone, asks one thing, plainly, in its own words."""

import re
from collections.abc import Iterator
from itertools import pairwise

from quizzes.core.evidence import in_first_paragraph, locate, separate_places
from quizzes.core.library import EntityKind
from quizzes.core.questions import Form
from quizzes.core.rules.view import View, unquoted
from quizzes.core.statement import BLANK
from quizzes.core.words import LOADED_WORDS, STOP_WORDS, fold, words

_MOST_WORDS = 30
_MOST_COPIED = 8

_OF_THE_TEXT = re.compile(
    r"\b((?:the|this) (?:article|text|passage|author|writer|news story)"
    r"|according to (?:the|this) (?:report|story|piece|source)"
    r"|(?:the|this) (?:report|story|piece) (?:says?|said|states?|stated|mentions?|mentioned)"
    r"|(?:mentioned|described|quoted) above|as mentioned)\b"
)

# What has happened, pointed at as if the reader had just read of it.
_HAPPENINGS = (
    "accident|accusation|agreement|allegation|announcement|attack|ceasefire|claim|clash|comment|"
    "comments|conflict|crisis|deal|decision|development|discovery|dispute|event|events|explosion|"
    "incident|launch|meeting|mission|move|outage|problem|project|recall|remark|remarks|report|"
    "rift|rise|ruling|situation|statement|step|strike|study|summit|talks|threat|visit|vote|war"
)
_POINTING = re.compile(
    rf"\b(?:this|that|these|those) (?:\w+ )?({_HAPPENINGS})\b"
    rf"|\bthe ({_HAPPENINGS})\b(?! (?:of|that|which|who|in|on|between|with|to|for|against|from|by|"
    r"about|at|over|he|she|it|they|when|where|\w+ed|\w+ing|made|held|led|sent|set)\b)"
)

_PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
}  # fmt: skip
_EMPTY_IT = re.compile(
    r"\bit (?:is|was|has been|took|would be)(?: \w+ly)? \w+(?: \w+)? (?:that|to)\b"
)


def stands_alone(view: View) -> Iterator[str]:
    """R7: it is understood by somebody who has not just read the article."""
    stem = view.without_names(view.question.stem)
    if match := _OF_THE_TEXT.search(stem):
        yield f"“{match.group(1)}” points at the article: ask about what happened itself."
    for match in _POINTING.finditer(stem):
        noun = match.group(1) or match.group(2)
        if stem[: match.start()].endswith("which of "):
            continue  # of these options
        if not re.search(rf"\b{noun}\b", stem[: match.start()]):
            yield f"“{match.group()}” points at something not named: say which {noun}."
    for pronoun in _hanging_pronouns(view):
        yield f"Nothing in front of “{pronoun}” says who or what it is: use the name."


def _hanging_pronouns(view: View) -> Iterator[str]:
    """The pronouns of the stem that follow nothing they could stand for."""
    found = words(unquoted(view.question.stem))
    skipped = len(words(" ".join(_EMPTY_IT.findall(fold(view.question.stem)))))
    for at, word in enumerate(found):
        pronoun = _PRONOUNS.get(word)
        if pronoun == "it" and word == "it" and skipped:
            skipped = 0
        elif pronoun and not _has_antecedent(view, found, at, pronoun):
            yield word


def _has_antecedent(view: View, found: tuple[str, ...], at: int, pronoun: str) -> bool:
    before = found[:at]
    entities = [mention.entity for mention in view.stem_mentions if mention.end <= at]
    if any(entity.pronoun == pronoun for entity in entities):
        return True
    if pronoun in ("he", "she"):
        unknown = (e for e in entities if e.kind is EntityKind.PERSON and not e.pronoun)
        return any(unknown) or "who" in before or _asks_for_somebody(view, before)
    if pronoun == "they":
        plural = any(len(w) > 3 and w.endswith("s") and not w.endswith("ss") for w in before)
        return plural or "people" in before or ("and" in before and len(entities) > 1)
    return any(word not in STOP_WORDS and word not in _PRONOUNS for word in before)


def _asks_for_somebody(view: View, before: tuple[str, ...]) -> bool:
    """Whether "which official" stands in front, as against "which country", "which of these"."""
    if any(entity.kind is not EntityKind.PERSON for entity in view.key_entities):
        return False
    return any(
        one in ("which", "what") and another not in STOP_WORDS for one, another in pairwise(before)
    )


_NEGATION = re.compile(r"\b(not|cannot|\w+n't|never|except|least likely|neither)\b")
_QUESTION_WORD = re.compile(
    r"(?:\A|[.,] )(?:\w+ )?(?:which|what|who|whom|whose|when|where|why|how)\b"
)
_CLAUSE = re.compile(
    r"\b(?:that|who|whom|whose|which|what|when|where|after|before|because|although|though|while|if"
    r"|as|whether|why|how)\b"
)
_NO_NEGATION = re.compile(r"\bnot (?:only|just|merely|less|fewer|more)\b|\bwhether or not\b")


def asks_positively(view: View) -> Iterator[str]:
    """R12: the question itself is not negated; a claim that it reports may be."""
    stem = fold(unquoted(view.question.stem))
    opening = _QUESTION_WORD.search(stem)
    start = opening.end() if opening else 0
    clause = _CLAUSE.search(stem, start)
    main = _NO_NEGATION.sub("", stem[start : clause.start() if clause else None])
    match = _NEGATION.search(main) or re.search(r"\b(except|least likely)\b", stem)
    if match:
        yield f"“{match.group(1)}” turns the question round: ask for what is so."


# "Which of these countries" says what is asked for, "which of these is" doesn't.
_WHICH_OF_THESE = re.compile(
    r"which of (?:these|the following)\b(?! (?!(?:is|was|has|does)\b)\w+s\b)"
)


def is_focused(view: View) -> Iterator[str]:
    """R22: one question or one blank, short, and answerable with the options hidden."""
    stem = re.sub(r"^(?:Select|Choose|Pick) \w+\. ", "", view.question.stem.strip())
    count = len(words(stem))
    if count > _MOST_WORDS:
        yield f"The stem has {count} words: {_MOST_WORDS} are enough."
    if re.search(r"[a-z0-9”)][.?!] +[A-Z“]", stem.replace(BLANK, "x")):
        yield "The stem has more than one sentence: make it one."
    blanks = stem.count(BLANK)
    if blanks > 1 or (not blanks and not stem.endswith("?")):
        yield "The stem neither ends with a question mark nor has just one blank: make it ask."
    hidden = view.question.form is Form.FACT_OR_CLAIM or view.stated_facts
    if not hidden and _WHICH_OF_THESE.match(fold(stem)):
        yield "The stem asks nothing without its options: say what is asked for."


def matters(view: View) -> Iterator[str]:
    """R23: the fact stands in the first paragraph, in two places, or is marked as important."""
    for fact in view.asked_facts:
        article = view.library.articles.get(fact.article)
        if fact.important or article is None:
            continue
        found = [locate(article.text, quote.text, quote.nth) for quote in fact.quotes]
        places = [place for place in found if place]
        ahead = any(in_first_paragraph(article.text, place) for place in places)
        if not ahead and separate_places(article.text, places) < 2:
            yield (
                "Its fact is told once, further down: ask something that matters more, or mark "
                "the fact as important."
            )


def is_neutral(view: View) -> Iterator[str]:
    """R24: the narrator's own judgements are left out."""
    for text in (view.question.stem, *view.labels):
        for word in words(view.without_names(text)):
            if word in LOADED_WORDS:
                yield f"“{word}” is the reporter's judgement: leave it out."


def paraphrases(view: View) -> Iterator[str]:
    """R25: at most eight words in a row are the article's; names and numbers don't count."""
    article = view.library.articles.get(view.question.article)
    if article is None or view.is_cloze:
        return
    stem = unquoted(view.question.stem)
    found = words(stem)
    counted = [not any(char.isdigit() for char in word) for word in found]
    for mention in view.mentions(stem):
        for at in range(mention.start, mention.end):
            counted[at] = False
    source = words(view.index.plain_text(article))
    places = view.index.word_places(article)
    for start in range(len(found)):
        for place in places.get(found[start : start + 2], ()):
            length = _run(found, start, source, place)
            if sum(counted[start : start + length]) > _MOST_COPIED:
                copied = " ".join(found[start : start + length])
                yield f"“{copied}” is copied from the article: say it in other words."
                return


def _run(one: tuple[str, ...], at: int, other: tuple[str, ...], place: int) -> int:
    """How many words in a row are the same from here on."""
    length = 0
    while (
        at + length < len(one)
        and place + length < len(other)
        and one[at + length] == other[place + length]
    ):
        length += 1
    return length
