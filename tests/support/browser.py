"""A real browser for journeys: the system's Chromium, phone width, Indonesian, the clock of Jakarta."""

import os

import pytest

WHY_NOT = "no Chromium on this machine"


def chromium() -> str:
    """Return the path of the browser that `./test` found; "" where there is none."""
    return os.environ.get("CHROMIUM", "")


def sort_out(config, items) -> None:
    """Skip what needs a browser where there is none.  Where it is required (in CI) its absence ends the run."""
    journeys = [item for item in items if item.get_closest_marker("browser")]
    if not journeys or chromium():
        return
    if os.environ.get("BROWSER_TESTS") == "required":
        raise pytest.UsageError(f"BROWSER_TESTS=required, but there is {WHY_NOT}.")
    config.stash_browser_skips = len(journeys)
    for item in journeys:
        item.add_marker(pytest.mark.skip(reason=WHY_NOT))


def report(terminalreporter, config) -> None:
    """Say plainly how many journeys were not run."""
    if count := getattr(config, "stash_browser_skips", 0):
        terminalreporter.write_line(f"{count} journeys in a browser were NOT RUN: {WHY_NOT}.", yellow=True)


@pytest.fixture(scope="session")
def browser():
    """Start Chromium once."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread to the end, which Django would take for asynchronous code; a
    # database is emptied after the fixtures of its test are gone.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=chromium())
        yield running
        running.close()


@pytest.fixture
def new_page(browser):
    """Return a function that opens a page for one more person, each with cookies of their own."""
    contexts = []

    def _open(width: int = 360, height: int = 740, **more):
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="id-ID", timezone_id="Asia/Jakarta", **more
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        return page

    yield _open
    for context in contexts:
        context.close()
