"""Open a workbook in a process of its own, with limits: a single cell can exhaust a machine.

`opening` is what the dashboard calls. `python -m dashboard.records.workbooks` is the process.
"""
