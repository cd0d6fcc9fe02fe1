"""Pictures of every page, on a phone and a desk, in light and dark, into var/shots/.

A site of its own is served from a temporary directory, with the demo library, so that the pictures
of two releases differ only where the pages do. Add a page to SHOTS.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SHOTS_DIR = ROOT / "var" / "shots"

DEVICES: dict[str, dict[str, Any]] = {
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
    "desk": {"viewport": {"width": 1280, "height": 900}},
}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

# What a fresh site needs before it is served; the demo says the passwords of its accounts.
PREPARATION = ("migrate", "createcachetable", "collectstatic --no-input", "load_demo")
ACCOUNT = re.compile(r"^  (\w+) +(\S+)   ", re.MULTILINE)

# The title of a set that the demo's teacher has taken.
TAKEN = "Russia.* quiz 1$"

State = Callable[[Page], None]


@dataclass(frozen=True)
class Shot:
    """A page to be shot: its path, what is done on it before the picture is taken, and by whom."""

    name: str
    path: str
    state: State | None = None
    account: str = ""


def first_link(prefix: str) -> State:
    """Follow the first link of the page's main part into a folder."""

    def follow(page: Page) -> None:
        page.locator(f"main a[href^='{prefix}']").first.click()
        page.wait_for_url(f"**{prefix}*/")

    return follow


def links(*named: str) -> State:
    """Follow links of the page's main part, each by words that it begins with."""

    def follow(page: Page) -> None:
        for name in named:
            page.locator("main").get_by_role("link", name=re.compile(f"^{name}")).first.click()
            page.wait_for_load_state()

    return follow


def begin(page: Page) -> None:
    """From the list of sets to the first question of the first."""
    first_link("/sets/")(page)
    page.locator("form[action$='/start/'] button").first.click()
    page.locator("#answer").wait_for()


def answer(page: Page) -> None:
    """Answer the question that stands open, rightly or not."""
    if page.locator("#id_text").count():
        page.fill("#id_text", "Moscow")
    else:
        page.locator("#answer label.option").first.click()
    page.locator("#answer [type=submit]").click()
    page.locator("#next").wait_for()


def answered(page: Page) -> None:
    begin(page)
    answer(page)


def finished(page: Page) -> None:
    begin(page)
    while not page.url.endswith("/review/"):
        answer(page)
        page.locator("#next").click()
        page.locator("#answer, main form[action$='/again/']").first.wait_for()


def draft(page: Page) -> None:
    """A draft of a set with what the first set of all asks."""
    links(TAKEN)(page)
    page.get_by_role("button", name="Copy to change it").click()
    page.wait_for_load_state()


def bank(page: Page) -> None:
    draft(page)
    links("Add questions")(page)


def overview(page: Page) -> None:
    """Look over an attempt that is begun, or gone on with, as the pictures before left it."""
    links("Voyager")(page)
    page.locator("main form[action$='/start/'] button, main a.main").first.click()
    page.locator("#answer").wait_for()
    page.get_by_role("button", name="Overview").click()
    page.get_by_role("button", name="Hand in").wait_for()


def sign_in(page: Page, account: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", account)
    page.fill("[name=password]", password)
    page.locator("main [type=submit]").click()
    page.wait_for_load_state()


SHOTS = [
    Shot("home", "/"),
    Shot("articles", "/articles/"),
    Shot("article", "/articles/", first_link("/articles/")),
    Shot("sets", "/sets/"),
    Shot("set", "/sets/", first_link("/sets/")),
    Shot("question", "/sets/", begin),
    Shot("feedback", "/sets/", answered),
    Shot("result", "/sets/", finished),
    Shot("attempts", "/attempts/"),
    Shot("login", "/accounts/login/"),
    Shot("signup", "/accounts/signup/"),
    Shot("not-found", "/no/such/page/"),
    Shot("join", "/classes/join/"),
    Shot("teacher-home", "/", account="teacher"),
    Shot("classes", "/classes/", account="teacher"),
    Shot("class", "/classes/", links("8b"), account="teacher"),
    Shot("class-invite", "/classes/", links("8b", "Let learners in"), account="teacher"),
    Shot("class-roster", "/classes/", links("8b", "Bring a list"), account="teacher"),
    Shot("class-settings", "/classes/", links("8b", "Settings"), account="teacher"),
    Shot("own-sets", "/sets/mine/", account="teacher"),
    Shot("own-set-draft", "/sets/mine/", draft, account="teacher"),
    Shot("bank", "/sets/mine/", bank, account="teacher"),
    Shot("own-set", "/sets/mine/", links(TAKEN), account="teacher"),
    Shot("worksheet", "/sets/mine/", links(TAKEN, "Worksheet"), account="teacher"),
    Shot("answer-key", "/sets/mine/", links(TAKEN, "Key"), account="teacher"),
    Shot("assign", "/assignments/new/?preset=homework", account="teacher"),
    Shot("results", "/", links("Russia"), account="teacher"),
    Shot("results-questions", "/", links("Russia", "Question by question"), account="teacher"),
    Shot("results-attempt", "/", links("Russia", "Ada Brandt"), account="teacher"),
    Shot("learner-home", "/", account="learner"),
    Shot("learner-class", "/classes/", links("8b"), account="learner"),
    Shot("assignment", "/", links("Voyager"), account="learner"),
    Shot("overview", "/", overview, account="learner"),
    Shot("desk", "/admin/", account="admin"),
    Shot("desk-facts", "/admin/quizzes/fact/", account="admin"),
    Shot("desk-questions", "/admin/quizzes/question/", account="admin"),
]


@contextmanager
def served() -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a fresh site with the demo, served as `make run` serves it; and the
    passwords of its accounts.
    """
    with tempfile.TemporaryDirectory(prefix="evident-shots-") as var:
        port = free_port()
        environment = os.environ | {"EVIDENT_LOCAL": "1", "VAR_DIR": var, "PORT": str(port)}
        environment.pop("DATABASE_URL", None)
        for command in PREPARATION:
            said = subprocess.run(  # noqa: S603
                [sys.executable, "manage.py", *command.split(), "--verbosity", "0"],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            ).stdout
        server = subprocess.Popen(  # noqa: S603
            [Path(sys.executable).with_name("gunicorn"), "quizsite.wsgi"],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/healthz", server)
            yield address, dict(ACCOUNT.findall(said))
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


def shoot(
    browser: Browser,
    address: str,
    passwords: dict[str, str],
    device: str,
    scheme: Literal["light", "dark"],
) -> None:
    """Take every picture on one device, each by a visitor of its own."""
    for shot in SHOTS:
        context = browser.new_context(
            base_url=address,
            color_scheme=scheme,
            reduced_motion="reduce",
            **DEVICES[device],
        )
        page = context.new_page()
        if shot.account:
            sign_in(page, shot.account, passwords[shot.account])
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
    with served() as (address, passwords), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
        )
        for device in DEVICES:
            for scheme in SCHEMES:
                shoot(browser, address, passwords, device, scheme)
        browser.close()
    print(f"{len(SHOTS) * len(DEVICES) * len(SCHEMES)} pictures in {SHOTS_DIR.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
