"""The article's block read, and the text that it names."""

import re
from collections.abc import Callable

from quizzes.core.exchange.factsheet.fields import Fields, Key
from quizzes.core.library import Article, Show, Status

# Gives the bytes of the text with that bare name, or None where there is none.
FetchText = Callable[[str], bytes | None]

LONGEST_TEXT = 512 * 1024  # bytes

ARTICLE_KEYS = {
    "article": Key(required=True),
    "slug": Key(100, required=True),
    "source": Key(),
    "url": Key(500),
    "licence": Key(),
    "language": Key(16),
    "published": Key(),
    "text": Key(100, required=True),
    "show": Key(),
    "status": Key(),
    "note": Key(2000),
}

IDENTIFIER = re.compile(r"[a-z0-9-]+")
BARE_NAME = re.compile(r"[^./\\:\x00-\x1f][^/\\:\x00-\x1f]*")


def read_article(fields: Fields, fetch_text: FetchText) -> Article:
    """The article with its text; without it where that can't be had, which is a fault."""
    slug = fields.text("slug")
    if slug and not IDENTIFIER.fullmatch(slug):
        fields.fault("slug", f"“{slug}” is made of other things than a-z, 0-9 and -")
    url = fields.text("url")
    if url and not url.startswith(("https://", "http://")):
        fields.fault("url", "an address begins with https:// or http://")
    return Article(
        title=fields.text("article"),
        slug=slug,
        text=_text(fields, fetch_text),
        text_name=fields.text("text"),
        source=fields.text("source"),
        url=url,
        licence=fields.text("licence"),
        language=fields.text("language") or "en",
        published=fields.day("published"),
        show=fields.choice("show", Show.FULL),
        status=fields.choice("status", Status.DRAFT),
        note=fields.text("note"),
    )


def _text(fields: Fields, fetch_text: FetchText) -> str:
    """The text byte for byte, or "" and a fault."""
    name = fields.text("text")
    if not name:
        return ""
    if not BARE_NAME.fullmatch(name):
        fields.fault("text", f"“{name}” is more than the bare name of a file beside the sheet")
        return ""
    content = fetch_text(name)
    if content is None:
        fields.fault("text", f"the text “{name}” is missing")
        return ""
    if len(content) > LONGEST_TEXT:
        fields.fault("text", f"the text “{name}” is longer than {LONGEST_TEXT // 1024} KiB")
        return ""
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        fields.fault("text", f"line {line} of the text “{name}” is not UTF-8")
        return ""
    if "\0" in text:
        fields.fault("text", f"a null character stands in the text “{name}”")
        return ""
    if not text.strip("\ufeff \t\r\n"):
        fields.fault("text", f"the text “{name}” is empty")
        return ""
    return text
