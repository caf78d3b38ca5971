"""Why a figure is not an ordinary one."""

from enum import StrEnum


class Status(StrEnum):
    """Why a figure is not an ordinary one: blanks that look and read differently."""

    SHOWN = "shown"
    ZERO = "zero"
    UNVISITED = "none visited yet"
    NONE = "[z] no settings of this type"
    NOTHING = "[z] nothing to count"
    FEW = "[u] too few to give a percentage"
    HALF = "[u] fewer than half of the letters published"
    UNKNOWN = "[x] not known"
