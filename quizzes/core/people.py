"""What people are called in a class, and the usernames that they sign in by."""

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Sequence

LONGEST_NAME = 80
LONGEST_USERNAME = 150

# What Django takes for a username.
_USERNAME = re.compile(r"[\w.@+-]+")
_CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})
# Invisible characters that turn the direction of what stands behind them, and what stands for a
# byte that could not be read.
_UNREADABLE = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffd")
# Letters that do not come apart into a plain letter and an accent.
_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "þ": "th", "ı": "i"}
)
_LONGEST_BASE = 40
# For whoever has no letter of the Latin alphabet in their name.
_NAMELESS = "learner"


def folded(name: str) -> str:
    """With one space for all white space."""
    return " ".join(name.split())


def same(name: str) -> str:
    """Equal for names that people take for the same."""
    return unicodedata.normalize("NFKC", folded(name)).casefold()


def has_controls(text: str) -> bool:
    """Whether it holds characters that no keyboard writes and no page shows as they are."""
    return any(unicodedata.category(c) in _CONTROLS or c in _UNREADABLE for c in text)


def is_username(text: str) -> bool:
    return bool(_USERNAME.fullmatch(text)) and len(text) <= LONGEST_USERNAME


def base_of(name: str) -> str:
    """The username that a name suggests: Ada Brandt is ada.brandt."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    words = re.findall(r"[a-z0-9]+", re.sub(r"[^\x00-\x7f'’]|['’]", "", plain))
    return ".".join(words)[:_LONGEST_BASE].strip(".") or _NAMELESS


def derive_usernames(
    names: Sequence[str],
    reserved: Iterable[str],
    taken: Callable[[set[str]], Container[str]],
) -> list[str]:
    """A username for each name, in their order: ada.brandt, or ada.brandt2 where that is taken.

    `reserved` are not to be used; `taken` tells which of some candidates belong to somebody,
    and is asked once for each length of the number that is needed. All are in lower case.
    """
    used = {username.lower() for username in reserved}
    found: dict[int, str] = {}
    size = 1
    while len(found) < len(names):
        open_ones = [at for at in range(len(names)) if at not in found]
        candidates = {at: _numbered(base_of(names[at]), size) for at in open_ones}
        belongs = taken({candidate for some in candidates.values() for candidate in some})
        for at, some in candidates.items():
            free = next((c for c in some if c not in used and c not in belongs), None)
            if free is not None:
                found[at] = free
                used.add(free)
        size += 1
    return [found[at] for at in range(len(names))]


def _numbered(base: str, size: int) -> list[str]:
    """The base with the numbers of so many digits; the number 1 stands for none."""
    numbers = range(1 if size == 1 else 10 ** (size - 1), 10**size)
    return [base if number == 1 else f"{base}{number}" for number in numbers]
