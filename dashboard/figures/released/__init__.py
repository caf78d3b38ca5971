"""What the figures of a release say: rows, sentences and notes, from the release alone."""
