"""From records to results: a cube of small counts, and measures worked out from it."""
