"""Why visits were made."""
