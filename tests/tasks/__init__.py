"""Twenty tasks and fifteen questions that directors bring, each done as they would do it.

What each costs is counted: clicks, keys, seconds, and how far one scrolls on the way and after the
last click to where the answer stands. `make tasks` prints that as a table.
"""
