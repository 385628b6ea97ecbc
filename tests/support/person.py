"""A person at a browser: reads what is on the page, fills forms by their labels, presses buttons by their words."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.stack import LEFTOVERS, Stack

# How long a page takes is no part of what a journey tells; three of them may share two cores.
expect.set_options(timeout=20_000)
CODE = re.compile(r"\b[KRPA]-[0-9A-Z]{5,6}\b")


class Person:
    """One person with a phone of their own."""

    def __init__(self, page: Page, url: str, email: str, password: str) -> None:
        self.page, self.url, self.email, self.password = page, url, email, password
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", lambda line: line.type == "error" and self.faults.append(f"console: {line.text}"))
        # A save that was cut off may still arrive later and bring old words back.
        page.on("requestfailed", self._cut_off)
        page.on(
            "response", lambda it: it.status >= 400 and self.faults.append(f"{it.status} {it.request.method} {it.url}")
        )

    def _cut_off(self, request) -> None:
        if request.method == "POST" and request.failure == "net::ERR_ABORTED":
            self.faults.append(f"cut off: {request.url}")

    # Going somewhere

    def go(self, path: str) -> None:
        """Open a page by its address."""
        self.page.goto(self.url + path)
        self._fits()

    def press(self, words: str, *, within: str = "") -> None:
        """Press a button, which leads to a page."""
        self._click(self._part(within).get_by_role("button", name=words, exact=True).first)

    def follow(self, words: str, *, within: str = "") -> None:
        """Follow a link."""
        self._click(self._part(within).get_by_role("link", name=words, exact=True).first)

    def tab(self, words: str) -> None:
        """Choose a tab of the case that is open."""
        self._click(self.page.get_by_role("navigation", name="Kasus").get_by_role("link", name=words, exact=True))

    def act(self, words: str) -> None:
        """Open the menu of actions and choose one, be it a link or a button."""
        self.page.locator("summary", has_text="Tindakan").click()
        menu = self.page.locator("details.menu")
        button = menu.get_by_role("button", name=words, exact=True)
        self._click(menu.get_by_role("link", name=words, exact=True).or_(button).first)

    # Filling a form

    def fill(self, label: str, text: str) -> None:
        """Write into a box; of several with the same label, the first."""
        self._box(label).fill(text)

    def pick(self, label: str, option: str) -> None:
        """Choose from a list."""
        self._box(label).select_option(label=option)

    def choose(self, question: str, answer: str) -> None:
        """Tick a radio button or box of a question."""
        self._group(question).get_by_label(answer, exact=True).check()

    def choose_starting(self, question: str, beginning: str) -> None:
        """Tick the radio button whose words begin so."""
        self._group(question).get_by_label(re.compile(rf"^{re.escape(beginning)}")).first.check()

    def choose_first(self, question: str) -> None:
        """Tick the first answer of a question."""
        self._group(question).get_by_role("radio").first.check()

    def unfold(self, words: str) -> None:
        """Open what is folded away."""
        self.page.locator("summary", has_text=words).first.click()

    def tick(self, label: str) -> None:
        """Tick a box that stands alone."""
        self.page.get_by_label(label, exact=True).check()

    def date(self, label: str, day: int, month: int, year: int) -> None:
        """Write a date into its three boxes."""
        group = self._group(label)
        for name, number in (("Hari", day), ("Bulan", month), ("Tahun", year)):
            group.get_by_label(name, exact=True).fill(str(number))

    # Looking

    def value(self, label: str) -> str:
        """Return what stands in a box."""
        return self._box(label).input_value()

    def sees(self, *words: str) -> None:
        """Insist on words on the page."""
        for word in words:
            expect(self.page.locator("body")).to_contain_text(word)

    def sees_not(self, *words: str) -> None:
        """Insist that words are not on the page."""
        for word in words:
            expect(self.page.locator("body")).not_to_contain_text(word)

    def text(self) -> str:
        """Return what is on the page."""
        return self.page.locator("body").inner_text()

    def code(self, letter: str) -> str:
        """Return the first code of a kind on the page: K a case, R a referral, P an episode."""
        return next(found for found in CODE.findall(self.text()) if found.startswith(letter))

    @property
    def path(self) -> str:
        """Return where this person is."""
        return urlsplit(self.page.url).path

    def sign_in(self) -> None:
        """Sign in on the sign-in page."""
        self.go("/akun/masuk/")
        self.fill("Surel dinas", self.email)
        self.fill("Kata sandi", self.password)
        self.press("Masuk")

    def _click(self, control: Locator) -> None:
        with self.page.expect_navigation():
            control.click()
        self._fits()

    def _part(self, heading: str) -> Page | Locator:
        return self.page.get_by_role("region", name=heading) if heading else self.page

    def _box(self, label: str) -> Locator:
        found = self.page.get_by_label(label, exact=True)
        return found.or_(self.page.get_by_label(f"{label} (opsional)", exact=True)).first

    def _group(self, legend: str) -> Locator:
        by_words = re.compile(rf"^\s*{re.escape(legend)}(\s*\(opsional\))?\s*$")
        return self.page.locator("fieldset", has=self.page.locator("legend", has_text=by_words)).first

    def _fits(self) -> None:
        wide = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        if wide[0] > wide[1]:
            self.faults.append(f"{self.path} is {wide[0]} pixels wide on a screen of {wide[1]}")


@pytest.fixture
def person(request, server: Stack, new_page):
    """Return a function that gives somebody a signed-in browser; pictures of all pages are kept on failure.

    `person(email, password)`; `javascript=False` and `width=1280` choose another browser.  At the end nobody may
    have met a script error, a refused style, a 4xx or 5xx answer, or a page wider than the screen.
    """
    people: list[Person] = []
    failed_before = request.session.testsfailed

    def arrive(email: str, password: str, *, javascript: bool = True, width: int = 360) -> Person:
        made = Person(new_page(width, java_script_enabled=javascript), server.url, email, password)
        people.append(made)
        made.sign_in()
        return made

    yield arrive
    if request.session.testsfailed > failed_before:
        LEFTOVERS.mkdir(parents=True, exist_ok=True)
        for one in people:
            one.page.screenshot(
                path=LEFTOVERS / f"{request.node.name}-{one.email.partition('@')[0]}.png", full_page=True
            )
    assert [fault for one in people for fault in one.faults] == []
