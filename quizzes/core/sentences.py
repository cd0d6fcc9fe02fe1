"""Where sentences end, in the prose of English news."""

import re
from collections.abc import Iterator

# A full stop, question or exclamation mark, whatever closes behind it, and what comes next.
# Possessive, and begun only at the first mark of a row, so that a row of a million is read once.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s+(\S{1,40}))")
_OPENING = "\"'“‘«(["
_LAST_WORD = re.compile(r"[^\s\"'“”‘’«»()\[\]]{1,30}\Z")
_REACH = 40  # characters looked at before a mark

# Abbreviations that a name follows, so that their full stop ends no sentence; and those that
# a number follows, which are words as well ("the Sun.", "said no.").
_BEFORE_NAMES = frozenset(
    """
    mr mrs ms dr prof rev fr st sgt cpl lt col gen capt cmdr adm maj sen rep gov pres hon messrs
    vs cf ca approx est e.g i.e
    """.split()
)
_BEFORE_NUMBERS = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec no nos vol pp fig op art sec ch".split()
)
# Abbreviations that may end a sentence: what follows decides.
_MAY_END = re.compile(
    r"(?:[^\W\d_]\.)+[^\W\d_]|inc|ltd|co|corp|jr|sr|etc|al|bros|dept|ave|blvd|mt|ft", re.IGNORECASE
)
_STARTERS = frozenset(
    """
    a an the this that these those he she it they we i you his her its their our but and so yet
    in on at by for from with after before as when while since if although though however
    meanwhile there here what who why how where both all some many most no not
    """.split()
)


def divide(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences between two places of a text, which are those of one paragraph."""
    at = start
    for match in _END.finditer(text, start, end):
        if _ends_sentence(text[max(at, match.start() - _REACH) : match.start()], match):
            yield at, match.end()
            at = match.start(1)
    yield at, end


def _ends_sentence(before: str, match: "re.Match[str]") -> bool:
    following = match.group(1).lstrip(_OPENING)
    if following[:1].islower():
        return False  # as in: "Will it rain?" she asked
    if not match.group().startswith("."):
        return True
    found = _LAST_WORD.search(before)
    word = found.group() if found else ""
    if word.lower() in _BEFORE_NAMES:
        return False
    if word.lower() in _BEFORE_NUMBERS:
        return not following[:1].isdigit()
    if len(word) == 1 and word.isalpha() and word != "I":
        return False  # an initial
    if _MAY_END.fullmatch(word):
        return following.rstrip(".,;:!?\"'”’)]").lower() in _STARTERS
    return True
