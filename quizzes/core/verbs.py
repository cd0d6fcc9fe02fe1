"""Verbs as far as wording a question needs them: which word is one, and which report speech."""

import re

SINGULAR_AUXILIARIES = frozenset("is was has had does did will would can could may might".split())
PLURAL_AUXILIARIES = frozenset("are were have do".split())

# Past forms that do not end in -ed. Where a form is also a noun ("rose"), its place behind
# a proper name settles that it is the verb.
IRREGULAR_PASTS = frozenset(
    """
    arose ate beat became began bent bet bid bit bled blew bore bought bound bred broke brought
    built burst came cast caught chose clung cost cut dealt drank drew drove dug fed fell felt
    fled flew forbade forgave fought found froze gave got grew held hid hit hung hurt kept knew
    laid lay led left lent lit lost made meant met overcame oversaw overtook overthrew paid put
    quit ran rang reset rode rose said sank sang sat saw sent set shed shone shook shot shrank
    shut sold sought spent split spoke spread stole stood stuck struck sued swam swept swore swung
    taught thought threw told took tore undertook underwent upset went withdrew withheld woke won
    wore wound wrote
    """.split()
)

# Participles that do not end in -ed, as they stand in "was taken".
IRREGULAR_PARTICIPLES = frozenset(
    """
    beaten begun bent bitten blown bought bound bred broken brought built burst cast caught chosen
    cut dealt done drawn driven drunk dug eaten fed felt forbidden forgiven forgotten fought found
    frozen given gone grown heard held hidden hit hung hurt kept known laid led left lent lit lost
    made meant met overcome overseen overtaken overthrown paid put read ridden risen run rung said
    seen sent set shaken shed shot shown shrunk shut sold sought spent split spoken spread
    stolen struck sued sung sunk sworn swept swum swung taken taught thought thrown told torn
    undergone understood undertaken upset withdrawn withheld woken won worn wound written
    """.split()
)

# The third person of verbs that news statements use in the present tense. The list is closed
# because any other word in -s behind a name may be a noun ("NASA engineers").
THIRD_PERSONS = frozenset(
    """
    appears begins believes belongs borders builds calls carries claims comes consists contains
    continues controls costs covers describes employs expects faces features flows gives governs
    holds hosts includes intends keeps lacks leads leaves lies links lives makes manages means
    meets needs operates orbits owns plans plays prefers produces provides represents requires
    rules runs says seeks sells serves shows sits speaks spends stands supplies supports takes
    teaches trains uses wants weighs works
    """.split()
)

# What may stand between a subject and its verb.
_ADVERBS = frozenset("also then first later soon once still already now long thus".split())

# Verbs of saying whose base form "Who did X … " needs, and which let their object be asked for.
BRIDGES = {"said": "say", "claimed": "claim", "alleged": "allege", "believed": "believe"}

# Verbs of speech that no "that …" can follow: "accused that" is no English.
_NO_THAT = frozenset(
    """
    accused addressed advised asked assured blamed called challenged condemned criticised
    criticized demanded denounced described discussed dismissed encouraged informed invited
    mocked ordered praised pressed questioned quoted rebuked refused rejected reminded requested
    sought spoke talked threatened told urged welcomed vowed offered
    """.split()
)
_PAST_REPORTS = frozenset("said wrote thought felt found held swore saw".split())
_WITH_HEARER = frozenset("told informed assured reminded advised warned".split())
_BELIEFS = ("is ", "was ", "has been ", "had been ")


def is_adverb(word: str) -> bool:
    """Whether the word may stand between a subject and its verb ("repeatedly", "also")."""
    return word in _ADVERBS or (len(word) > 4 and word.endswith("ly"))


def is_singular_verb(word: str) -> bool:
    """Whether the word, behind a name, is surely a finite verb that fits a singular subject."""
    if word in SINGULAR_AUXILIARIES or word in IRREGULAR_PASTS or word in THIRD_PERSONS:
        return True
    return len(word) > 3 and word.endswith("ed") and word.islower()


def is_present(text: str) -> bool:
    """Whether the first finite verb that the text shows says how things are, or have become.

    Such a sentence takes "As of May 2024", where a past one takes "in May 2024".
    """
    for word in re.findall(r"[a-z]+", text):
        if word in ("is", "are", "has", "have", "can", "may") or word in THIRD_PERSONS:
            return True
        if word in ("will", "would", "was", "were", "had", "did") or word in IRREGULAR_PASTS:
            return False
        if len(word) > 3 and word.endswith("ed"):
            return False
    return False


def reports(verb: str) -> bool:
    """Whether "that …" can follow the verb, with its adverbs and its hearer if it has one."""
    words = [word for word in verb.lower().split() if not is_adverb(word)]
    if not words:
        return False
    if len(words) > 1 and words[0] in _WITH_HEARER:
        return True
    if len(words) > 1 or words[0] in _NO_THAT:
        return False
    return words[0] in _PAST_REPORTS or words[0].endswith("ed")


def is_impersonal(verb: str) -> bool:
    """Whether the verb belongs to nobody named: "is widely believed", "was reported"."""
    return verb.startswith(_BELIEFS)
