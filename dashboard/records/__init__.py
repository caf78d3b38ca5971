"""From files as they are to a dated, checked snapshot of records."""
