"""Exhibits that more than one page has."""
