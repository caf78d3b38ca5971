"""Where powers were used, and what came of it."""
