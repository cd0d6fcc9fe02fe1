"""Join codes and passwords: strings that are drawn by chance, read on paper, and typed.

Whoever draws one passes the chance in, as a function that picks one of the characters.
"""

import re
from collections.abc import Callable

Choose = Callable[[str], str]

# No vowels, so that no code is a word; and no characters that look like others.
ALPHABET = "2346789CDFGHJKMNPQRTVWXY"
LETTERS = "cdfghjkmnpqrtvwxy"
CODE_LENGTH = 9  # 24 to the 9th: 41 bits
CODE_GROUP = 3
PASSWORD_LENGTH = 12  # 17 to the 12th: 49 bits
PASSWORD_GROUP = 4

_CODE = re.compile(f"[{ALPHABET}]{{{CODE_LENGTH}}}")
_BETWEEN = re.compile(r"[\s\u2010-\u2015-]+")


def draw_code(choose: Choose) -> str:
    """A new join code, as it is stored."""
    return _drawn(ALPHABET, CODE_LENGTH, choose)


def draw_password(choose: Choose) -> str:
    """A new password, in groups of letters that every keyboard has on its first page."""
    return _grouped(_drawn(LETTERS, PASSWORD_LENGTH, choose), PASSWORD_GROUP)


def draw_suffix(choose: Choose) -> str:
    """Four characters that tell apart what has the same name."""
    return _drawn(ALPHABET, 4, choose).lower()


def read_code(typed: str) -> str:
    """The code that somebody typed, in any case, with dashes or spaces; "" where it is none."""
    code = _BETWEEN.sub("", typed).upper()
    return code if _CODE.fullmatch(code) else ""


def show_code(code: str) -> str:
    """The code in groups, as it is read and dictated."""
    return _grouped(code, CODE_GROUP)


def _drawn(characters: str, length: int, choose: Choose) -> str:
    return "".join(choose(characters) for _ in range(length))


def _grouped(text: str, size: int) -> str:
    return "-".join(text[start : start + size] for start in range(0, len(text), size))
