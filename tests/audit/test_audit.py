"""An audit says what it found, and that it found nothing only where it was answered."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.audit.audit import FAULTY, HERE, LOCK, NOT_ASKED, OK, below_floors, judge, pinned

REPOSITORY = Path(__file__).parents[2]
TOOLS = REPOSITORY / "build" / "audit"
NOBODY = "http://127.0.0.1:9"
ALL = {"a": "1.0", "b": "2.0"}


def answer(name, *faults):
    return {"name": name, "version": ALL[name], "vulns": [{"id": fault} for fault in faults]}


def test_every_package_must_be_answered_for():
    assert judge(ALL, [answer("a"), answer("b")]) == (OK, [])
    code, said = judge(ALL, [answer("a", "CVE-1"), answer("b")])
    assert (code, said) == (FAULTY, ["a 1.0: CVE-1"])
    for report in ([], [answer("a")], [answer("a"), {"name": "b", "skip_reason": "no network"}]):
        code, said = judge(ALL, report)
        assert code == NOT_ASKED
        assert said[0].startswith("Not audited")


@pytest.fixture
def tools():
    """Give the folder of the tools; without them a test is skipped, but fails where it must run."""
    if not (TOOLS / "pip_audit").is_dir() or not (TOOLS / "cyclonedx_py").is_dir():
        reason = "the tools of the audit are not installed: make build/audit"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return TOOLS


def audited(folder, **variables):
    """Run the audit where nothing answers, and see that it fails and says so."""
    done = subprocess.run(
        [sys.executable, HERE / "audit.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        timeout=120,
        env={"PATH": "", "HTTPS_PROXY": NOBODY, "HTTP_PROXY": NOBODY, "HOME": str(folder)}
        | variables,
    )
    assert done.returncode == NOT_ASKED, done.stdout
    assert "Not audited" in done.stdout
    return done.stdout


def test_an_audit_without_its_tool_fails(tmp_path):
    assert "No module named pip_audit" in audited(tmp_path)


@pytest.mark.long
def test_an_audit_that_nobody_answers_fails(tmp_path, tools):
    assert "No module" not in audited(tmp_path, PYTHONPATH=str(tools))


@pytest.mark.parametrize("setting", ["", "true"])
def test_without_tools_the_tests_of_the_audit_fail_where_they_must_run(monkeypatch, setting):
    monkeypatch.setattr(sys.modules[__name__], "TOOLS", HERE / "nowhere")
    monkeypatch.setenv("CI", setting)
    with pytest.raises(pytest.fail.Exception if setting else pytest.skip.Exception):
        tools.__wrapped__()


def test_no_package_is_below_the_floor_of_a_known_fault():
    assert below_floors(pinned(LOCK), HERE / "floors.csv") == []
    old = below_floors({"streamlit": "1.10.0", "pyarrow": "13.0"}, HERE / "floors.csv")
    assert len(old) == 2


def test_what_is_served_is_locked_by_hash_at_the_versions_that_are_tested():
    tested, served = pinned(REPOSITORY / "requirements.lock"), pinned(LOCK)
    assert served.items() <= tested.items()
    assert "pytest" not in served
    assert "hypothesis" not in served
    text = LOCK.read_text(encoding="utf-8")
    assert text.count("--hash=sha256:") >= len(served)
    assert not re.search(r"https?://", text)
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[<>=\[ ]", d)[0].lower() for d in project["dependencies"]}
    assert named <= served.keys()


@pytest.mark.long
@pytest.mark.usefixtures("tools")
def test_one_command_writes_a_list_of_what_is_served(tmp_path):
    subprocess.run(
        ["make", "sbom", f"SBOM={tmp_path / 'sbom.json'}"], cwd=REPOSITORY, check=True, timeout=120
    )
    listed = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert listed["bomFormat"] == "CycloneDX"
    found = {
        each["name"].lower().replace("_", "-"): each["version"] for each in listed["components"]
    }
    assert found == pinned(LOCK)
    assert listed["metadata"]["component"]["name"] == "visits-dashboard"
    assert all(each["purl"].startswith("pkg:pypi/") for each in listed["components"])
