"""Where the two tracks to full inspections stand, in words."""
