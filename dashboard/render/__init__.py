"""Draws what exhibits describe: each kind of chart in one way for a page."""
