"""Who sits before the browser."""

from django.test import Client
from playwright.sync_api import Page


def visit_as(page: Page, client: Client) -> Page:
    """The page, opened by the one who is at home in that client; it stands on no page yet."""
    page.goto("/healthz")
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": page.url}])
    return page
