"""The launcher with real engines and real processes: what is killed, busy, stale or missing."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from ampk.launcher import lock, places, postgres, processes, secrets_file, supervisor, template, up, web
from ampk.launcher.engines import Engines
from ampk.launcher.problems import Problem

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture(scope="module")
def folder():
    """A data folder that PostgreSQL's own user can enter."""
    import shutil
    import tempfile
    from pathlib import Path

    made = Path(tempfile.mkdtemp(prefix="ampk-launcher-", dir=places.temporary_folder()))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def engines(folder):
    """Engines of our own, beside those of the suite."""
    running = Engines(folder, throwaway=True)
    running.start()
    running.prepare_database("ampk")
    yield running
    running.stop()


def test_a_second_launcher_is_told_who_runs(tmp_path):
    held = lock.Lock(tmp_path)
    held.note("http://localhost:8000")
    with pytest.raises(Problem, match=rf"process {os.getpid()}, http://localhost:8000"):
        lock.Lock(tmp_path)
    held.release()
    lock.Lock(tmp_path).release()


@pytest.mark.parametrize("left", ["", "{cut off", "[]", '{"launcher": 1, "children": {"web": [1, "0"]}}'])
def test_a_lock_left_behind_heals(tmp_path, left):
    (tmp_path / "running.lock").write_text(left)
    held = lock.Lock(tmp_path)
    assert json.loads((tmp_path / "running.lock").read_text())["launcher"] == os.getpid()
    held.release()


def test_what_a_killed_launcher_left_running_is_ended(tmp_path, monkeypatch):
    # A child that does not listen; its deadline is moved so that nobody waits ten seconds.
    deaf = [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"]
    child = subprocess.Popen(deaf, start_new_session=True)
    passed = iter([0.0, *[11.0] * 20])
    monkeypatch.setattr(time, "monotonic", lambda: next(passed))
    (tmp_path / "running.lock").write_text(
        json.dumps({"launcher": 1, "children": {"worker": [child.pid, processes.born(child.pid)]}})
    )
    lock.Lock(tmp_path).release()
    monkeypatch.undo()
    assert child.wait(5) == -signal.SIGKILL


def test_a_stranger_under_an_old_number_is_left_alone(tmp_path):
    child = subprocess.Popen(SLEEPER, start_new_session=True)
    (tmp_path / "running.lock").write_text(json.dumps({"children": {"worker": [child.pid, "12"]}}))
    lock.Lock(tmp_path).release()
    assert child.poll() is None
    child.kill()
    child.wait()


def test_a_busy_port_is_explained_and_another_chosen():
    said = []
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        taken = busy.getsockname()[1]
        chosen = web.free_port(taken, said.append)
    assert chosen != taken
    assert said == [f"Port {taken} is in use by another program; taking {chosen} instead"]
    with pytest.raises(Problem, match="70000 is not a port"):
        web.free_port(70000, said.append)


def test_a_missing_setting_stops_the_start_with_a_sentence(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "")
    with pytest.raises(Problem) as refused:
        web.manage("check")
    assert str(refused.value).startswith("SECRET_KEY is not set")
    assert "Traceback" not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "named"), [({}, "DATABASE_URL"), ({"DATABASE_URL": "postgresql://x/y"}, "REDIS_URL")]
)
def test_embedded_engines_are_for_the_demonstration_only(tmp_path, monkeypatch, given, named):
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"DEMONSTRATION": "0", "DATA_DIR": str(tmp_path), **given}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Problem, match=named):
        up.prepare_environment(tmp_path)


def test_lost_keys_are_not_silently_replaced(tmp_path):
    first = secrets_file.load(tmp_path, data=tmp_path / "postgres")
    assert secrets_file.load(tmp_path) == first
    assert (tmp_path / "secrets.env").stat().st_mode & 0o777 == 0o600
    (tmp_path / "postgres").mkdir()
    (tmp_path / "secrets.env").unlink()
    with pytest.raises(Problem, match="cannot be read"):
        secrets_file.load(tmp_path, data=tmp_path / "postgres")


