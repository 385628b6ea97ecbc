"""Pages as a browser draws them, without a server: Django answers here, Chromium is handed the answer.

So a page can be looked at inside one transaction that is rolled back, with its own headers and policy.
"""

import gzip
import mimetypes
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.staticfiles import finders

ORIGIN = "https://jejaring.example"
KIB = 1024
NARROWEST, PHONE = {"width": 320, "height": 700}, {"width": 360, "height": 740}
# The innermost elements that reach beyond the right edge.
STICKING_OUT = """[...document.querySelectorAll("main *")].filter(one => one.getBoundingClientRect().right > innerWidth
  && !one.children.length).slice(0, 4).map(one => one.tagName + "." + one.className + " in " + one.parentElement.className)"""
# What is filled and seen; an element without a box is not seen.
FILLED = """[...document.querySelectorAll(".btn-primary, .btn-danger")].filter(one => one.getClientRects().length
  && getComputedStyle(one).visibility === "visible").map(one => one.innerText)"""
FACTS = f"({{headings: document.querySelectorAll('h1').length, filled: {FILLED}, title: document.title}})"
# The passes, megabytes of them, stay in the browser.
VIOLATIONS = """axe.run({resultTypes: ["violations"]}).then(found => found.violations.map(one =>
  ({id: one.id, impact: one.impact, where: one.nodes.slice(0, 3).map(node => node.target)})))"""


@cache
def _static(path: str) -> tuple[bytes, int] | None:
    """Return a static file and what it weighs compressed."""
    file = finders.find(path.removeprefix("/static/"))
    if file is None:
        return None
    body = Path(file).read_bytes()
    return body, len(gzip.compress(body, 6))


@dataclass
class Looker:
    """A browser window that is shown one answer after another."""

    context: object
    said: list[str] = field(default_factory=list)
    fetched: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("console", lambda line: self.said.append(line.text) if line.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.context.route("**/*", self._give)

    def _give(self, route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            found = _static(path)
            if found is None:
                route.fulfill(status=404, body="")
                return
            body, self.fetched[path] = found
            route.fulfill(status=200, body=body, content_type=mimetypes.guess_type(path)[0] or "text/plain")
            return
        headers = {name: value for name, value in self.answer.headers.items() if name.lower() != "content-length"}
        route.fulfill(status=200, body=self.answer.content, headers=headers)

    def look(self, path: str, answer) -> list[str]:
        """Show an answer and return everything that is wrong with it, each in a few words."""
        self.answer = answer
        self.said.clear()
        self.fetched.clear()
        self.page.set_viewport_size(PHONE)
        self.page.goto(ORIGIN + path)
        return [*self._faults(), *self._weight(), *self._violations(), *self._width()]

    def _faults(self) -> list[str]:
        found = list(self.said)
        facts = self.page.evaluate(FACTS)
        if facts["headings"] != 1:
            found.append(f"{facts['headings']} main headings instead of one")
        if len(facts["filled"]) > 1:
            found.append(f"{len(facts['filled'])} filled buttons: {facts['filled']}")
        if not facts["title"].strip():
            found.append("no title")
        return found

    def _weight(self) -> list[str]:
        html = len(gzip.compress(self.answer.content, 6))
        more = sum(size for path, size in self.fetched.items() if path.endswith((".css", ".js")))
        return [f"HTML weighs {html} bytes"] * (html > 15 * KIB) + [f"CSS and JS weigh {more} bytes"] * (
            more > 45 * KIB
        )

    def _violations(self) -> list[str]:
        # The policy forbids evaluated code to the page, not to the debugger.
        self.page.evaluate(AXE_SCRIPT)
        return [f"{one['id']} ({one['impact']}): {one['where']}" for one in self.page.evaluate(VIOLATIONS)]

    def _width(self) -> list[str]:
        self.page.set_viewport_size(NARROWEST)
        over = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return [f"scrolls {over} px sideways at 320 px: {self.page.evaluate(STICKING_OUT)}"] if over > 0 else []
