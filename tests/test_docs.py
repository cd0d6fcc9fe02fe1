"""The documentation is true: what it links, lists, shows and has people type is there.

Each check returns what it finds wrong, so that the last tests can plant a fault and see it found.
The variables of the environment are checked beside the settings that read them, and what is said
of facts and rules in test_docs_for_editors.py.
"""

import fnmatch
import html
import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from tests import markdown

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("fixtures/*.md")],
    key=lambda path: path.relative_to(ROOT).as_posix(),
)
ADRS = sorted(ROOT.glob("docs/adr/*.md"))
OUR_COMMANDS = {
    path.stem for path in ROOT.glob("quizzes/management/commands/*.py") if path.stem != "__init__"
}

# Names that the documentation gives to things which are not here.
ELSEWHERE = {"max_connections", "var/shots/"}
EXAMPLES = {"harbour.txt", "harbour.facts", "name.txt", "name.facts"}

A_PATH = re.compile(r"[\w.][\w.-]*(/[\w.-]+)*(/|\.(py|md|txt|facts|html|js|css|toml))")
A_NAME = re.compile(r"[A-Za-z_]\w*(\.\w+)*")

every_document = pytest.mark.parametrize(
    "path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix()
)


def read(name: str) -> str:
    return (ROOT / name).read_text()


@cache
def sources() -> dict[Path, str]:
    """Everything that runs or is shown, by its path; the tests of the documentation left out."""
    places = ("quizzes", "quizsite", "templates", "bin", "tests", ".ci")
    files = [path for place in places for path in (ROOT / place).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file() and path.name[0] != "."]
    kinds = {".py", ".html", ".js", ".css", ".toml", ".txt", ""}
    return {
        path: path.read_text()
        for path in files
        if path.suffix in kinds and path != Path(__file__) and "__pycache__" not in path.parts
    }


# ---- Links


def broken_links(text: str, folder: Path) -> list[str]:
    """The links into this repository that lead nowhere."""
    return [
        link
        for link in markdown.links(text)
        if not link.startswith(("https://", "http://")) and not leads(link, text, folder)
    ]


def leads(link: str, text: str, folder: Path) -> bool:
    name, _, anchor = link.partition("#")
    target = folder / name
    if not target.exists():
        return False
    return not anchor or anchor in markdown.anchors(target.read_text() if name else text)


@every_document
def test_every_link_leads_somewhere(path: Path) -> None:
    assert broken_links(path.read_text(), path.parent) == []


def test_the_picture_is_small() -> None:
    pictures = [link for link in markdown.links(read("README.md")) if link.endswith(".png")]
    assert pictures
    assert all((ROOT / link).stat().st_size < 120_000 for link in pictures)


# ---- Commands


def unknown_commands(text: str) -> list[str]:
    """What the code of a document has people type and nothing here knows."""
    found = []
    for line in markdown.code(text):
        found += [f"make {name}" for name in named(r"\bmake ([a-z]+)", line) - make_targets()]
        found += [
            name for name in named(r"(?<![\w./])((?:bin|\.ci)/\w+)(?!\S)", line) if is_gone(name)
        ]
        for name, rest in re.findall(r"manage\.py ([a-z]\w*)(?![\w.])(.*)", line):
            found += unknown_options(name, rest) if name in get_commands() else [name]
    return found


def named(pattern: str, line: str) -> set[str]:
    return set(re.findall(pattern, line))


def is_gone(name: str) -> bool:
    return not (ROOT / name).is_file()


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))


def unknown_options(name: str, rest: str) -> list[str]:
    app = get_commands()[name]
    command = load_command_class(app, name) if isinstance(app, str) else app
    known = command.create_parser("manage.py", name).format_help()
    return [f"{name} {option}" for option in re.findall(r"--[\w-]+", rest) if option not in known]


@every_document
def test_every_command_can_be_typed(path: Path) -> None:
    assert unknown_commands(path.read_text()) == []


def test_the_readme_lists_every_command() -> None:
    listed = " ".join(
        row[0] for row in markdown.rows(markdown.section(read("README.md"), "Commands"))
    )
    assert named(r"make ([a-z]+)", listed) == make_targets() - {"help"}
    assert named(r"manage\.py (\w+)", listed) == OUR_COMMANDS


def test_the_readme_is_short() -> None:
    assert len(read("README.md").splitlines()) <= 120


# ---- The map of the house


def mapped(text: str) -> set[str]:
    """The paths of the map, in which a line is names, two spaces or more, and what they are."""
    [drawing] = markdown.fences(markdown.section(text, "Map of the house"))
    found: set[str] = set()
    folder = ""
    for line in drawing.splitlines():
        names = re.split(r" {2,}", line.strip())[0].split()
        inner = line.startswith(" ")
        folder = folder if inner else names[0]
        found.update((folder if inner else "") + name for name in names)
    return found


def standing() -> set[str]:
    """What stands in the repository and in its app, but for what is hidden, made, or a package."""
    return {
        path.relative_to(ROOT).as_posix() + "/" * path.is_dir()
        for path in [*ROOT.iterdir(), *(ROOT / "quizzes").iterdir()]
        if is_kept(path) and not path.name.startswith("__")
    }


def is_kept(path: Path) -> bool:
    """Whether it is neither hidden nor made anew by a command."""
    made = (line.strip("/") for line in read(".gitignore").splitlines())
    return path.name[0] != "." and not any(fnmatch.fnmatch(path.name, name) for name in made)


