"""Whether the data can be trusted, and how it is had."""
