"""An audit says what it found, and that it found nothing only where it was answered."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.audit.audit import FAULTY, HERE, LOCK, NOT_ASKED, OK, below_floors, judge, pinned

REPOSITORY = Path(__file__).parents[2]
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


def test_an_audit_that_cannot_ask_fails(tmp_path):
    """Run the command where nothing answers: no tool, and no network."""
    done = subprocess.run(
        [sys.executable, HERE / "audit.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PATH": "", "HTTPS_PROXY": "http://127.0.0.1:9", "HOME": str(tmp_path)},
    )
    assert done.returncode == NOT_ASKED, done.stdout
    assert "Not audited" in done.stdout


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
def test_one_command_writes_a_list_of_what_is_served(tmp_path):
    tools = REPOSITORY / "build" / "audit"
    if not tools.is_dir():
        pytest.skip("the tools are not installed: make sbom installs them")
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
