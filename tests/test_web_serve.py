"""tacitus serve as a person starts it: the address first, served until stopped, on this machine alone."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ledgers import Report, make_ledger


@contextmanager
def served(ledger: Path, *words: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """The first line printed, and the process."""
    command = [sys.executable, "-m", "tacitus", "serve", "--ledger", str(ledger), "--no-open", "--port", "0", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ}) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "march.tacitus.db"
    make_ledger(path, [Report(1)]).close()
    return path


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_stopped(ledger: Path, number: signal.Signals) -> None:
    with served(ledger) as (address, process):
        assert address.startswith("http://127.0.0.1:") and "?token=" in address
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(address, timeout=20) as answer:
            assert b"<main" in answer.read()
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(address, timeout=20)
        process.send_signal(number)
        out, errors = process.communicate(timeout=20)
        assert process.returncode == 0 and out == "" and "Traceback" not in errors


def test_it_is_reached_from_this_machine_alone(ledger: Path) -> None:
    with served(ledger) as (address, _):
        port = int(address.partition("127.0.0.1:")[2].partition("/")[0])
        others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {
            "127.0.0.1",
            "127.0.1.1",
        }
        for other in others:
            with socket.socket() as made:
                made.settimeout(2)
                assert made.connect_ex((other, port)) != 0


def test_a_port_that_is_taken_is_said_in_one_line(ledger: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [
            sys.executable,
            "-m",
            "tacitus",
            "serve",
            "--ledger",
            str(ledger),
            "--no-open",
            "--port",
            str(taken.getsockname()[1]),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2 and done.stdout == ""
    assert "--port" in done.stderr.splitlines()[-1] and "Traceback" not in done.stderr


def test_no_ledger_is_said_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tacitus", "serve", "--ledger", str(tmp_path / "none.db"), "--no-open"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2 and "tacitus init" in done.stderr
