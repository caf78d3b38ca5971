"""Whether figures can be trusted: counted twice, control totals, what changed between snapshots."""
