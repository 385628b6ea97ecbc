"""Pages as a browser draws them, without a server: Django answers here, Chromium is handed the answer.

So a page can be looked at inside one transaction that is rolled back, with its own headers and policy.
"""

import gzip
import mimetypes
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders

ORIGIN = "https://jejaring.example"
KIB = 1024
NARROWEST, PHONE = {"width": 320, "height": 700}, {"width": 360, "height": 740}
# The innermost elements that reach beyond the right edge.
STICKING_OUT = """[...document.querySelectorAll("main *")].filter(one => one.getBoundingClientRect().right > innerWidth
  && !one.children.length).slice(0, 4).map(one => one.tagName + "." + one.className + " in " + one.parentElement.className)"""
FILLED = ".btn-primary, .btn-danger"


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
            file = finders.find(path.removeprefix("/static/"))
            if file is None:
                route.fulfill(status=404, body="")
                return
            body = Path(file).read_bytes()
            self.fetched[path] = len(gzip.compress(body, 6))
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
        if (count := self.page.locator("h1").count()) != 1:
            found.append(f"{count} main headings instead of one")
        filled = [one for one in self.page.locator(FILLED).all() if one.is_visible()]
        if len(filled) > 1:
            found.append(f"{len(filled)} filled buttons: {[one.inner_text() for one in filled]}")
        if not self.page.title().strip():
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
        found = Axe().run(self.page).response["violations"]
        return [f"{one['id']} ({one['impact']}): {[node['target'] for node in one['nodes'][:3]]}" for one in found]

    def _width(self) -> list[str]:
        self.page.set_viewport_size(NARROWEST)
        over = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return [f"scrolls {over} px sideways at 320 px: {self.page.evaluate(STICKING_OUT)}"] if over > 0 else []
