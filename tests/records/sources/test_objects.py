"""A lake in a store of objects is read as one in a folder; a store that is down is said at once."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import date

import pytest

from dashboard.records.check import RecordsError
from dashboard.records.intake import from_source

DAY = date(2020, 12, 7)
WRITES = {"AWS_S3_ALLOW_UNSAFE_RENAME": "true"}


def answers(address):
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@pytest.fixture
def elsewhere(monkeypatch):
    """Give the address of a store on this machine in which nothing answers yet."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    for name, value in {
        "AWS_ENDPOINT_URL": address,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "reader",
        "AWS_SECRET_ACCESS_KEY": "not a secret",
        "AWS_REGION": "eu-west-2",
    }.items():
        monkeypatch.setenv(name, value)
    return address


@pytest.fixture
def bucket(elsewhere, tmp_path):
    """Start a store that speaks S3, and make a bucket in it."""
    port = elsewhere.rpartition(":")[2]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", port]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        until = time.monotonic() + 60
        while not answers(elsewhere):
            assert server.poll() is None, (tmp_path / "log").read_text()
            assert time.monotonic() < until
            time.sleep(0.2)
        made = urllib.request.Request(f"{elsewhere}/records", method="PUT")
        with urllib.request.urlopen(made, timeout=10):
            yield "s3://records/care"
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.long
def test_a_lake_in_a_store_of_objects_is_read_as_one_in_a_folder(bucket, extract, tmp_path):
    for name, table in extract.items():
        table.write_delta(f"{bucket}/{name}", storage_options=WRITES)
        table.write_delta(str(tmp_path / "lake" / name))
    there, here = from_source(bucket, DAY), from_source(f"delta://{tmp_path}/lake", DAY)
    assert there.source == "care"
    assert there.records.keys() == here.records.keys()
    for name, table in here.records.items():
        assert there.records[name].equals(table), name
    with pytest.raises(RecordsError, match=r"There is no table|no table|settings"):
        from_source("s3://records/nothing", DAY)


@pytest.mark.usefixtures("elsewhere")
def test_a_store_that_does_not_answer_is_said_in_a_sentence():
    with pytest.raises(RecordsError) as refused:
        from_source("s3://records/care", DAY)
    said = str(refused.value)
    assert said.startswith("s3://records/care cannot be reached: ")
    assert "\n" not in said and "\x1b" not in said
    assert said.endswith("Check its address, that it is running, and that you may read it.")
    assert os.environ["AWS_SECRET_ACCESS_KEY"] not in said
