"""Words as they are compared: folded, split, stemmed; and the lists that are looked up."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
_WORD = re.compile(r"[^\W_]+(?:[.,'][^\W_]+)*")

# Words that say nothing of what a question is about.
STOP_WORDS = frozenset(
    """
    a an the this that these those and or but nor if then than as at by for from in into of off on
    onto out over to up upon with within without about above across after against along among
    around before behind below beneath beside between beyond down during except inside near
    outside past since through throughout toward towards under until via
    i me my we us our you your he him his she her hers it its they them their theirs who whom whose
    which what when where why how there here
    be am is are was were been being do does did done doing have has had having will would shall
    should can could may might must ought
    not no yes also only just more most less least very much many some any each every either
    neither both all none other another such same own so too again still even ever yet
    one two
    """.split()
)

# Written in some options only, these tell the wrong ones from the right ("always") or the
# other way about ("usually").
ABSOLUTES = frozenset(
    "always never usually often sometimes generally typically normally rarely seldom "
    "completely entirely totally invariably".split()
)

# Judgements that belong to whoever wrote the report.
LOADED_WORDS = frozenset(
    """
    unprecedented significant significantly dramatic dramatically historic shocking shockingly
    stunning stunningly controversial controversially notorious infamous remarkable remarkably
    outrageous brutal brutally heroic tragic tragically devastating alarming alarmingly
    disturbing surprising surprisingly unsurprisingly sadly fortunately unfortunately
    staggering massive massively landmark groundbreaking so-called regime crucial vital
    """.split()
)

# Families of words that Snowball leaves apart, each under one head.
_FAMILIES = {
    "believe": "belief beliefs believes believed believing believable",
    "threaten": "threat threats threatens threatened threatening",
    "deny": "denial denials denies denied denying",
    "explain": "explanation explanations explains explained explaining",
    "respond": "response responses responds responded responding",
    "say": "says said saying",
    "tell": "tells told telling",
    "criticise": "criticism criticisms criticises criticised criticising criticize criticizes "
    "criticized criticizing",
    "organise": "organisation organisations organization organizations organises organised "
    "organize organizes organized",
    "argue": "argument arguments argues argued arguing",
    "assert": "assertion assertions",
    "suspect": "suspicion suspicions suspects suspected suspecting",
    "complain": "complaint complaints complains complained complaining",
    "suggest": "suggestion suggestions",
    "predict": "prediction predictions",
    "propose": "proposal proposals proposes proposed proposing",
    "apologise": "apology apologies apologised apologize apologized apologising",
    "speculate": "speculation speculations",
    "think": "thinks thought thoughts thinking",
    "write": "writes wrote written writing",
    "know": "knows knew known knowing",
}
_HEAD = {word: head for head, words in _FAMILIES.items() for word in words.split()}


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The text as it is compared: case, accents, kinds of quotation mark and white space aside."""
    plain = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())


@lru_cache(maxsize=1 << 16)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a text in order, hyphens split and possessive endings cut off."""
    return tuple(word.removesuffix("'s") for word in _WORD.findall(fold(text)))


@lru_cache(maxsize=1 << 16)
def bare_name(text: str) -> str:
    """A name as names are compared: its folded words, without an article in front."""
    found = words(text)
    if len(found) > 1 and found[0] in ("the", "a", "an"):
        found = found[1:]
    return " ".join(found)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The Snowball stem of one word.

    A stemmer keeps its word in itself while it works, so that threads must not share one.
    """
    plain: str = snowballstemmer.stemmer("english").stemWord(fold(word))
    return plain


@lru_cache(maxsize=1 << 16)
def root(word: str) -> str:
    """The stem of the family of a word: "belief" has that of "believe", "denial" of "deny"."""
    folded = fold(word)
    return stem(_HEAD.get(folded, folded))


def is_content(word: str, least: int = 4) -> bool:
    """Whether a folded word carries meaning: `least` letters or more, and no stop word."""
    return len(word) >= least and word.isalpha() and word not in STOP_WORDS


@lru_cache(maxsize=1 << 16)
def content_sequence(text: str, least: int = 4) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in their order."""
    return tuple(stem(word) for word in words(text) if is_content(word, least))


def content_stems(text: str, least: int = 4) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(content_sequence(text, least))


@lru_cache(maxsize=1 << 16)
def roots(text: str) -> frozenset[str]:
    """The roots of all words."""
    return frozenset(root(word) for word in words(text))


def contains_words(text: str, part: str) -> bool:
    """Whether the words of `part`, in that order and without a gap, stand in the text."""
    inner = " ".join(words(part))
    return bool(inner) and f" {inner} " in f" {' '.join(words(text))} "


def contains_name(text: str, name: str) -> bool:
    """Whether a name stands in the text; "WHO", "US" and "IT" only as they are written."""
    if bare_name(name) in STOP_WORDS - {"one", "two"}:
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
    return contains_words(text, name)


_SILENT_H = ("hour", "honest", "honour", "honor", "heir")
_SPOKEN_CONSONANT = ("eu", "one", "once", "uni", "use", "usu", "uk", "ut", "ura", "ubi", "uto")
_VOWEL_NUMBER = re.compile(r"(?:8\d*|11|18)(?:[.,]\d+)*\Z", re.ASCII)


def takes_an(phrase: str) -> bool | None:
    """Whether "an" stands before the phrase rather than "a"; None where it can't be told."""
    first = re.match(r"[^\W_]+", phrase.strip())
    if first is None:
        return None
    word = first.group()
    if word[0].isdigit():
        return bool(_VOWEL_NUMBER.match(word))
    spelled = len(word) <= 3 or not set(word) & set("AEIOU")
    if word.isupper() and (len(word) > 1 or phrase.strip()[1:2] == "-") and spelled:
        return word[0] in "AEFHILMNORSX"  # spelled out, letter by letter: an MP, a UN envoy
    low = fold(word)
    if low.startswith(_SILENT_H):
        return True
    if low.startswith(_SPOKEN_CONSONANT) and not low.startswith(("unin", "unim")):
        return False
    return low[0] in "aeiou"
