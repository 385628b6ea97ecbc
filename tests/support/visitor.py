"""Somebody at the running web server without a browser: cookies, forms, nothing else."""

import re
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode


class Visitor:
    """One session at a server."""

    def __init__(self, url: str) -> None:
        self.url, self.cookies = url, CookieJar()
        # A proxy named in the environment has no business between us and ourselves.
        handlers = (urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies))
        self.opener = urllib.request.build_opener(*handlers)

    def get(self, path: str) -> str:
        """Return a page.  Raises HTTPError for 4xx and 5xx."""
        with self.opener.open(self.url + path, timeout=20) as answer:
            return answer.read().decode()

    def post(self, path: str, *, seen_at: str = "", **fields: str) -> str:
        """Send a form that stands on a page and return the page it leads to."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(seen_at or path)).group(1)
        body = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        with self.opener.open(self.url + path, body, timeout=20) as answer:
            return answer.read().decode()

    def sign_in(self, email: str, password: str) -> None:
        """Sign in through the sign-in page."""
        self.post("/akun/masuk/", login=email, password=password)
