"""A bar chart as the numbers that a template draws it from: whole, so that no locale bends them."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 300, 120
_GAP = 3
# So many labels stand beside each other under the bars.
_LABELS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of `value` at `label`; the label is shown where there is room for it."""

    label: int
    value: int
    x: int
    y: int
    width: int
    height: int
    middle: int
    is_labelled: bool


def bars(values: Sequence[int]) -> list[Bar]:
    """A bar for each value, side by side over WIDTH; the highest is as high as HEIGHT."""
    step = WIDTH / len(values)
    highest = max(values) or 1
    every = -(-len(values) // _LABELS)
    found = []
    for label, value in enumerate(values):
        left, right = round(label * step), round((label + 1) * step)
        height = round(HEIGHT * value / highest)
        found.append(
            Bar(
                label=label,
                value=value,
                x=left,
                y=HEIGHT - height,
                width=max(right - left - _GAP, 1),
                height=height,
                middle=(left + right - _GAP) // 2,
                is_labelled=label % every == 0,
            )
        )
    return found
