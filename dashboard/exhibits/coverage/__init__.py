"""Who was visited and who was not."""
