"""What an area shows: beside others, in time, its settings."""
