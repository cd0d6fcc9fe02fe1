"""What holds for every template: no inline script or style, no request that leaves the host, every
word translatable, and no link or form that needs a script."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string

TEMPLATES = Path(settings.BASE_DIR) / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
DRAWN_WITHOUT_A_REQUEST = ["400.html", "500.html", "503.html"]
PROPER_NAMES = {"Evident"}

COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)
TRANSLATED = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}", re.DOTALL)
TEMPLATE_CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
TAG = re.compile(r"<[a-z/!][^>]*>", re.IGNORECASE)
READ_ALOUD = re.compile(r'\b(?:aria-label|alt|title|placeholder|content)="([^"]*)"')
LETTERS = re.compile(r"[^\W\d_]{2,}")

# What htmx must be told: measured, because its defaults drop a 422 and follow a login redirect.
HTMX_CONFIG = {
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "422", "swap": True},
        {"code": "[45]..", "swap": False, "error": True},
    ],
    "historyRestoreAsHxRequest": False,
    "historyCacheSize": 0,
    "disableInheritance": True,
    "reportValidityOfForms": True,
    "allowEval": False,
    "includeIndicatorStyles": False,
}


def source(name: str) -> str:
    return COMMENT.sub("", (TEMPLATES / name).read_text())


def tags(text: str) -> list[str]:
    """The HTML tags of a template; its own code in them stands for nothing but a value."""
    return re.findall(r"<[a-z](?:{%.*?%}|{{.*?}}|[^>])*>", text, re.DOTALL)


def attribute(name: str, tag: str) -> str | None:
    found = re.search(rf'(?<![\w-]){name}="([^"]*)"', tag)
    return found and found[1]


def untranslated(text: str) -> list[str]:
    """The words of a template that a translator would never see."""
    text = TEMPLATE_CODE.sub("", TRANSLATED.sub("", text))
    spoken = [
        value for tag in tags(text) if "<meta name" not in tag for value in READ_ALOUD.findall(tag)
    ]
    words = LETTERS.findall(" ".join([TAG.sub(" ", text), *spoken]))
    return [word for word in words if word not in PROPER_NAMES]


def has_inline_code(text: str) -> bool:
    """Whether the content security policy would stop something that the template says."""
    script = re.search(r"<script(?![^>]*\bsrc=)|<style\b|javascript:", text, re.IGNORECASE)
    handler = any(re.search(r"\s(?:style|on\w+|hx-on[\w:-]*)=", tag) for tag in tags(text))
    return bool(script) or handler


def leaves_the_host(text: str) -> bool:
    return bool(re.search(r"""(?:src|href|action|hx-\w+)\s*=\s*["']?\s*(?:https?:)?//""", text))


def needs_a_script(tag: str) -> bool:
    """Whether htmx is told another address than the browser, or the browser is told none."""
    get, post = attribute("hx-get", tag), attribute("hx-post", tag)
    return get != (attribute("href", tag) if get else None) or post != (
        attribute("action", tag) if post else None
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(name: str) -> None:
    assert get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_template_holds_inline_script_or_style(name: str) -> None:
    assert not has_inline_code(source(name))


@pytest.mark.parametrize(
    "text",
    [
        "<script>go()</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        '<a href="/" onclick="go()">',
        '<a href="javascript:go()">',
        '<form hx-on::after-request="go()">',
    ],
)
def test_inline_code_is_found_wherever_it_hides(text: str) -> None:
    assert has_inline_code(text)


@pytest.mark.parametrize("name", NAMES)
def test_no_template_sends_a_request_to_another_host(name: str) -> None:
    assert not leaves_the_host(source(name))


@pytest.mark.parametrize("text", ['<img src="https://x.org/a.png">', "<a href='//x.org'>"])
def test_an_address_of_another_host_is_found(text: str) -> None:
    assert leaves_the_host(text)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_template_can_be_translated(name: str) -> None:
    assert untranslated(source(name)) == []


@pytest.mark.parametrize(
    "text",
    ["<p>Start here</p>", '<a aria-label="Start here">', "{% if now %}Start here{% endif %}"],
)
def test_a_word_that_no_translator_sees_is_found(text: str) -> None:
    assert untranslated(text) == ["Start", "here"]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_htmx_sends_the_browser_can_send_without_it(name: str) -> None:
    assert [tag for tag in tags(source(name)) if needs_a_script(tag)] == []


@pytest.mark.parametrize(
    "tag", ['<a hx-get="/next/">', '<form hx-post="/one/" action="/two/">', '<div hx-post="/">']
)
def test_an_element_that_does_nothing_without_htmx_is_found(tag: str) -> None:
    assert needs_a_script(tag)


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_that_a_template_draws_is_in_the_sprite(name: str) -> None:
    drawn = set(re.findall(r'{% icon "([\w-]+)" %}', source(name)))

    assert drawn <= set(re.findall(r'<symbol id="i-([\w-]+)"', source("_icons.html")))


@pytest.mark.parametrize("name", [name for name in NAMES if name.count("/_") or name[0] == "_"])
def test_a_shared_fragment_says_what_it_needs(name: str) -> None:
    assert (TEMPLATES / name).read_text().startswith("{#")


@pytest.mark.parametrize("name", DRAWN_WITHOUT_A_REQUEST)
def test_a_page_for_when_something_is_broken_needs_no_request(name: str) -> None:
    page = render_to_string(name)

    assert "<h1>" in page
    assert "saved" in page or "changed" in page


def test_the_status_line_is_in_every_page_before_it_says_anything() -> None:
    assert '<p class="status" id="status" role="status"></p>' in source("base.html")


def test_htmx_is_configured_as_measured() -> None:
    config = re.search(
        r"<meta name=\"htmx-config\" content='([^']*)'>", source("attempts/_scripts.html")
    )

    assert config
    assert json.loads(config[1]) == HTMX_CONFIG


def test_a_question_does_not_name_its_article_before_it_is_answered() -> None:
    form = source("attempts/_answer_form.html")

    assert "article" not in form
    assert "feedback" not in form
