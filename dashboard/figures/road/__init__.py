"""The road to full inspections: two tracks, where they stand and where the pace leads."""
