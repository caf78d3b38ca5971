"""Find a command that tests need, or install the Debian package that has it."""

import os
import shutil
import subprocess

import pytest

PACKAGES = {"curl": "curl", "systemd-analyze": "systemd"}
"""The Debian package of each command."""


def found(name):
    """Give the path of a command, installed first where it is missing.

    Without it a test is skipped, but fails where tests must run.
    """
    if shutil.which(name) is None:
        install(PACKAGES[name])
    path = shutil.which(name)
    if path is None:
        reason = f"no {name} on this machine, and Debian's {PACKAGES[name]} cannot be installed"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return path


def install(package):
    """Install a package of Debian's; where there is no apt-get, nothing is done."""
    command = f"apt-get update -qq && apt-get install -y -qq --no-install-recommends {package}"
    subprocess.run(["sh", "-c", command], check=False, capture_output=True, timeout=600)
