"""Publishing a refresh: what it is judged beside, what is said of it, and how it is written."""
