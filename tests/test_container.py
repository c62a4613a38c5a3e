"""The container's files: all that the program needs is in the image, and the loop ends in order."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from datasette.utils import parse_metadata  # type: ignore[import-untyped]

from tests.test_layout import PACKAGES, ROOT

BUILDERS = ("podman", "buildah", "docker")
LINES = (ROOT / "Containerfile").read_text("utf-8").splitlines()
SCRAPY = """#!/bin/sh
echo "$1" >> {log}
[ "$1" = watch ] && trap 'echo ended >> {log}; exit 0' TERM && sleep 1 && sleep 1
"""


def test_the_image_holds_every_package_and_runs_without_root() -> None:
    assert {f"COPY {package} {package}" for package in PACKAGES} <= set(LINES)
    named = [name for line in LINES if line.startswith("COPY ") and "--from" not in line for name in line.split()[1:-1]]
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert "USER osecwatch" in LINES


def test_services_may_write_into_their_volumes_only() -> None:
    compose = parse_metadata((ROOT / "compose.yaml").read_text("utf-8"))
    for service in compose["services"].values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert {volume.partition(":")[0] for volume in service["volumes"]} <= set(compose["volumes"])


def test_workers_keep_nothing_and_what_they_ask_is_a_command() -> None:
    compose = parse_metadata((ROOT / "compose.engine.yaml").read_text("utf-8"))
    worker = compose["services"]["worker"]
    assert worker["read_only"]
    assert worker["cap_drop"] == ["ALL"]
    assert "volumes" not in worker
    assert "scrapy work" in worker["command"][-1]
    assert worker["environment"]["ENGINE_URL"] == compose["services"]["watch"]["environment"]["ENGINE_URL"]


def test_what_runs_in_the_container_ends_in_order(tmp_path: Path) -> None:
    log, program = tmp_path / "log", tmp_path / "scrapy"
    program.write_text(SCRAPY.format(log=log), "utf-8")
    program.chmod(0o700)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "CONTACT": "desk@herald.example"}
    loop = subprocess.Popen(["sh", ROOT / "schedules/container-loop.sh"], env=environment, start_new_session=True)
    while not log.exists():
        time.sleep(0.02)
    time.sleep(0.1)
    loop.send_signal(signal.SIGTERM)
    assert loop.wait(timeout=10) == 0
    assert log.read_text("utf-8").split() == ["watch", "ended"]


@pytest.mark.slow
def test_the_image_can_be_built() -> None:
    builder = next((name for name in BUILDERS if shutil.which(name)), None)
    if builder is None or subprocess.run([builder, "info"], capture_output=True, check=False).returncode:
        pytest.skip("no builder of containers works here")
    (base,) = {line.split()[1] for line in LINES if line.startswith("FROM ")}
    if subprocess.run([builder, "pull", base], capture_output=True, check=False).returncode:
        pytest.skip(f"the base image {base} can be fetched from no registry here")
    subprocess.run([builder, "build", "--file", "Containerfile", "--tag", "osecwatch-test", "."], cwd=ROOT, check=True)
