"""What leaders take away, put together from figures and written as files."""
