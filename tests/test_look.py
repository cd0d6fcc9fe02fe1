"""The style sheet and the scripts: contrast in light and dark, weight, and nothing from outside."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "quizzes" / "static" / "quizzes"
CSS = (STATIC / "evident.css").read_text()

TEXT = 4.5  # WCAG 2.2, 1.4.3
BORDER = 3.0  # WCAG 2.2, 1.4.11
READ = [
    ("ink", "paper"),
    ("ink", "sheet"),
    ("ink", "tint"),
    ("ink", "mark"),
    ("ink", "right-ground"),
    ("ink", "wrong-ground"),
    ("soft", "paper"),
    ("soft", "sheet"),
    ("accent", "paper"),
    ("accent", "sheet"),
    ("accent", "tint"),
    ("on-accent", "accent"),
    ("right", "right-ground"),
    ("right", "paper"),
    ("wrong", "wrong-ground"),
    ("wrong", "paper"),
    ("sheet", "right"),
    ("sheet", "wrong"),
]
OPERATED = [("edge", "paper"), ("edge", "sheet"), ("accent", "paper"), ("accent", "sheet")]


def tokens(scheme: str) -> dict[str, str]:
    """The colours of a scheme by name; what the dark one leaves out is as in the light one."""
    light, dark = re.findall(r":root \{([^}]*--paper:[^}]*)\}", CSS)[:2]
    blocks = [light] if scheme == "light" else [light, dark]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", "\n".join(blocks)))


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG 2.2 defines it."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dim, bright = sorted([luminance(one), luminance(other)])
    return (bright + 0.05) / (dim + 0.05)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), READ)
def test_text_can_be_read_on_its_ground(scheme: str, front: str, ground: str) -> None:
    colours = tokens(scheme)

    assert contrast(colours[front], colours[ground]) >= TEXT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), OPERATED)
def test_what_can_be_operated_stands_out(scheme: str, front: str, ground: str) -> None:
    colours = tokens(scheme)

    assert contrast(colours[front], colours[ground]) >= BORDER


def test_colours_are_named_once_and_used_by_name() -> None:
    screen, _, _ = CSS.partition("@media print")
    rules = screen[screen.index("/* Type */") :]

    assert re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(", rules) == []


def test_every_name_that_is_used_has_a_value() -> None:
    assert set(re.findall(r"var\(--([\w-]+)\)", CSS)) <= set(re.findall(r"--([\w-]+):", CSS))


@pytest.mark.parametrize("path", sorted(STATIC.iterdir()), ids=lambda path: path.name)
def test_no_file_fetches_anything_from_elsewhere(path: Path) -> None:
    text = path.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")

    assert not re.search(r"https?://|@import|url\(", text)


def test_our_own_files_leave_room_for_htmx_in_a_first_visit() -> None:
    weight = sum(len(gzip.compress(path.read_bytes(), 6)) for path in STATIC.iterdir())

    assert weight < 12_000
