"""What to know before speaking to an authority or a region: one picture in each module."""
