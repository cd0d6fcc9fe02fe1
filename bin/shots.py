"""Pictures of every page, on a phone and a desk, in light and dark, into var/shots/.

A site of its own is served from a temporary directory, with the demo library, so that the pictures
of two releases differ only where the pages do. Add a page to SHOTS.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SHOTS_DIR = ROOT / "var" / "shots"

DEVICES: dict[str, dict[str, object]] = {
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
    "desk": {"viewport": {"width": 1280, "height": 900}},
}
SCHEMES = ("light", "dark")


@dataclass(frozen=True)
class Shot:
    """A page to be shot: its path, and what is done on it before the picture is taken."""

    name: str
    path: str
    state: Callable[[Page], None] | None = None


def begin_quiz(page: Page) -> None:
    page.locator("form[action$='/start/'] button").first.click()


def answer_first(page: Page) -> None:
    begin_quiz(page)
    page.locator("input[name=choice]").first.check(force=True)
    page.locator("form button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")


def first_link(prefix: str) -> Callable[[Page], None]:
    """Follow the first link of the page's main part into a folder."""

    def follow(page: Page) -> None:
        page.locator(f"main a[href^='{prefix}']").first.click()

    return follow


SHOTS = [
    Shot("home", "/"),
    Shot("articles", "/articles/"),
    Shot("article", "/articles/", first_link("/articles/")),
    Shot("sets", "/sets/"),
    Shot("set", "/sets/", first_link("/sets/")),
    Shot("login", "/accounts/login/"),
    Shot("signup", "/accounts/signup/"),
    Shot("not-found", "/no/such/page/"),
]


@contextmanager
def served() -> Iterator[str]:
    """The address of a fresh site with the demo library, served as `make run` serves it."""
    with tempfile.TemporaryDirectory(prefix="evident-shots-") as var:
        port = free_port()
        environment = os.environ | {"EVIDENT_LOCAL": "1", "VAR_DIR": var, "PORT": str(port)}
        environment.pop("DATABASE_URL", None)
        for command in ("migrate", "createcachetable", "load_demo", "collectstatic --no-input"):
            subprocess.run(  # noqa: S603
                [sys.executable, "manage.py", *command.split(), "--verbosity", "0"],
                cwd=ROOT,
                env=environment,
                check=True,
            )
        server = subprocess.Popen(  # noqa: S603
            [Path(sys.executable).with_name("gunicorn"), "quizsite.wsgi"],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/healthz", server)
            yield address
        finally:
            server.terminate()
            server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return once the server answers; a server that died instead ends the program."""
    while server.poll() is None:
        try:
            urlopen(url, timeout=5).close()  # noqa: S310
        except (URLError, ConnectionError):
            continue
        return
    sys.exit("shots: the server did not start")


def shoot(browser: Browser, address: str, device: str, scheme: str) -> None:
    """Take every picture on one device, each by a visitor of its own."""
    for shot in SHOTS:
        context = browser.new_context(
            base_url=address,
            color_scheme=scheme,
            reduced_motion="reduce",
            **DEVICES[device],
        )
        page = context.new_page()
        page.goto(shot.path)
        if shot.state:
            shot.state(page)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=SHOTS_DIR / f"{shot.name}-{device}-{scheme}.png", full_page=True)
        context.close()


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.exit("shots: Chromium is not on the PATH; on Debian: apt install chromium")
    SHOTS_DIR.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
        )
        for device in DEVICES:
            for scheme in SCHEMES:
                shoot(browser, address, device, scheme)
        browser.close()
    print(f"{len(SHOTS) * len(DEVICES) * len(SCHEMES)} pictures in {SHOTS_DIR.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
