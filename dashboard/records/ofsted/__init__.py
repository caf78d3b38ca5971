"""Read Ofsted's published files as they come: register, joiners and leavers, events."""

from dashboard.records.ofsted.account import Account
from dashboard.records.ofsted.contents import COMPARED
from dashboard.records.ofsted.periods import FilePeriod
from dashboard.records.ofsted.reader import Release, read_release

__all__ = ["COMPARED", "Account", "FilePeriod", "Release", "read_release"]