def test_the_map_shows_what_stands_there() -> None:
    assert mapped(read("README.md")) == standing()


def files_of(folder: str) -> set[str]:
    return {
        path.name + "/" * path.is_dir()
        for path in (ROOT / folder).iterdir()
        if not path.name.startswith("_")
    }


@pytest.mark.parametrize("folder", ["core", "services", "views"])
def test_the_architecture_names_every_file_of_a_layer(folder: str) -> None:
    text = read("docs/architecture.md")
    listed = markdown.first_cells(text, f"The {folder}, file by file")
    assert sorted(listed) == sorted(files_of(f"quizzes/{folder}"))


def test_every_room_has_its_file_in_the_layers() -> None:
    rooms = markdown.first_cells(read("docs/architecture.md"), "Rooms and layers")
    assert rooms
    for layer in ("models", "services", "views", "admin", "factories"):
        assert {f"{room}.py" for room in rooms} <= files_of(f"quizzes/{layer}"), layer


# ---- Names and words


def unknown_names(text: str) -> list[str]:
    """Files, functions, constraints and the like that a document names and nothing here bears."""
    own = re.findall(r"\w+", "".join(markdown.fences(text, "facts")))
    words = written_words() | get_commands().keys() | set(own) | EXAMPLES | ELSEWHERE
    return [span for span in markdown.spans(text) if not is_known(span.removesuffix("()"), words)]


def is_known(name: str, words: set[str]) -> bool:
    """Whether a file or a name of the code is there; what is neither of them passes."""
    if name in words:
        return True
    if A_PATH.fullmatch(name):
        place = f"/{name.rstrip('/')}"
        return any(f"/{path.relative_to(ROOT).as_posix()}".endswith(place) for path in repository())
    return not A_NAME.fullmatch(name) or set(name.split(".")) <= words


@cache
def written_words() -> set[str]:
    return {word for source in sources().values() for word in re.findall(r"\w+", source)}


@cache
def repository() -> tuple[Path, ...]:
    """Every file and folder, but for hidden ones and what is made."""
    places = [path for path in ROOT.iterdir() if is_kept(path)]
    return (*places, *(path for place in places for path in place.rglob("*")))


@every_document
def test_every_name_is_one_of_the_code(path: Path) -> None:
    assert unknown_names(path.read_text()) == []


def unknown_labels(text: str) -> list[str]:
    """What a document puts in bold, as on the screen, and no page, form or table says."""
    shown = " ".join(source for path, source in sources().items() if is_shown(path))
    said = html.unescape(shown).casefold()
    bold = re.findall(r"\*\*(.+?)\*\*", markdown.prose(text))
    return [label for label in bold if not re.search(stands_whole(label), said)]


def stands_whole(label: str) -> str:
    """Finds a text between tags or in quotation marks, as templates and Python hold it."""
    return rf"(?<=[>\"']){re.escape(label.casefold())}(?=[<\"'])"


def is_shown(path: Path) -> bool:
    room = path.relative_to(ROOT).parts[:2]
    return room[0] == "templates" or room in {("quizzes", n) for n in ("admin", "forms", "models")}


@every_document
def test_every_label_is_one_of_the_screen(path: Path) -> None:
    assert unknown_labels(path.read_text()) == []


# ---- What changed, and what was decided


def test_the_changelog_keeps_its_form() -> None:
    text = read("CHANGELOG.md")
    heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert heads
    for head in heads:
        assert re.fullmatch(r"\[Unreleased\]|\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", head), head
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= kinds
    released = re.findall(r"^## \[(\d[\d.]*)\]", text, re.MULTILINE)
    assert released[:1] in ([], [tomllib.loads(read("pyproject.toml"))["project"]["version"]])


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_says_why_what_and_what_follows(path: Path) -> None:
    title, *parts = markdown.headings(path.read_text())
    assert title.partition(". ")[0] == path.stem.partition("-")[0]
    assert parts == ["Context", "Decision", "Status", "Consequences"]


def test_the_decisions_are_numbered_and_all_listed() -> None:
    assert [int(path.stem[:4]) for path in ADRS] == list(range(1, len(ADRS) + 1))
    listed = markdown.section(read("docs/architecture.md"), "Decisions")
    for path in ADRS:
        [title, *_] = markdown.headings(path.read_text())
        assert f"- [{title}](adr/{path.name})" in listed


# ---- The checks can fail


def test_a_link_to_nowhere_is_found() -> None:
    text = "[a](nowhere.md) [b](README.md#nowhere) [c](#here)\n# Here\n"
    assert broken_links(text, ROOT) == ["nowhere.md", "README.md#nowhere"]


@pytest.mark.parametrize(
    ("check", "planted"),
    [
        (unknown_commands, "`make coffee`"),
        (unknown_commands, "```\n.venv/bin/python manage.py brew\n```"),
        (unknown_commands, "`manage.py backup PATH --twice`"),
        (unknown_commands, "`bin/brew`"),
        (unknown_names, "`core/coffee.py`"),
        (unknown_names, "`brew_coffee()`"),
        (unknown_names, "`Article.brewed_twice`"),
        (unknown_labels, "**Brew coffee**"),
    ],
)
def test_a_planted_fault_is_found(check: Callable[[str], list[str]], planted: str) -> None:
    assert check(planted) != []
