"""The columns that exhibits of n of N share."""

N_OF_N = ("numerator", "denominator", "value", "status")
"""What every row of n of N has in a file, after its name."""
