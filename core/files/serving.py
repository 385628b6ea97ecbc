from django.http import HttpResponse

from core.files.types import CONTENT_TYPES, SHOWABLE

# A browser that shows the content gives it no script, no form, no origin.
SANDBOX = "sandbox; default-src 'none'"


def answer(content: bytes, *, file_type: str, name: str, inline: bool) -> HttpResponse:
    """Return a content with headers that give it no power in the reader's browser.

    Only pictures and PDF are ever shown; the rest is handed over as a file.  The whole answer at once: a streamed
    one would outlive the transaction that checked the access.
    """
    found = HttpResponse(content, content_type=CONTENT_TYPES[file_type])
    place = "inline" if inline and file_type in SHOWABLE else "attachment"
    found.headers["Content-Disposition"] = f'{place}; filename="{name}"'
    found.headers["Content-Security-Policy"] = SANDBOX
    found.headers["X-Content-Type-Options"] = "nosniff"
    found.headers["Cache-Control"] = "no-store"
    return found
