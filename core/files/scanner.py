"""A virus scanner that speaks clamd's INSTREAM protocol, where one is configured (CLAMD_ADDRESS)."""

import socket
import struct

from django.conf import settings

CHUNK = 64 * 1024
# Far below the limit of an idle transaction, which waits meanwhile.
SECONDS = 10


class ScannerUnavailable(Exception):
    """A scanner is configured and gives no answer, so nothing is known about the file."""


def is_configured() -> bool:
    """Tell whether files are scanned in this installation."""
    return bool(settings.CLAMD_ADDRESS)


def is_clean(content: bytes) -> bool:
    """Ask the scanner about a content.  Raises ScannerUnavailable when it does not answer plainly."""
    try:
        with _connect(settings.CLAMD_ADDRESS) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                part = content[start : start + CHUNK]
                line.sendall(struct.pack(">I", len(part)) + part)
            line.sendall(struct.pack(">I", 0))
            answer = _read(line)
    except (OSError, ValueError) as error:
        raise ScannerUnavailable(type(error).__name__) from error
    if answer.endswith(b"FOUND"):
        return False
    if answer == b"stream: OK":
        return True
    raise ScannerUnavailable("unexpected answer")


def _connect(address: str) -> socket.socket:
    if address.startswith(("/", "unix:")):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(address.removeprefix("unix:"))
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def _read(line: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 4096:
        part = line.recv(1024)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0\n")
