"""What pages show, as values: each exhibit is a function of a store and a selection."""
