"""The virus scanner: asked when configured, closed when silent, catching up on what came in before it."""

import socket
import struct
import threading

import pytest

from cases.documents import services
from cases.documents.models import Document
from cases.documents.services import DocumentRefused, keeping
from core.files import scanner
from core.files.inspection.common import Unacceptable
from core.kernel.scope import scope
from tests.cases.documents.conftest import files
from tests.factories import documents as make
from tests.factories.children import NOW

pytestmark = pytest.mark.django_db
# In two halves, so that no scanner of a developer's machine takes this file for the test virus itself.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD" + b"-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(threading.Thread):
    """A tiny clamd: reads INSTREAM as the protocol says and finds the test virus."""

    def __init__(self, server: socket.socket, answer: bytes = b"") -> None:
        super().__init__(daemon=True)
        self.server, self.answer, self.received = server, answer, []
        self.start()

    def run(self):
        while True:
            try:
                line, _address = self.server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as said:
                assert said.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack(">I", said.read(4))[0]:
                    content += said.read(size)
                self.received.append(content)
                found = b"stream: Eicar-Test-Signature FOUND\0" if b"EICAR" in content else b"stream: OK\0"
                line.sendall(self.answer or found)


@pytest.fixture
def clamd(settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"
        yield Clamd(server)


def test_a_clean_file_is_scanned_as_it_was_received_and_kept(world, clamd):
    received = make.photo()
    made = make.document(world.case, world.worker, received)
    assert clamd.received == [received] and made.scanned_at == NOW


def test_a_virus_is_never_kept(world, clamd, folder):
    with pytest.raises(Unacceptable, match="menemukan virus") as refused:
        make.document(world.case, world.worker, make.pdf(b"%" + EICAR))
    assert refused.value.field == "file" and not files(folder)


def test_a_unix_socket_serves_too(settings, tmp_path):
    path = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()
        Clamd(server)
        for address in (path, f"unix:{path}"):
            settings.CLAMD_ADDRESS = address
            assert scanner.is_clean(b"bersih") and not scanner.is_clean(EICAR)


def test_a_silent_scanner_closes_the_door(world, settings, folder):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    for address in (f"127.0.0.1:{port}", "/tidak/ada.sock", "salah"):
        settings.CLAMD_ADDRESS = address
        with pytest.raises(Unacceptable, match="tidak menjawab"):
            make.document(world.case, world.worker)
    assert not files(folder)


def test_an_answer_that_is_neither_yes_nor_no_closes_the_door(settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"
        Clamd(server, b"INSTREAM size limit exceeded. ERROR\0")
        with pytest.raises(scanner.ScannerUnavailable):
            scanner.is_clean(b"x")


def test_what_came_in_before_the_scanner_waits_for_it(world, settings):
    clean = make.document(world.case, world.worker)
    sick = make.document(world.case, world.worker, make.pdf(b"%" + EICAR))
    assert keeping.scan_waiting(now=NOW) == 0
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"
        Clamd(server)
        with scope(world.worker), pytest.raises(DocumentRefused, match="menunggu pemeriksaan"):
            services.content_of(clean)
        assert keeping.scan_waiting(now=NOW) == 2
        assert keeping.scan_waiting(now=NOW) == 0
    with scope(world.worker):
        found = {one.code: one for one in Document.objects.visible_to(world.worker)}
        assert services.content_of(found[clean.code])
        assert found[sick.code].withdraw_reason == "infected"
        with pytest.raises(DocumentRefused, match="virus"):
            services.restore(by=world.worker, now=NOW, document=found[sick.code])
