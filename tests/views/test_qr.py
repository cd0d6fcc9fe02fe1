"""QR codes, drawn into a page that allows no inline style."""

import re

from quizzes.views.qr import qr_of

LINK = "https://quiz.example.org/classes/join/2346789CD/"


def test_a_code_is_one_element_that_the_content_security_policy_lets_pass() -> None:
    drawn = qr_of(LINK)
    assert drawn.startswith("<svg ")
    assert drawn.endswith("</svg>")
    assert not re.search(r"<\?xml|<script|style=|href=", drawn)


def test_it_is_dark_on_light_whatever_the_page_is() -> None:
    drawn = qr_of(LINK)
    assert '<rect fill="white"' in drawn
    assert 'fill="#000000"' in drawn


def test_the_same_text_is_drawn_the_same_and_another_is_not() -> None:
    assert qr_of(LINK) == qr_of(LINK)
    assert qr_of(LINK) != qr_of(LINK.replace("2346", "2347"))


def test_nothing_of_a_text_is_copied_into_the_page() -> None:
    assert "evil" not in qr_of("<script>evil()</script>")
