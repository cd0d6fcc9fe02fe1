"""Turns of phrase that stems and explanations share: saying when, and fitting a sentence in."""

import re

from quizzes.core.dates import MONTHS, Precision, When
from quizzes.core.library import Entity, EntityKind, Fact, Library
from quizzes.core.verbs import is_present
from quizzes.core.words import words

# First words of a sentence that are capitals only because they stand there.
_PLAIN_STARTS = frozenset(
    """
    a an the this that these those its his her their our some any many much most more few several
    both all each every no one two three four five six seven eight nine ten eleven twelve about
    over under around nearly almost at least up roughly less there it he she they in on by from
    with for of to during between after before since until within without as when while if
    although because people relations talks members countries states officials scientists experts
    """.split()
)
_ADVERBIAL_STARTS = frozenset(
    "in on at by from during between after before since until within as when while if although "
    "because following despite under throughout according with for over".split()
)
_SUBORDINATORS = frozenset(
    "that which who whom whose where when while because if whether after before following since "
    "until as so although though than how why what once unless in-order".split()
)
_PREPOSITIONS = frozenset(
    "for in at to from with on by into over under during across near via against through".split()
)
_DETERMINERS = frozenset("the a an its his her their this these those both all each".split())
_YEAR = re.compile(r"(?<![\d,.])(1[0-9]{3}|20[0-9]{2})(?!\d|,\d|%)")

_THE_HEADS = frozenset(
    """
    academy administration agency alliance army assembly association authority bank board bloc
    bureau center centre club commission committee commonwealth community company confederation
    conference congress convention corporation council court department federation forum
    foundation front fund government group institute institution laboratory league library
    ministry movement museum network observatory office organisation organization pact parliament
    party police post programme republic senate service society survey treaty tribunal union
    kingdom states emirates islands netherlands philippines gambia bahamas maldives
    """.split()
)
_SPOKEN_AS_A_WORD = frozenset("NATO NASA UNESCO UNICEF OPEC ASEAN APEC INTERPOL JAXA".split())


def raised(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def lowered(text: str, fact: Fact, library: Library) -> str | None:
    """The text as it stands inside a sentence, or None where its first capital may be a name's."""
    first = re.match(r"[^\W\d_]+", text)
    if first is None or not first.group()[0].isupper():
        return text
    word = first.group()
    if any(_stands_first(name, text) for name in library.name_starts.get(word, ())):
        return text
    if word in MONTHS or (len(word) > 1 and word.isupper()):
        return text
    article = library.articles.get(fact.article)
    known = word.lower() in _PLAIN_STARTS
    if known or (article and re.search(rf"\b{word.lower()}\b", article.text)):
        return word[0].lower() + text[1:]
    return None


def _stands_first(name: str, text: str) -> bool:
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()


def preposition(when: When) -> str:
    """The word before a date: "on" a day, "in" a month, "between" two, "around" a vague one."""
    if when.about:
        return "around"
    if not when.is_single:
        return "between"
    return "on" if when.precision is Precision.DAY else "in"


def when_phrase(when: When | None) -> str:
    """The date with its preposition, "on 24 May 2024"; "" where none is known or confirmed."""
    if when is None or when.inferred:
        return ""
    dated = when.words.removeprefix("about ")
    if not when.is_single:
        dated = dated.replace(" to ", " and ")
        if when.start.year == when.end.year and when.precision is not Precision.YEAR:
            dated = dated.replace(f" {when.start.year} and", " and")
    return f"{preposition(when)} {dated}"


def says_when(text: str, when: When) -> bool:
    """Whether the text names a year of that stretch of time."""
    return any(when.start.year <= int(year) <= when.end.year for year in _YEAR.findall(text))


def missing_date(fact: Fact) -> str:
    """What the statement leaves out of when it happened, as a phrase; "" where it says so.

    A vague date is left out, too: it would tell a reader little and sound stiff.
    """
    if fact.when is None or fact.when.about or says_when(fact.statement.text, fact.when):
        return ""
    return when_phrase(fact.when)


def dated(sentence: str, phrase: str) -> str | None:
    """A sentence, without its full stop, that says when; None where no place for it is sure.

    The end is the place where nothing there could draw the date to itself; otherwise the
    front. How things are, rather than what happened, is said "as of" a date.
    """
    if is_present(sentence):
        if not phrase.startswith(("in ", "on ")):
            return None
        phrase = f"as of {phrase[3:]}"
        return None if _opens_adverbially(sentence) else f"{raised(phrase)}, {sentence}"
    if _ends_plainly(sentence):
        return f"{sentence} {phrase}"
    return None if _opens_adverbially(sentence) else f"{raised(phrase)}, {sentence}"


def _opens_adverbially(sentence: str) -> bool:
    first = sentence.split(" ", 1)[0].strip(",").lower()
    return first in _ADVERBIAL_STARTS


def _ends_plainly(sentence: str) -> bool:
    """Whether a date at the end would belong to the main verb and to nothing else."""
    tokens = sentence.split()
    bare = [token.strip(",;:“”\"'’‘()").lower() for token in tokens]
    if set(bare[1:]) & _SUBORDINATORS or re.search(r"[“”\";:()]", sentence):
        return False
    for word, following in zip(bare, tokens[1:], strict=False):
        if word == "to" and following.islower() and following not in _DETERMINERS:
            return False  # an infinitive: "threatened to leave in May"
        if following.endswith("ing") and (word in _PREPOSITIONS or word == "of"):
            return False
    _, comma, tail = sentence.rpartition(", ")
    return not comma or tail.split(" ", 1)[0] in _PREPOSITIONS


def takes_the(entity: Entity) -> bool:
    """Whether "the" belongs before the name within a sentence ("the Eurasian Economic Union")."""
    name = entity.name
    if name.lower().startswith("the "):
        return False
    if entity.kind not in (EntityKind.ORGANISATION, EntityKind.COUNTRY):
        return False
    parts = name.split()
    if len(parts) == 1 and name.lower() not in _THE_HEADS:
        return name.isupper() and len(name) <= 5 and name not in _SPOKEN_AS_A_WORD
    if " of " in name and parts[0].lower() not in ("university", "bank"):
        return True
    if parts[0].lower() == "university":
        return True
    return bool(_THE_HEADS & set(words(name)))


def in_sentence(entity: Entity) -> str:
    """The name as running text has it, with "the" where that belongs before it."""
    return f"the {entity.name}" if takes_the(entity) else entity.name
