"""The container, compose and unit files: whole, and as guarded as the guide says."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from dashboard.access.policy import read
from dashboard.access.start import check
from dashboard.settings import ACCESS, SettingError, Settings
from tests import tools

REPOSITORY = Path(__file__).parents[2]
SERVICE = REPOSITORY / "dashboard" / "docs" / "service"
CONTAINER = (REPOSITORY / "Containerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((REPOSITORY / "compose.yaml").read_text(encoding="utf-8"))
UNITS = sorted(file for kind in ("service", "timer") for file in SERVICE.glob(f"*.{kind}"))
OURS = ("replica-1", "replica-2", "refresh")
INSTRUCTIONS = {
    "ARG", "FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT",
    "CMD",
}  # fmt: skip


def instructions():
    """Read the container file: each instruction and what it is given."""
    lines = [line for line in CONTAINER.splitlines() if line and not line.startswith("#")]
    return [tuple(line.split(" ", 1)) for line in lines]


def test_the_container_file_is_whole_and_runs_as_nobody_in_particular():
    said = instructions()
    assert {name for name, _ in said} <= INSTRUCTIONS
    last = [index for index, (name, _) in enumerate(said) if name == "FROM"][-1]
    served = said[last:]
    users = [given for name, given in served if name == "USER"]
    assert users == ["10001:10001"]
    names = [name for name, _ in served]
    assert names.index("USER") < names.index("ENTRYPOINT")
    for name, given in served:
        if name in ("CMD", "ENTRYPOINT"):
            assert all(isinstance(word, str) for word in json.loads(given))
    health = next(given for name, given in served if name == "HEALTHCHECK")
    command = json.loads(health.split("CMD ", 1)[1])
    compile(command[2], "health", "exec")
    assert "latest" not in CONTAINER
    assert not re.search(r"(?i)password|secret=|token=", CONTAINER.replace("type=secret", ""))
    assert "--require-hashes" in CONTAINER
    copied = [
        given.split()[:-1] for name, given in said if name == "COPY" and "--from" not in given
    ]
    for place in (word for words in copied for word in words):
        assert (REPOSITORY / place).exists(), place


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_every_service_of_compose_is_contained(name):
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert not service["user"].startswith(("0", "root"))
    assert "privileged" not in service
    assert bool(service.get("ports")) == (name == "proxy")
    assert name not in OURS or service["ulimits"]["nofile"]["soft"] >= 8192


def test_the_replicas_are_alike_share_one_secret_and_are_reached_by_the_proxy_only():
    one, two = (COMPOSE["services"][name] for name in OURS[:2])
    assert one == two
    assert "cookie_secret" in one["secrets"]
    assert one["environment"]["VISITS_ACCESS"] in ACCESS
    assert one["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert COMPOSE["services"]["refresh"]["network_mode"] == "none"
    mounted = {each["target"]: each.get("read_only") for each in one["volumes"]}
    assert mounted["/var/lib/visits/snapshots"] is True
    policy = read(SERVICE / "policy.toml")
    inside = COMPOSE["services"]["proxy"]["networks"]["inside"]["ipv4_address"]
    assert policy.proxy.addresses == (inside,)


def test_the_secrets_and_settings_that_are_used_are_declared_and_known():
    used = {s for service in COMPOSE["services"].values() for s in service.get("secrets", [])}
    assert used == COMPOSE["secrets"].keys()
    known = set(re.findall(r'"(VISITS_[A-Z_]+)"', "".join(code()))) | {"VISITS_HOSTS"}
    for name in OURS[:2]:
        given = COMPOSE["services"][name]["environment"]
        assert {n for n in given if n.startswith("VISITS_")} <= known


def code():
    return [file.read_text("utf-8") for file in (REPOSITORY / "dashboard").rglob("*.py")]


def test_the_proxy_keeps_a_reader_at_one_replica_and_passes_no_forged_reader():
    caddy = (SERVICE / "Caddyfile").read_text(encoding="utf-8")
    assert caddy.count("{") == caddy.count("}")
    assert "lb_policy cookie" in caddy
    for replica in OURS[:2]:
        assert f"{replica}:8501" in caddy
    proxy = read(SERVICE / "policy.toml").proxy
    for header in (proxy.user, proxy.groups):
        assert caddy.index(f"request_header -{header}") < caddy.index(f">{header}")


def test_the_policy_that_is_shipped_is_one(monkeypatch, tmp_path):
    monkeypatch.setenv("VISITS_ACCESS", "proxy")
    monkeypatch.setenv("VISITS_POLICY", str(SERVICE / "policy.toml"))
    monkeypatch.setenv("VISITS_AUDIT", str(tmp_path))
    check("0.0.0.0", Settings())
    assert "visits-north-west" in read(SERVICE / "policy.toml").groups


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "visits.example", "10.0.0.1"])
def test_nobody_is_served_without_being_known_where_others_can_reach(monkeypatch, address):
    monkeypatch.delenv("VISITS_ACCESS", raising=False)
    with pytest.raises(SettingError, match="VISITS_ACCESS"):
        check(address, Settings())


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "[::1]", "127.9.9.9"])
def test_ones_own_machine_needs_no_sign_in(monkeypatch, address):
    monkeypatch.delenv("VISITS_ACCESS", raising=False)
    check(address, Settings())


LACKING = {
    "no policy": {"VISITS_POLICY": "", "VISITS_AUDIT": "audit", "VISITS_SIGN_IN": "good.toml"},
    "no provider": {"VISITS_SIGN_IN": "", "VISITS_AUDIT": "audit"},
    "no log": {"VISITS_SIGN_IN": "good.toml"},
    "a short secret": {"VISITS_SIGN_IN": "short.toml", "VISITS_AUDIT": "audit"},
    "no client": {"VISITS_SIGN_IN": "lacking.toml", "VISITS_AUDIT": "audit"},
    "no file": {"VISITS_SIGN_IN": "none.toml", "VISITS_AUDIT": "audit"},
}
AUTH = {
    "redirect_uri": "https://visits.example/oauth2callback",
    "cookie_secret": "0123456789abcdef0123456789abcdef",
    "client_id": "visits",
    "client_secret": "x",
    "server_metadata_url": "https://id.example/.well-known/openid-configuration",
}


@pytest.mark.parametrize("given", LACKING.values(), ids=LACKING)
def test_a_sign_in_that_is_not_whole_does_not_start(monkeypatch, tmp_path, given):
    files = {
        "good": AUTH,
        "short": AUTH | {"cookie_secret": "short"},
        "lacking": {n: v for n, v in AUTH.items() if n != "client_id"},
    }
    for name, auth in files.items():
        lines = "\n".join(f'{key} = "{value}"' for key, value in auth.items())
        (tmp_path / f"{name}.toml").write_text(f"[auth]\n{lines}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VISITS_ACCESS", "sign-in")
    monkeypatch.setenv("VISITS_POLICY", str(SERVICE / "policy.toml"))
    monkeypatch.delenv("VISITS_AUDIT", raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingError) as refused:
        check("127.0.0.1", Settings())
    assert "0123456789" not in str(refused.value)
    good = {"VISITS_SIGN_IN": "good.toml", "VISITS_AUDIT": "audit"}
    for name, value in (good | {"VISITS_POLICY": str(SERVICE / "policy.toml")}).items():
        monkeypatch.setenv(name, value)
    check("127.0.0.1", Settings())


def test_the_units_are_verified_by_systemd_itself(tmp_path):
    tool = tools.found("systemd-analyze")
    for unit in UNITS:
        said = unit.read_text(encoding="utf-8").replace(
            "/opt/visits/bin/visits-dashboard", "/bin/sh"
        )
        said = re.sub(r"/usr/bin/(curl|logger)", "/bin/sh", said)
        (tmp_path / unit.name).write_text(said, encoding="utf-8")
    units = [str(tmp_path / unit.name) for unit in UNITS if "@" not in unit.name]
    done = subprocess.run(
        [tool, "verify", "--man=no", *units],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / "spoilt.service").write_text("[Service]\nExecStart=/none\nProtectSistem=yes\n")
    spoilt = subprocess.run(
        [tool, "verify", "--man=no", str(tmp_path / "spoilt.service")],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin"},
    )
    assert "ProtectSistem" in spoilt.stderr


def test_every_unit_of_ours_is_contained_and_tells_of_its_failure():
    for unit in UNITS:
        said = unit.read_text(encoding="utf-8")
        if unit.suffix == ".timer":
            assert (SERVICE / unit.with_suffix(".service").name).exists()
            continue
        if "@" not in unit.name:
            assert "OnFailure=visits-alarm@%n.service" in said
        if "User=visits" in said:
            for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "UMask=0077"):
                assert line in said, (unit.name, line)


def test_no_file_names_a_registry_host():
    places = [REPOSITORY / "Containerfile", REPOSITORY / "compose.yaml", *SERVICE.iterdir()]
    for place in places:
        text = place.read_text(encoding="utf-8")
        assert not re.search(r"\b[\w-]+\.(io|com|org|dev)/", text), place.name
    tomllib.loads((SERVICE / "policy.toml").read_text(encoding="utf-8"))
