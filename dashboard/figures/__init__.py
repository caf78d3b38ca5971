"""From a result to what a reader sees: sentences, tables, maps and charts."""
