"""What may stand in the way of the two commands: each obstacle is a sentence with its remedy, before anything is begun."""

import errno
import os
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from ampk.launcher import __main__, places, problems, up, web
from ampk.launcher.problems import Problem


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk filled up while /var/x was written. Make room on it and run the command again"),
        (errno.EDQUOT, "The disk filled up while /var/x was written."),
        (errno.EROFS, "/var/x lies on a disk that is mounted read-only. Set DATA_DIR to a folder that may be written"),
        (errno.EACCES, "/var/x may not be used by this user. Run the command as its owner"),
    ],
)
def test_a_failed_write_ends_with_a_sentence(monkeypatch, capsys, number, said):
    def fail(**_facts):
        raise OSError(number, os.strerror(number), "/var/x")

    monkeypatch.setattr(up, "run", fail)
    assert __main__.main(["up"]) == 1
    assert said in capsys.readouterr().err


def test_an_error_that_nobody_foresaw_keeps_its_trace(monkeypatch):
    monkeypatch.setattr(up, "run", lambda **_facts: (_ for _ in ()).throw(OSError(errno.EIO, "broken", "/var/x")))
    with pytest.raises(OSError, match="broken"):
        __main__.main(["up"])


@pytest.mark.parametrize(("first", "needed"), [(True, problems.FIRST_ROOM), (False, problems.LATER_ROOM)])
def test_a_nearly_full_disk_is_told_before_anything_is_begun(tmp_path, monkeypatch, first, needed):
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=needed * problems.MEGABYTE - 1))
    with pytest.raises(Problem, match=f"has {needed - 1} MB left, and {needed} MB are needed.*Nothing was begun"):
        problems.insist_on_room(tmp_path, first=first)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=needed * problems.MEGABYTE))
    problems.insist_on_room(tmp_path, first=first)


def test_without_room_no_secret_and_no_cluster_is_made(tmp_path, monkeypatch):
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=0))
    monkeypatch.setattr(places, "engine_home", lambda folder: folder)
    with pytest.raises(Problem, match="MB are needed"):
        up.prepare_environment(tmp_path)
    assert not list(tmp_path.glob("secrets*")) and not list(tmp_path.glob("postgres*"))


def test_a_data_folder_on_a_read_only_disk_is_told(tmp_path, monkeypatch):
    def refuse(self, *_arguments, **_facts):
        raise OSError(errno.EROFS, "Read-only file system", str(self))

    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(Problem, match=r"mounted read-only. Set DATA_DIR"):
        up.data_folder()


def _mount_noexec(monkeypatch, *folders):
    real = os.statvfs
    monkeypatch.setattr(
        os, "statvfs",
        lambda one: SimpleNamespace(f_flag=os.ST_NOEXEC) if str(one).startswith(folders) else real(one),
    )  # fmt: skip


def test_another_temporary_folder_is_taken_where_programs_may_not_run(monkeypatch):
    usual = str(places.temporary_folder())
    _mount_noexec(monkeypatch, usual)
    monkeypatch.setattr(os, "access", lambda *_facts: True)
    assert str(places.temporary_folder()) == usual
    assert str(places.temporary_folder(programs=True)) != usual
    _mount_noexec(monkeypatch, "/")
    with pytest.raises(Problem, match=r"mounted noexec.*Set TMPDIR"):
        places.temporary_folder(programs=True)


def test_packages_on_a_disk_without_programs_are_told(tmp_path, monkeypatch):
    monkeypatch.delenv("POSTGRES_BIN", raising=False)
    _mount_noexec(monkeypatch, "/")
    with pytest.raises(Problem, match=r"Programs may not run from .* Copy the project"):
        places.postgres_programs(tmp_path, None)


@pytest.fixture
def shell(tmp_path):
    """Return a function that runs the shell part of the two commands with programs of our own in front."""

    def _run(**programs: str) -> subprocess.CompletedProcess:
        tools = tmp_path / "tools"
        tools.mkdir()
        for name, text in programs.items():
            (tools / name).write_text(f"#!/bin/sh\n{text}\n")
            (tools / name).chmod(0o755)
        (tmp_path / "a.lock").write_text("")
        return subprocess.run(
            ["/bin/sh", "-euc", f". {web.PROJECT}/deploy/python.sh; prepare_python a.lock 500"], cwd=tmp_path,
            env={"PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(tmp_path)}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    return _run


def _disk(megabytes: int) -> str:
    return f"echo; echo x 0 0 {megabytes * 1024} 0% /"


def test_no_room_for_the_packages_is_told_before_they_are_fetched(shell, tmp_path):
    done = shell(df=_disk(40))
    assert done.returncode == 1
    assert "has 40 MB left, and 500 MB are needed for the packages" in done.stderr
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    ("megabytes", "said"), [(4000, "check the network connection"), (3, "filled up while packages were installed")]
)
def test_packages_that_cannot_be_fetched_are_told_and_begun_again(shell, tmp_path, megabytes, said):
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "python").write_text('#!/bin/sh\n[ "$1" = -c ]\n')
    (programs / "python").chmod(0o755)
    # Room at first, and what is left of it afterwards.
    done = shell(
        df=f"[ -e seen ] && megabytes={megabytes} || megabytes=4000; : > seen; echo; echo x 0 0 $((megabytes * 1024))"
    )
    assert done.returncode == 1
    assert said in done.stderr
    assert not list((tmp_path / ".venv").glob("installed-*"))
