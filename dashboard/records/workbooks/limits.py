"""How much a workbook may take, and the means to keep it there."""

import sys
from dataclasses import asdict, dataclass

MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Bytes of the file and of what it unpacks to, cells, memory, and time to open it."""

    file_bytes: int = 200 * MIB
    unpacked_bytes: int = 500 * MIB
    ratio: int = 200
    columns: int = 200
    rows: int = 2_000_000
    cells: int = 30_000_000
    memory_bytes: int = 3072 * MIB
    cpu_seconds: int = 120
    seconds: int = 180

    def as_dict(self) -> dict[str, int]:
        """Give every limit by name."""
        return asdict(self)

    def impose(self) -> None:
        """Hold this process to its memory and time; where there is no such means, only to time."""
        if sys.platform == "win32":
            return
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (self.memory_bytes, self.memory_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (self.cpu_seconds, self.cpu_seconds + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


PARQUET = Limits(
    file_bytes=4096 * MIB, unpacked_bytes=2048 * MIB, rows=20_000_000, cells=200_000_000
)
"""What a Parquet file may take: it holds more in less room than a workbook, and no more memory."""
