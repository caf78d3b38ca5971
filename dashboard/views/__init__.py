"""The pages: each asks, works out and shows, in the order in which the eye meets it."""
