"""Explain a number: which figures a page has, and what stands behind each."""
