"""What a leader sees first."""
