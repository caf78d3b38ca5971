"""Visits to children's services settings: from records to a figure on a page."""
