"""Start a real Spark Connect server on loopback, on whatever Java there is."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"
LAUNCHER = "org.apache.spark.launcher.Main"
PATIENCE = 240
# Spark asks for this module to be quicker at machine learning; a small Java lacks it.
VECTORS = "--add-modules=jdk.incubator.vector"


@contextmanager
def started(home: Path, java: str, folder: Path) -> Iterator[str]:
    """Start a server of the Spark in `home`, and give its address; it ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": str(port),
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.ui.enabled": "false",
    }
    around = {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_SCALA_VERSION": "2.13"}
    environment = {**os.environ, "JAVA_HOME": str(Path(java).parents[1]), **around}
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            _command(home, java, settings, environment),
            env=environment,
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        until = time.monotonic() + PATIENCE
        while not _answers(port):
            assert server.poll() is None, (folder / "log").read_text()[-2000:]
            assert time.monotonic() < until, (folder / "log").read_text()[-2000:]
            time.sleep(0.5)
        yield f"sc://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def _command(
    home: Path, java: str, settings: dict[str, str], environment: dict[str, str]
) -> list[str]:
    """Ask Spark's own launcher for the command, as its scripts do, without what Java may lack."""
    options = [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    submit = ["org.apache.spark.deploy.SparkSubmit", "--class", SERVER, "--master", "local[1]"]
    asked = [java, "-cp", str(home / "jars" / "*"), LAUNCHER, *submit, *options, "spark-internal"]
    told = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True)
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True, check=True)
    lacking = {VECTORS} if VECTORS.partition("=")[2] not in modules.stdout else set()
    listed = told.stdout.strip().strip("\0").split("\0")
    return [part.strip() for part in listed if part.strip() and part not in lacking]


def _answers(port: int) -> bool:
    with socket.socket() as asked:
        asked.settimeout(1)
        return asked.connect_ex(("127.0.0.1", port)) == 0
