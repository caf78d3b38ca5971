"""What a test needs is installed, and where it cannot be the test fails where tests must run."""

import ast
from pathlib import Path

import pytest

from tests import tools

TESTS = Path(__file__).parent


@pytest.mark.parametrize(("setting", "raised"), [("true", pytest.fail), ("", pytest.skip)])
def test_a_missing_command_is_installed_or_said(monkeypatch, setting, raised):
    asked = []
    monkeypatch.setattr(tools, "install", asked.append)
    monkeypatch.setattr(tools.shutil, "which", lambda _: None)
    monkeypatch.setenv("CI", setting)
    with pytest.raises(raised.Exception, match="no curl"):
        tools.found("curl")
    assert asked == ["curl"]


def test_no_test_skips_for_want_of_a_command_by_itself():
    """A test that looks for a command asks `tools`, or a module that installs it as that does."""
    own = {TESTS / name for name in ("tools.py", "chromium.py", "java.py", "office.py")}
    for file in sorted({*TESTS.rglob("*.py")} - own):
        calls = [n for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.Call)]
        named = {ast.unparse(call.func) for call in calls}
        assert not {"shutil.which", "pytest.skip"} <= named, file