def test_a_dead_child_is_started_again_with_growing_pauses(tmp_path):
    said, noted = [], []
    watch = supervisor.Supervisor(said.append, noted.append)
    watch.add("worker", web.starter(SLEEPER, tmp_path / "worker.log"))
    part = watch.parts["worker"]
    for pause in (0, 1, 2):
        before = part.child
        os.kill(before.pid, signal.SIGKILL)
        before.wait()
        now = part.since + 1
        watch.look_after("worker", part, now)
        assert part.again_at in (None, now + pause)
        watch.look_after("worker", part, now + pause)
        assert part.child.pid != before.pid
        assert part.child.poll() is None
    watch.stop()
    assert part.child.poll() is not None
    assert said[:2] == [
        "worker ended (SIGKILL); starting it again now",
        "worker ended (SIGKILL); starting it again in 1 s",
    ]
    assert noted[-1] == {"worker": part.child.pid}


def test_children_go_with_a_killed_launcher(tmp_path):
    program = (
        "import sys, time; from pathlib import Path; from ampk.launcher import processes;"
        f"print(processes.launch({SLEEPER!r}, log=Path({str(tmp_path / 'log')!r})).pid, flush=True); time.sleep(60)"
    )
    launcher = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=web.PROJECT)
    child = int(launcher.stdout.readline())
    assert processes.born(child)
    launcher.kill()
    launcher.wait()
    launcher.stdout.close()
    for _turn in range(50):
        if not processes.born(child):
            return
        time.sleep(0.1)
    pytest.fail("the child outlived the launcher")


def test_nobody_else_can_enter_the_sockets(engines):
    assert engines.sockets.stat().st_mode & 0o777 == 0o700
    assert len(str(engines.sockets / ".s.PGSQL.5432.lock")) < 107


def test_the_serving_role_owns_nothing(engines):
    server = engines.parts["postgres"]
    rights = "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'ampk_app'"
    assert server.sql(rights) == "f|f|f|f"
    assert server.sql("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'ampk'") == "ampk_owner"
    assert server.sql("SHOW listen_addresses") == ""
    engines.prepare_database("ampk")  # again: nothing to do


def test_a_killed_database_comes_back_with_its_data(engines):
    server = engines.parts["postgres"]
    server.sql(
        "SET synchronous_commit = on; CREATE TABLE kept (line text); INSERT INTO kept VALUES ('still here')",
        database="ampk",
    )
    os.kill(engines.children["postgres"].pid, signal.SIGKILL)
    engines.children["postgres"].wait()
    assert (server.data / "postmaster.pid").exists()
    engines.start_part("postgres")
    assert server.sql("SELECT line FROM kept", database="ampk") == "still here"


def test_a_mark_of_a_server_before_a_reboot_is_forgotten(engines):
    server = engines.parts["postgres"]
    processes.stop(engines.children["postgres"], how=server.stop_signal)
    (server.data / "postmaster.pid").write_text(f"1\n{server.data}\n0\n5432\n\n\n0 0\n")
    engines.start_part("postgres")
    assert server.sql("SELECT 1") == "1"


def test_a_broker_that_cannot_read_its_file_begins_anew(engines):
    broker = engines.parts["valkey"]
    processes.stop(engines.children["valkey"])
    broker.throwaway = False
    kept = broker.data / "appendonlydir"
    kept.mkdir(exist_ok=True)
    (kept / "appendonly.aof.manifest").write_text("this is no manifest")
    engines.start_part("valkey")
    assert engines.children["valkey"].poll() is None
    assert list(broker.data.parent.glob("valkey-unreadable-*"))


def test_data_of_another_release_are_refused_in_words(tmp_path, engines):
    server = postgres.Postgres(engines.home, engines.sockets)
    server.data = tmp_path / "postgres"
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("14\n")
    with pytest.raises(Problem, match="made by PostgreSQL 14"):
        server.start()


def test_the_launcher_needs_nothing_but_python():
    program = f"import sys; sys.path.insert(0, {str(web.PROJECT)!r}); import ampk.launcher.__main__"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_changed_migration_makes_another_cluster(tmp_path, monkeypatch):
    for name in ("cases/children/migrations/0001_first.py", "core/kernel/rowsecurity.py", "cases/children/views.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("from cases.words import NAMES\n")
    (tmp_path / "cases/words.py").write_text("NAMES = 1\n")
    monkeypatch.setattr(template, "PROJECT", tmp_path)
    seen = [template.fingerprint()]
    for name in ("cases/children/migrations/0001_first.py", "core/kernel/rowsecurity.py", "cases/words.py"):
        with (tmp_path / name).open("a") as file:
            file.write("# changed\n")
        seen.append(template.fingerprint())
    assert len(set(seen)) == 4
    (tmp_path / "cases/children/views.py").write_text("")
    assert template.fingerprint() == seen[-1]
