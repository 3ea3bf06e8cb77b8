"""'make test' finds a browser, installs one, or says what to do."""

from __future__ import annotations

import subprocess

import pytest
from browser import NoBrowser, chromium_executable


def done(returncode: int):
    return lambda command, **options: subprocess.CompletedProcess(command, returncode)


def test_a_chromium_on_path_is_taken():
    assert (
        chromium_executable(find={"google-chrome": "/usr/bin/google-chrome"}.get, run=done(1))
        == "/usr/bin/google-chrome"
    )


def test_debians_package_is_installed_where_apt_is():
    installed, commands = {"apt-get": "/usr/bin/apt-get", "sudo": "/usr/bin/sudo"}, []

    def run(command, **options):
        commands.append(" ".join(command))
        if "install" in command:
            installed["chromium"] = "/usr/bin/chromium"
        return subprocess.CompletedProcess(command, 0)

    assert chromium_executable(find=installed.get, run=run) == "/usr/bin/chromium"
    assert "apt-get install -y -qq chromium" in commands[-1]


def test_playwrights_own_is_installed_elsewhere():
    commands = []

    def run(command, **options):
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    assert chromium_executable(find=lambda name: None, run=run) is None
    assert commands[0][1:] == ["-m", "playwright", "install", "chromium"]


def test_without_any_the_message_says_what_to_do():
    with pytest.raises(NoBrowser, match="Install Chromium or Google Chrome so that it is on PATH"):
        chromium_executable(find=lambda name: None, run=done(1))
