"""The records behind a figure: which of them count, which do not and why."""

from dashboard.measures.behind.records import Behind, behind

__all__ = ["Behind", "behind"]
