"""No secret is in what people are told, whatever address it came with and whoever writes it."""

import time

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.records import shown
from dashboard.records.check import RecordsError
from dashboard.records.issues import rejected

SECRET = "wJalrXUtnFEMI7MDENG"
WITH_SECRET = [
    f"s3://KEYNAME:{SECRET}@bucket/visits",
    f"s3://KEYNAME:{SECRET}/half+of=it@bucket/visits",
    f"s3://KEYNAME:{SECRET}?half#of;it@bucket/visits",
    f"s3://KEYNAME:{SECRET}",
    f"az://container/path?sv=2021-08-06&se=2026-12-31&sig={SECRET}%3D",
    f"abfss://c@account.dfs.core.windows.net/path?sig={SECRET}",
    f"az://container/path%3Fsig%3D{SECRET}",
    f"sc://cluster:15002/;token={SECRET};user_id=me",
    f"sc://cluster:15002/;use_ssl=true;x-api-key={SECRET}",
    f"postgresql://reader:{SECRET}@db.example/records",
    f"postgresql://reader@db.example/records?password={SECRET}",
    f"postgresql://db.example/records?sslpassword={SECRET}&sslmode=require",
    f"mssql://db.example/records;PWD={SECRET}",
    f"https://store.example/x?X-Amz-Credential=a&X-Amz-Signature={SECRET}",
    f"gs://bucket/x?key={SECRET}",
    f"delta:///data/visits?AWS_SECRET_ACCESS_KEY={SECRET}",
    f"host=db.example password={SECRET}",
    f"AccountName=a;AccountKey={SECRET};EndpointSuffix=core.windows.net",
    f"ftp://anyone:{SECRET}@host.example/file",
    f"unheardof://a:{SECRET}@b",
    f"postgresql://[::1]:5432/records?Password={SECRET}",
]
KNOWN_BY_LOOK = [
    "s3://AKIAIOSFODNN7EXAMPLE@bucket/visits",
    "s3://bucket/AKIAIOSFODNN7EXAMPLE/visits",
    "https://x.example/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "Bearer abcdefghijklmnop",
    "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
]
LONG = 300_000
ENDLESS = {
    "letters": "x",
    "schemes": "s3+",
    "names": "name.",
    "spaces": " ",
    "equals": "a=",
    "tokens": "eyJhbGciOiJIUzI1NiJ9-",
    "keys": "-----BEGIN RSA PRIVATE KEY-----",
    "paths": "/a",
    "addresses": "s3://",
    "colons": "s3://a:b@c ",
}
WITHOUT = [
    "records",
    "/srv/records/settings.csv",
    "env:RECORDS",
    "postgresql://reader@db.example:5432/records?sslmode=require&connect_timeout=5",
    "abfss://container@account.dfs.core.windows.net/path",
    "s3://bucket/visits",
    "sc://cluster:15002/;use_ssl=true;user_id=me",
    "mssql://db.example/records",
    "delta:///data/user@host/visits",
    "settings=1204",
    "The register was cut short by the sender, as agreed on 3 March",
    "data/secrets of the trade/tokens.csv",
]


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch):
    monkeypatch.setattr(shown, "_remembered", set())


@pytest.mark.parametrize("said", WITH_SECRET)
def test_a_secret_is_seen_and_hidden_wherever_it_stands(said):
    assert shown.holds_secret(said)
    assert SECRET not in shown.for_people(f"{said} cannot be reached.")
    if "://" in said:
        assert SECRET not in shown.address(said)


@pytest.mark.parametrize("said", KNOWN_BY_LOOK)
def test_a_secret_is_known_by_its_look(said):
    assert shown.holds_secret(said)
    written = shown.for_people(f"Reading {said} failed.")
    assert not shown.holds_secret(written.replace("…", "x"))


@pytest.mark.parametrize("said", WITHOUT)
def test_what_holds_no_secret_is_let_be(said):
    assert not shown.holds_secret(said)
    if "://" not in said:
        assert shown.for_people(said) == said


@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS)
def test_a_text_without_end_is_written_in_little_time(piece):
    """Work that grows with the square of a text would hold up a refresh for minutes."""
    began = time.process_time()
    shown.for_readers(piece * (LONG // len(piece)))
    assert time.process_time() - began < 6


def test_a_secret_is_hidden_whatever_stands_before_its_name():
    for before in ("%26", "9", "-", "é", "x ", "?", "_"):
        assert SECRET not in shown.for_people(f" {before}sig={SECRET}")
        assert SECRET not in shown.for_people(f"{before}s3://KEY:{SECRET}@bucket/visits")


def test_an_address_is_written_by_kind_host_and_path():
    assert shown.address("postgresql://u:p@db.example:5432/records?x=1") == (
        "postgresql://db.example:5432/records"
    )
    assert shown.address("s3://K:a/b+c@bucket/visits") == "s3://bucket/visits"
    assert shown.host("sc://u:p@cluster:15002/;token=x") == "cluster:15002"


@pytest.mark.parametrize("said", [one for one in WITH_SECRET if "://" in one])
def test_what_an_address_held_is_hidden_in_the_words_of_others(said):
    shown.remember(said)
    assert SECRET not in str(RecordsError(f"the driver does not know {SECRET} at all"))


def test_what_a_variable_holds_is_hidden_by_the_name_of_the_variable(monkeypatch):
    for name in ("PGPASSWORD", "AWS_SECRET_ACCESS_KEY", "AZURE_STORAGE_SAS_TOKEN"):
        monkeypatch.setenv(name, SECRET)
        assert SECRET not in shown.for_people(f"wrong: {SECRET}")
        monkeypatch.delenv(name)


def test_no_error_of_records_holds_a_secret():
    for said in WITH_SECRET:
        assert SECRET not in str(RecordsError(f"{said} cannot be read."))
        error = rejected("source-unreachable", f"{said} cannot be read.", said)
        assert SECRET not in f"{error} {error.issue}"


def test_readers_see_no_path_of_the_server():
    said = shown.for_readers("The snapshot could not be written to /srv/visits/snapshots: full.")
    assert said == "The snapshot could not be written to snapshots: full."
    assert shown.for_readers("Use /text or https://x.example/a/b.") == (
        "Use /text or https://x.example/a/b."
    )


def test_a_long_heading_or_cell_is_quoted_by_its_beginning(tmp_path):
    long, word = "X" * 9000, "Y" * 9000
    (tmp_path / "settings.csv").write_text(
        f"urn,setting_type,la_code,{long}\n2400001,{word},E08000035,\n", encoding="utf-8"
    )
    done = CliRunner().invoke(main, ["check", str(tmp_path), "--as-at", "2021-03-31"])
    assert f'"{long[:100]}…"' in done.output
    assert f'setting_type "{word[:100]}…" is not a known word' in done.output
    assert max(map(len, done.output.splitlines())) < 500
    short = f'"a" is {long} as “b” and "c"'
    assert shown.in_short(short) == short
