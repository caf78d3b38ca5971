"""What leaves the inspectorate: releases, made and approved by people, rounded and audited.

- `declared` says which tables a release holds; `counts` counts what they rest on.
- `rounding` rounds a count once; `known` is what an outsider knows; `audit` proves what follows.
- `deciding` gives as much as the audit lets; `folder` and `log` keep releases, for good.
- `making` and `checking` are the two acts; `whole` says whether what was approved can be given.
- `docs/disclosure.md` says why it is so.
"""
