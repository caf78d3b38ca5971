"""The parts that every page shares: header, filter strip, address, map component."""
