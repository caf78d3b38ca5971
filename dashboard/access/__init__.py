"""Who may see what: who a reader is, the policy of an installation, what it leaves of records."""
