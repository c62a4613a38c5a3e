"""A PostgreSQL server on loopback, as Debian installs it, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

#: seconds until a server is expected to answer, on a machine that is slow and busy
PATIENCE = 60


def programs() -> Path | None:
    """Return the folder of the server's programs; None where there is none."""
    found = shutil.which("initdb") or next(map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))[::-1]), "")
    return Path(found).parent if found else None


@dataclass
class Server:
    """A running server; it can be killed, and started again."""

    folder: Path
    port: int
    bin: Path
    user: list[str]
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self, **settings: str) -> None:
        """Start, and wait until it answers."""
        options = {"port": str(self.port), "listen_addresses": "127.0.0.1", "unix_socket_directories": "", **settings}
        command = [*self.user, str(self.bin / "postgres"), "-D", str(self.folder)]
        command += [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        ends = time.monotonic() + PATIENCE
        while True:
            if self.process is None or self.process.poll() is not None:
                # after a kill it refuses to start until the last of its former processes has noticed
                self.process = subprocess.Popen(
                    command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
                )
            try:
                psycopg.connect(self.url, connect_timeout=5).close()
            except psycopg.OperationalError:
                if time.monotonic() > ends:
                    raise
                time.sleep(0.05)
            else:
                return

    def kill(self) -> None:
        """Kill the server and all that it has started, as it stands."""
        if self.process is not None:
            # its own children notice by themselves that it is gone
            with suppress(ProcessLookupError, FileNotFoundError):
                os.kill(int((self.folder / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving_postgres(**settings: str) -> Iterator[Server]:
    """Run a server; it keeps nothing."""
    folder = programs()
    assert folder is not None
    with tempfile.TemporaryDirectory(prefix="postgres-") as parent:
        data = Path(parent) / "data"
        data.mkdir(mode=0o700)
        user: list[str] = []
        if os.geteuid() == 0:  # it refuses to run as root
            shutil.chown(parent, "nobody")
            shutil.chown(data, "nobody")
            user = ["runuser", "-u", "nobody", "--"]
        command = [*user, str(folder / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-N"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        server = Server(data, free_port(), folder, user)
        server.start(**settings)
        try:
            yield server
        finally:
            server.kill()
