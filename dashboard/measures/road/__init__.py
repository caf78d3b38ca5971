"""The two tracks to full inspections in figures: where they stand and where the pace leads."""
