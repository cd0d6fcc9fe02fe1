"""One small sheet that has everything, and ways to spoil it."""

from collections.abc import Callable

TEXT = """\
Russia recalled its ambassador to Armenia for consultations on Friday.
“On May 24, the Ambassador to Armenia was summoned,” said Maria Zakharova. It was brief.
Nikol Pashinyan alleged that two states helped Azerbaijan. Zakharova was brief again.
"""

SHEET = """\
article: Russia recalls its ambassador
slug: russia-recalls-ambassador
published: 2024-05-24
text: seed.txt
status: approved

entity: Russia
kind: country
also: Russian Federation
demonym: Russian

entity: Armenia
kind: country
near: Azerbaijan

entity: Azerbaijan
kind: country

entity: Moscow
kind: city / capital
country: Russia
stands for: Russia

entity: Nikol Pashinyan
kind: person
also: Pashinyan
country: Armenia
pronoun: he

group: Members
as of: 2024-05
complete: yes
members: Armenia | Russia

fact: [Russia] recalled its ambassador to [Armenia] on [24 May 2024].
id: recall
quote: Russia recalled its ambassador to Armenia for consultations on Friday
when: 2024-05-24
unique: Russia | 24 May 2024
ask Armenia: From which country did Russia recall its ambassador?

fact: Two states helped [Azerbaijan].
id: helped
quote: Nikol Pashinyan alleged that two states helped Azerbaijan
by: Nikol Pashinyan
verb: alleged
said on: 2024-05-22
"""


def with_line(number: int, *lines: str) -> str:
    """The sheet with other lines in the place of one."""
    found = SHEET.splitlines()
    found[number - 1 : number] = lines
    return "\n".join(found)


def with_end(*lines: str) -> str:
    """The sheet with more lines, behind a blank one."""
    return "\n".join([SHEET, *lines])


def texts(**named: str | bytes | None) -> Callable[[str], bytes | None]:
    """Gives the text of `seed.txt`, or what is named in its place."""
    text = named.get("seed", TEXT)
    content = text.encode() if isinstance(text, str) else text
    return {"seed.txt": content}.get
